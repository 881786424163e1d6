// Why an evidence file is refused, in words: what is wrong with it, and what would be right. Pure.
import type { EvidenceProblem } from '../contract/errors/errors';
import type { Words } from '../contract/messages/messages';

export function evidenceProblemText(words: Words, { reason, part, detail }: EvidenceProblem): string {
  const where = part ?? words('cli.evidence.wholeFile');
  const problem = words(`cli.evidence.problems.${reason}`, { part: where, detail });
  return detail === '' || problem.includes(detail) ? problem : words('cli.evidence.withDetail', { problem, detail });
}
