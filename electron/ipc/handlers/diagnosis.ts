// The call about the verdict.
import type { Handlers } from '../../contract/ipc/calls';
import { success } from '../../contract/errors/result';
import type { DiagnosisService } from '../../services/diagnosis-service';

export function diagnosisHandlers(diagnosis: DiagnosisService): Pick<Handlers, 'diagnosis.read'> {
  return { 'diagnosis.read': async ({ isFresh, reported }) => success(await diagnosis.read(isFresh, reported)) };
}
