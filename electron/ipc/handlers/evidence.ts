// The calls about evidence files.
import type { Handlers } from '../../contract/ipc/calls';
import { success } from '../../contract/errors/result';
import type { EvidenceService } from '../../services/evidence/evidence-service';

export type EvidenceHandlers = Pick<
  Handlers,
  | 'evidence.preview'
  | 'evidence.save'
  | 'evidence.open'
  | 'evidence.close'
  | 'evidence.recording'
  | 'evidence.snapshot'
  | 'evidence.history'
>;

export function evidenceHandlers(evidence: EvidenceService): EvidenceHandlers {
  return {
    'evidence.preview': ({ chart }) => evidence.preview(chart),
    'evidence.save': (request) => evidence.save(request),
    'evidence.open': () => evidence.open(),
    'evidence.close': async () => {
      await evidence.close();
      return success(null);
    },
    'evidence.recording': ({ token, question }) => evidence.readRecording(token, question),
    'evidence.snapshot': ({ token, at, isSimulated }) => evidence.readSnapshot(token, at, isSimulated),
    'evidence.history': ({ token, before }) => evidence.readHistory(token, before),
  };
}
