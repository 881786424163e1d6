import { expect, it } from 'vitest';
import { fileOf, gathered, recorded } from '../../evidence/gathered.fixture';
import { openEvidence } from '../../evidence/opened';
import { noon, sampleAt, snapshotAt } from '../../recording/lines.fixture';
import { evidenceView, openedSnapshot } from './opened-view';

it('reaches to the last snapshot, also where no sample was written after it', async () => {
  const lines = [sampleAt(noon), sampleAt(noon + 20_000), snapshotAt(noon + 30_000, 900)];
  const opened = await openEvidence(await fileOf(gathered(undefined, { recording: recorded(lines) })));
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  const { recorded: span } = evidenceView('token', 'a.zip', opened.value);
  expect(span).toEqual({ from: noon, to: noon + 30_000, unreadable: 0 });
  expect(openedSnapshot(opened.value, span?.to ?? 0, false)).toMatchObject({ at: noon + 30_000 });
});
