// What the window gets of an opened evidence file. Pure.
import { basename } from 'node:path';
import type { OpenedEvidenceView } from '../../contract/evidence/evidence';
import type { HistoryEntry, HistoryPage } from '../../contract/history/history-view';
import type { RecordedQuestion, RecordedSnapshot, RecordedView } from '../../contract/recording/recording';
import type { OpenedEvidence } from '../../evidence/opened';
import { viewFold } from '../../recording/view';

/** How many entries the window is given at once. */
const pageLength = 250;
/** Characters of a ticket; ours are shorter. */
const longestTicket = 100_000;

export function evidenceView(token: string, path: string, opened: OpenedEvidence): OpenedEvidenceView {
  const { manifest, diagnosis, history, ticket, recording } = opened;
  const { computer, madeAt, writtenBy, programVersion, areNamesReplaced, isPractice = false, missing } = manifest;
  return {
    token,
    origin: {
      fileName: basename(path),
      computerName: computer.name,
      product: computer.product,
      madeAt,
      writtenBy,
      programVersion,
      areNamesReplaced,
      isPractice,
    },
    diagnosis,
    recorded: spanOf(opened, recording.unreadable),
    ticket: ticket === null ? null : ticket.replace(/^\ufeff/, '').slice(0, longestTicket),
    hasHistory: history !== null,
    missing,
  };
}

function spanOf({ recording, diagnosis }: OpenedEvidence, unreadable: number): OpenedEvidenceView['recorded'] {
  const isSimulated = diagnosis.evidence.of === 'simulated';
  let from = Infinity;
  let to = 0;
  for (const lines of recording.folders)
    for (const line of lines) {
      if ((line.kind !== 'sample' && line.kind !== 'snapshot') || (line.simulated === true) !== isSimulated) continue;
      from = Math.min(from, line.at);
      to = Math.max(to, line.at);
    }
  return to === 0 ? null : { from, to, unreadable };
}

export function openedRecording({ recording }: OpenedEvidence, question: RecordedQuestion): RecordedView {
  const fold = viewFold(question);
  for (const lines of recording.folders) {
    for (const line of lines) fold.add(line);
    if (recording.folders.length > 1) fold.nextFolder();
  }
  return fold.view(recording.unreadable);
}

/** The last snapshot at or before a moment; null where there is none. */
export function openedSnapshot(
  { recording }: OpenedEvidence,
  at: number,
  isSimulated: boolean,
): RecordedSnapshot | null {
  let latest: RecordedSnapshot | null = null;
  for (const lines of recording.folders)
    for (const line of lines)
      if (line.kind === 'snapshot' && line.at <= at && (line.simulated === true) === isSimulated)
        if (latest === null || line.at >= latest.at) latest = line;
  return latest;
}

/** The newest entries, or the newest of those before a position. Nothing of it can be undone here. */
export function openedHistory({ history }: OpenedEvidence, before = Infinity): HistoryPage {
  const { events, faults } = history ?? { events: [], faults: [] };
  const end = Math.min(events.length, before - 1);
  const start = Math.max(0, end - pageLength);
  const entries = events.slice(start, end).map((event, index): HistoryEntry => ({
    position: start + index + 1,
    event,
    undo: 'none',
    inTheWay: [],
    reverses: null,
    hasTicket: false,
  }));
  return { entries: entries.reverse(), faults, isLast: start === 0 };
}
