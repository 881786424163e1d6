// `diagnose`: the verdict on this computer, or on an evidence file. Protects: nothing here writes to the machine.
import { success, type Result } from '../contract/errors/result';
import { loadPlainWords } from '../contract/messages/messages';
import type { Services } from '../services/services';
import type { Request } from './arguments';
import { diagnoseEvidence } from './evidence';
import type { CommandAnswer } from './report';
import { diagnosisValue } from './diagnosis-value';

/** Watches first where that was requested. The texts are those of the window, with plain numbers: programs read the output too. */
export async function diagnose(services: Services, request: Request): Promise<Result<CommandAnswer>> {
  if (request.evidence !== null) return diagnoseEvidence(services, request.evidence, request.folder);
  if (request.watchSeconds !== null) await services.diagnosis.watch(request.watchSeconds);
  const measured = await services.diagnosis.read(true, request.reported);
  const findings = await services.findings.ofKey();
  if (!findings.ok) return findings;
  const { diagnosisWords } = await loadPlainWords();
  return success({
    kind: 'diagnose',
    value: {
      ...diagnosisValue(measured, diagnosisWords),
      findings: findings.value.map(({ finding }) => ({ ...finding })),
      evidenceFile: null,
    },
  });
}
