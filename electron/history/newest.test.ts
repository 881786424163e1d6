// The newest lines alone: never other entries, positions or faults than a full reading has, and only where the index vouches.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ChangeRecord } from '../contract/history/change-record';
import { realDisk } from '../machine/common/disk';
import { testFolder } from '../machine/common/test-folder.fixture';
import type { Disk } from '../machine/interfaces/storage';
import { changeLog } from './change-log';
import { changeRecord } from './change-record.fixture';
import type { LogEntry } from './log-line';

let folder: string;

beforeEach(async () => {
  folder = await testFolder();
});

const at = '2026-01-02T03:04:05.000Z';
const uuid = (number: number) => `3f0c9a52-7d0e-4a51-9a3c-${number.toString(16).padStart(12, '0')}`;
const who = { computerName: 'PC', userName: 'user', programVersion: '1.0.0' };
const backup = { ...changeRecord().backup, id: uuid(0), sha256: '0'.repeat(64) };
const opened = (number: number, reason: ChangeRecord['reason'], reverses?: number): LogEntry => ({
  kind: 'change-opened',
  change: {
    ...changeRecord({
      id: uuid(number),
      reason,
      state: 'open',
      endedAt: null,
      backup,
      changes: changeRecord().changes,
    }),
    ...(reverses === undefined ? {} : { reverses: uuid(reverses) }),
  },
});
const closed = (number: number): LogEntry => ({
  kind: 'change-closed',
  id: uuid(number),
  state: 'applied',
  at,
  errorCode: null,
});
const refusal = (number: number): LogEntry => ({
  kind: 'event',
  event: {
    at,
    kind: 'apply',
    outcome: 'refused',
    errorCode: `E${number}`,
    changeId: null,
    changes: [],
    backup: null,
    manifestSha256: null,
    ...who,
  },
});

type Step = 'refusal' | 'change' | 'cut-off-change' | 'undo' | 'recovery' | 'altered-line' | 'next-file';
const steps: readonly Step[] = ['refusal', 'change', 'cut-off-change', 'undo', 'recovery', 'altered-line', 'next-file'];

/** A history in a folder of its own, made by `made` one after the other. */
async function historyOf(made: readonly Step[]): Promise<string> {
  const place = await testFolder();
  let newestFile = 1;
  for (const [index, step] of made.entries()) {
    const number = index + 1;
    const file = join(place, `history-${newestFile}.jsonl`);
    const held: Disk = {
      ...realDisk,
      appendDurably: (path, size, text) =>
        path === file
          ? Promise.reject(Object.assign(new Error('EBUSY'), { code: 'EBUSY' }))
          : realDisk.appendDurably(path, size, text),
    };
    const log = changeLog(realDisk, place);
    if (step === 'refusal') await log.append(refusal(number));
    else if (step === 'change') await log.append(opened(number, 'apply'), closed(number));
    else if (step === 'cut-off-change') await log.append(opened(number, 'apply'));
    else if (step === 'altered-line') {
      const text = await readFile(file, 'utf8').catch(() => null);
      if (text !== null) await writeFile(file, text.replace(/"PC"(?!.*\n.*"PC")/, '"PD"'));
    } else if (step === 'next-file') {
      await changeLog(held, place).append(refusal(number));
      newestFile += 1;
    } else await log.append(opened(number, step, number - 1), closed(number));
  }
  return place;
}

describe('the newest lines of a history', () => {
  it('are the end of the whole, whatever was done and damaged before', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...steps), { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 30 }),
        async (made, count) => {
          const place = await historyOf(made);
          const whole = await changeLog(realDisk, place).read();
          const { reading, isWhole } = await changeLog(realDisk, place).newest(count);
          const start = whole.events.length - reading.events.length;
          expect(reading.events).toEqual(whole.events.slice(start));
          expect(reading.positions).toEqual(whole.positions.slice(start));
          expect(isWhole ? start : 0).toBe(0);
          const { open, current, latest, unfinished, faults, isUncertain } = whole;
          expect(reading).toMatchObject({ open, current, latest, unfinished, faults, isUncertain });
          expect(whole.positions).toEqual([...new Set(whole.positions)].sort((a, b) => a - b));
        },
      ),
      { numRuns: 60 },
    );
  });

  const filled = async () => {
    const log = changeLog(realDisk, folder);
    for (let number = 1; number <= 6; number += 1) await log.append(refusal(number));
    return join(folder, 'history-1.jsonl');
  };
  const newest = async () => {
    const { reading, isWhole } = await changeLog(realDisk, folder).newest(2);
    return { codes: reading.events.map(({ errorCode }) => errorCode), isWhole, faults: reading.faults };
  };

  it('are read alone where the index vouches for the lines before them', async () => {
    await filled();
    expect(await newest()).toEqual({ codes: ['E5', 'E6'], isWhole: false, faults: [] });
  });

  it('are read with all others where a byte before them was changed since', async () => {
    const file = await filled();
    await writeFile(file, (await readFile(file, 'utf8')).replace('"E1"', '"E9"'));
    expect(await newest()).toEqual({
      codes: ['E2', 'E3', 'E4', 'E5', 'E6'],
      isWhole: true,
      faults: [{ file: 'history-1.jsonl', line: 1, kind: 'altered' }],
    });
  });

  it('are read with all others where lines are gone, and where there is no index', async () => {
    const file = await filled();
    const index = join(folder, 'history-index.json');
    const lines = (await readFile(file, 'utf8')).split('\n');
    await writeFile(file, `${lines.slice(0, 4).join('\n')}\n`);
    expect(await newest()).toMatchObject({ isWhole: true, faults: [{ kind: 'shortened' }] });
    await writeFile(index, '');
    expect(await newest()).toEqual({ codes: ['E1', 'E2', 'E3', 'E4'], isWhole: true, faults: [] });
  });
});
