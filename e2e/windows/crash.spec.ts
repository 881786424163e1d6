// A process that is killed in the middle of a change, and the next start, which finds it and leads back.
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import type { StageReport } from '../../electron/contract/change/stages.schema';
import { setTimeout } from 'node:timers/promises';
import { isSameStored } from '../../electron/contract/registry/stored-value';
import { interruptedChange, settle } from '../../electron/change/recovery';
import { before120, changeTools, putBefore120, reached, storedIn, requested } from './fixtures/change';
import type { Orders } from './interrupted-change.child';
import { groupKey, inFolder } from './fixtures/throw-away-key';

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
  const key = groupKey();

  const stored = () => storedIn(key.location);

  function start(folder: string, stage: StageReport, isStopping: boolean): ChildProcess {
    const orders: Orders = {
      location: key.location,
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
    it(`${isOpen ? 'offers the way back' : 'finds nothing changed'} at the next start after a kill at "${stopAt.stage}"${stopAt.name ? ` of ${stopAt.name}` : ''}`, async () => {
      await putBefore120(key.location);
      await inFolder(async (folder) => {
        const child = start(folder, stopAt, true);
        await reached(folder, child);
        await kill(child);

        const expected = { ...before120, ...Object.fromEntries(written.map((name) => [name, requested[name]])) };
        assert.deepEqual(await stored(), expected);
        const tools = changeTools(key.location, folder);
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

  /** Kills a change `delayMs` after it began, and returns what the kill met: nothing written yet, a change in progress, or a complete one. */
  async function killAfter(delayMs: number, folder: string): Promise<'before' | 'open' | 'after'> {
    await putBefore120(key.location);
    await mkdir(folder);
    const child = start(folder, { stage: 'comparing', name: null }, false);
    await reached(folder, child);
    // Not a wait for anything: the moment of the kill is what this test varies.
    await setTimeout(delayMs);
    await kill(child);

    const tools = changeTools(key.location, folder);
    const info = await interruptedChange(tools.machine, tools.log);
    assert.ok(info.ok, JSON.stringify(info));
    if (info.value) {
      const { record, values } = info.value;
      assert.ok(
        values.every(({ stands }) => stands !== 'neither'),
        JSON.stringify(values),
      );
      assert.ok((await settle(tools, record.id, 'restore')).ok);
      assert.deepEqual(await stored(), before120);
      return 'open';
    }
    const now = await stored();
    const isApplied = isSameStored(now.MaxUserPort, requested.MaxUserPort);
    assert.deepEqual(now, isApplied ? requested : before120);
    return isApplied ? 'after' : 'before';
  }

  it('leaves nothing open with all values as before or as requested, or leads back to the state before, whenever it is killed', async (context) => {
    const spread = 12;
    const atMost = 3 * spread;
    const kills: { readonly delay: number; readonly met: 'before' | 'open' | 'after' }[] = [];
    const delaysOf = (met: 'before' | 'open' | 'after') =>
      kills.filter((one) => one.met === met).map(({ delay }) => delay);
    await inFolder(async (parent) => {
      // The first is left alone: the others are killed at moments spread over the time that it takes.
      await putBefore120(key.location);
      const child = start(parent, { stage: 'comparing', name: null }, false);
      await reached(parent, child);
      const begun = performance.now();
      await once(child, 'close');
      const whole = performance.now() - begun;
      assert.deepEqual(await stored(), requested);

      // Where the spread missed the change itself, as on a busy machine, further kills close in on it from both sides.
      while (kills.length < spread || (delaysOf('open').length === 0 && kills.length < atMost)) {
        const middle = (Math.max(0, ...delaysOf('before')) + Math.min(whole, ...delaysOf('after'))) / 2;
        const delay = Math.round(kills.length < spread ? (whole * kills.length) / spread : middle);
        kills.push({ delay, met: await killAfter(delay, join(parent, String(kills.length))) });
      }
    });
    assert.ok(delaysOf('open').length > 0, `no kill met an open change: this shows nothing: ${JSON.stringify(kills)}`);
    context.diagnostic(`${kills.length} kills; while the change was open after ${delaysOf('open').join(', ')} ms`);
  });
});

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGKILL');
  await closed;
}
