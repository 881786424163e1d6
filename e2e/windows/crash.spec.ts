// A process that is killed in the middle of a change, and the next start, which knows of it and leads back.
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { StageReport } from '../../electron/contract/change/stages';
import { isSameStored } from '../../electron/contract/registry/stored-value';
import type { KeyLocation } from '../../electron/machine/windows/registry/registry-key';
import { interruptedChange, settle } from '../../electron/change/recovery';
import { before120, changeTools, putBefore120, reached, storedIn, requested } from './fixtures/change';
import type { Orders } from './interrupted-change.child';
import { inFolder, throwAwayKey } from './fixtures/throw-away-key';

const childScript = join(dirname(process.argv[1] ?? ''), 'interrupted-change.child.mjs');

/** Stages in their order, and how many values have been written when the process is killed there. */
const stages: readonly {
  readonly stopAt: StageReport;
  readonly isOpen: boolean;
  readonly written: readonly (keyof typeof requested)[];
}[] = [
  { stopAt: { stage: 'reading', name: null }, isOpen: false, written: [] },
  { stopAt: { stage: 'confirming', name: null }, isOpen: false, written: [] },
  { stopAt: { stage: 'backing-up', name: null }, isOpen: false, written: [] },
  { stopAt: { stage: 'comparing', name: null }, isOpen: false, written: [] },
  { stopAt: { stage: 'writing', name: 'MaxUserPort' }, isOpen: true, written: [] },
  { stopAt: { stage: 'reading-back', name: 'MaxUserPort' }, isOpen: true, written: ['MaxUserPort'] },
  { stopAt: { stage: 'writing', name: 'TcpTimedWaitDelay' }, isOpen: true, written: ['MaxUserPort'] },
  {
    stopAt: { stage: 'reading-back', name: 'TcpTimedWaitDelay' },
    isOpen: true,
    written: ['MaxUserPort', 'TcpTimedWaitDelay'],
  },
  { stopAt: { stage: 'closing', name: null }, isOpen: true, written: ['MaxUserPort', 'TcpTimedWaitDelay'] },
];

describe('a change that is cut off by kill -9', () => {
  let location: KeyLocation;
  let remove: () => Promise<void>;
  before(async () => ({ location, remove } = await throwAwayKey()));
  after(() => remove());

  const stored = () => storedIn(location);

  function start(folder: string, stage: StageReport, isStopping: boolean): ChildProcess {
    const orders: Orders = {
      location,
      folder,
      stage,
      isStopping,
      requested: [
        { name: 'MaxUserPort', value: 65534 },
        { name: 'TcpTimedWaitDelay', value: 30 },
      ],
    };
    return spawn(process.execPath, [childScript, JSON.stringify(orders), folder], {
      stdio: 'ignore',
      windowsHide: true,
    });
  }

  for (const { stopAt, isOpen, written } of stages) {
    it(`at "${stopAt.stage}"${stopAt.name ? ` of ${stopAt.name}` : ''}: the next start ${isOpen ? 'offers the way back' : 'finds nothing changed'}`, async () => {
      await putBefore120(location);
      await inFolder(async (folder) => {
        const child = start(folder, stopAt, true);
        await reached(folder, child);
        await kill(child);

        const expected = { ...before120, ...Object.fromEntries(written.map((name) => [name, requested[name]])) };
        assert.deepEqual(await stored(), expected);
        const tools = changeTools(location, folder);
        const info = await interruptedChange(tools.machine, tools.log);
        assert.ok(info.ok, JSON.stringify(info));
        assert.equal(info.value !== null, isOpen);
        if (!info.value) return;
        const { record, values } = info.value;
        assert.deepEqual(
          values.map(({ change, stands }) => [change.name, stands]),
          [
            ['MaxUserPort', written.includes('MaxUserPort') ? 'as-wanted' : 'as-before'],
            ['TcpTimedWaitDelay', written.includes('TcpTimedWaitDelay') ? 'as-wanted' : 'as-before'],
          ],
        );
        assert.ok((await readFile(record.backup.file)).length > 0, 'the backup is there');
        const settled = await settle(tools, record.id, 'restore');
        assert.ok(settled.ok, JSON.stringify(settled));
        assert.deepEqual(await stored(), before120);
        assert.deepEqual(await interruptedChange(tools.machine, tools.log), { ok: true, value: null });
      });
    });
  }

  it('at any moment: either nothing is open and all values are as before or as wanted, or the way back leads to the state before', async (context) => {
    const rounds = 12;
    const open: number[] = [];
    await inFolder(async (parent) => {
      let whole = 0;
      for (let round = 0; round <= rounds; round += 1) {
        await putBefore120(location);
        const folder = join(parent, String(round));
        await mkdir(folder);
        const child = start(folder, { stage: 'comparing', name: null }, false);
        await reached(folder, child);
        if (round === 0) {
          // The first is left alone: the others are killed at moments spread over the time that it takes.
          const begun = performance.now();
          await once(child, 'close');
          whole = performance.now() - begun;
          assert.deepEqual(await stored(), requested);
          continue;
        }
        const delay = Math.round((whole * (round - 1)) / rounds);
        await new Promise((resolve) => setTimeout(resolve, delay));
        await kill(child);

        const tools = changeTools(location, folder);
        const info = await interruptedChange(tools.machine, tools.log);
        assert.ok(info.ok, JSON.stringify(info));
        if (info.value) {
          open.push(delay);
          assert.ok(
            info.value.values.every(({ stands }) => stands !== 'neither'),
            JSON.stringify(info.value.values),
          );
          assert.ok((await settle(tools, info.value.record.id, 'restore')).ok);
          assert.deepEqual(await stored(), before120);
        } else {
          const now = await stored();
          const isApplied = isSameStored(now.MaxUserPort, requested.MaxUserPort);
          assert.deepEqual(now, isApplied ? requested : before120);
        }
        await rm(folder, { recursive: true, force: true });
      }
    });
    assert.ok(open.length > 0, 'no kill met an open change: this shows nothing');
    context.diagnostic(`killed while the change was open: ${open.length} of ${rounds} (after ${open.join(', ')} ms)`);
  });
});

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGKILL');
  await closed;
}
