// The calls about the verdict.
import type { Handlers } from '../../contract/ipc/calls';
import { success } from '../../contract/errors/result';
import type { DiagnosisService } from '../../services/diagnosis-service';

export type DiagnosisHandlers = Pick<
  Handlers,
  'diagnosis.read' | 'diagnosis.measure-as-administrator' | 'diagnosis.error-texts'
>;

export function diagnosisHandlers(diagnosis: DiagnosisService): DiagnosisHandlers {
  return {
    'diagnosis.read': async ({ isFresh, reported }) => success(await diagnosis.read(isFresh, reported ?? null)),
    'diagnosis.measure-as-administrator': ({ reported }) => diagnosis.measureAsAdministrator(reported ?? null),
    'diagnosis.error-texts': async () => success(await diagnosis.readErrorTexts()),
  };
}
