import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { UsageSample } from '../contract/usage/sample';
import { failure, success } from '../contract/errors/result';
import type { UsageSource } from '../machine/interfaces/usage';
import { portTable } from '../machine/common/port-table.fixture';
import { intervalFor, startSampling, takeSample } from './sampler';

const table = portTable([{ port: 50000, state: 5, processId: 42 }]);
const known = { known: true, range: { start: 49152, number: 16384 } } as const;
const ranges = { ipv4Tcp: known, ipv4Udp: known, ipv6Tcp: known, ipv6Udp: known };
const denied = failure({ code: 'ACCESS_DENIED', action: 'port-table.read', windowsCode: 5 });

function source(more: Partial<UsageSource> = {}): UsageSource {
  return {
    of: 'machine',
    product: 'test',
    portTable: { read: () => Promise.resolve(success(table)) },
    portRange: { read: () => Promise.resolve(success(ranges)) },
    ...more,
  };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('the sampler', () => {
  it('measures once a second until it is stopped', async () => {
    const samples: UsageSample[] = [];
    const stop = startSampling(
      source(),
      (sample) => samples.push(sample),
      () => undefined,
    );
    await vi.advanceTimersByTimeAsync(3500);
    expect(samples).toHaveLength(4);
    expect(samples[0]).toMatchObject({ ok: true, figures: { inUse: 1 } });
    stop();
    await vi.advanceTimersByTimeAsync(5000);
    expect(samples).toHaveLength(4);
  });

  it('reports a failed measurement as a failure, and continues', async () => {
    const samples: UsageSample[] = [];
    const answers = [denied, success(table)];
    const portTable = { read: () => Promise.resolve(answers.shift() ?? denied) };
    const stop = startSampling(
      source({ portTable }),
      (sample) => samples.push(sample),
      () => undefined,
    );
    await vi.advanceTimersByTimeAsync(1000);
    stop();
    expect(samples.map(({ ok }) => ok)).toEqual([false, true]);
  });

  it('never has two measurements in progress', async () => {
    let underWay = 0;
    let most = 0;
    const portTable = {
      async read() {
        most = Math.max(most, (underWay += 1));
        await new Promise((done) => setTimeout(done, 2500));
        underWay -= 1;
        return success(table);
      },
    };
    const stop = startSampling(
      source({ portTable }),
      () => undefined,
      () => undefined,
    );
    await vi.advanceTimersByTimeAsync(10_000);
    stop();
    expect(most).toBe(1);
  });

  it('asks for a range that cannot be read every ten seconds, and not with every sample', async () => {
    let asked = 0;
    const portRange = {
      read: () => {
        asked += 1;
        return Promise.resolve(denied);
      },
    };
    const stop = startSampling(
      source({ portRange }),
      () => undefined,
      () => undefined,
    );
    await vi.advanceTimersByTimeAsync(9500);
    expect(asked).toBe(1);
    await vi.advanceTimersByTimeAsync(11_000);
    stop();
    expect(asked).toBe(2);
  });

  it('reports an unknown range instead of counting against a guess', async () => {
    const samples: UsageSample[] = [];
    const unknown = { ...ranges, ipv4Tcp: { known: false, raw: 'Zugriff verweigert' } as const };
    const stop = startSampling(
      source({ portRange: { read: () => Promise.resolve(success(unknown)) } }),
      (sample) => samples.push(sample),
      () => undefined,
    );
    await vi.advanceTimersByTimeAsync(0);
    stop();
    expect(samples).toMatchObject([{ ok: false, error: { code: 'MACHINE_FAILED', detail: 'Zugriff verweigert' } }]);
  });

  it('measures less often while measuring takes long, and reports that', async () => {
    const samples: UsageSample[] = [];
    const slow = {
      async read() {
        await new Promise((done) => setTimeout(done, 700));
        return success(table);
      },
    };
    const stop = startSampling(
      source({ portTable: slow }),
      (sample) => samples.push(sample),
      () => undefined,
    );
    await vi.advanceTimersByTimeAsync(9000);
    stop();
    expect(samples).toHaveLength(3);
    expect(samples[0]).toMatchObject({ details: { durationMs: 700, intervalMs: 3000 } });
    expect([intervalFor(0), intervalFor(250), intervalFor(251), intervalFor(1e6)]).toEqual([1000, 1000, 2000, 30_000]);
  });

  it('subtracts excluded ranges from the limit, and does without where they cannot be read', async () => {
    const excludedRanges = {
      read: () =>
        Promise.resolve(
          success([
            { start: 49000, number: 252 },
            { start: 80, number: 5 },
          ]),
        ),
    };
    expect(await takeSample(source({ excludedRanges }))).toMatchObject({
      figures: { usable: 16284 },
      details: { excluded: 100 },
    });
    const broken = { read: () => Promise.resolve(denied) };
    expect(await takeSample(source({ excludedRanges: broken }))).toMatchObject({
      figures: { usable: 16384 },
      details: { excluded: null, ranges: [{ excluded: null }, { excluded: null }, {}, {}] },
    });
  });

  it('names processes, and leaves one nameless that exited in between', async () => {
    const named = { read: () => Promise.resolve(success(new Map([[42, 'app.exe']]))) };
    expect(await takeSample(source({ processNames: named }))).toMatchObject({
      details: { processes: [{ processId: 42, name: 'app.exe' }] },
    });
    const gone = { read: () => Promise.resolve(success(new Map())) };
    expect(await takeSample(source({ processNames: gone }))).toMatchObject({
      details: { processes: [{ processId: 42, name: null }] },
    });
  });

  it('survives a listener that throws', async () => {
    const bugs: unknown[] = [];
    const bug = new Error('listener');
    const stop = startSampling(
      source(),
      () => {
        throw bug;
      },
      (error) => bugs.push(error),
    );
    await vi.advanceTimersByTimeAsync(1000);
    stop();
    expect(bugs).toEqual([bug, bug]);
  });
});
