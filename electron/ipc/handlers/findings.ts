// The calls about mistakes in the key.
import type { Handlers } from '../../contract/ipc/calls';
import type { FindingsService } from '../../services/findings-service';

export function findingsHandlers(findings: FindingsService): Pick<Handlers, 'findings.read' | 'correction.plan'> {
  return {
    'findings.read': () => findings.ofKey(),
    'correction.plan': ({ id }) => findings.planCorrection(id),
  };
}
