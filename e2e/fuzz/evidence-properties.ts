// What must hold for any bytes that are opened as an evidence file; `npm run fuzz` looks for bytes where it does not.
import { verdictText } from '../../electron/contract/diagnosis/diagnosis-text';
import { evidenceRows } from '../../electron/contract/diagnosis/evidence-text';
import { loadPlainWords } from '../../electron/contract/messages/messages';
import { openEvidence } from '../../electron/evidence/opened';
import { evidenceView, openedHistory, openedRecording } from '../../electron/services/evidence/opened-view';
import { plainFormats } from '../../electron/text/plain-formats';

/** No input of some kilobytes may take longer, in milliseconds of processor time. */
const longest = 1000;
const { diagnosisWords } = await loadPlainWords();

/** Rejects when something does not hold. */
export async function checkEvidence(bytes: Uint8Array): Promise<void> {
  const before = processorTime();
  const opened = await openEvidence(bytes);
  if (opened.ok) {
    const { diagnosis } = opened.value;
    const { reasons, title } = verdictText(diagnosis.verdict, diagnosisWords, plainFormats);
    check(title !== '' && reasons.every((reason) => reason !== ''), 'every verdict has its words');
    for (const { name, value } of evidenceRows(diagnosis.evidence, diagnosisWords, plainFormats))
      check(
        name !== '' && !/\b(?:NaN|undefined|Infinity)\b/.test(value),
        `a figure is one, or unknown: ${name} ${value}`,
      );
    const view = evidenceView('token', 'file.zip', opened.value);
    const { from, to } = view.recorded ?? { from: 0, to: 1 };
    openedRecording(opened.value, { from, to: Math.max(to, from + 1), rows: 100, isSimulated: false });
    openedHistory(opened.value);
    structuredClone(view);
  } else check(opened.error.code === 'EVIDENCE_REFUSED', 'what cannot be read is refused');
  const took = processorTime() - before;
  check(took < longest, `one input takes less than ${longest} ms, not ${took}`);
}

function check(holds: boolean, rule: string): void {
  if (!holds) throw new Error(`does not hold: ${rule}`);
}

function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
