import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { UsageSample } from '../contract/models';
import { failure, success } from '../contract/result';
import type { UsageSource } from '../machine/machine';
import { startSampling } from './sampler';

const table = { takenAt: 1, count: 1, localPorts: Uint16Array.of(50000), states: Uint8Array.of(5), processIds: new Uint32Array(1) };
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
    const stop = startSampling(source(), (sample) => samples.push(sample), () => undefined);
    await vi.advanceTimersByTimeAsync(3500);
    expect(samples).toHaveLength(4);
    expect(samples[0]).toMatchObject({ ok: true, figures: { inUse: 1 } });
    stop();
    await vi.advanceTimersByTimeAsync(5000);
    expect(samples).toHaveLength(4);
  });

  it('tells a failed measurement as a failure, and goes on', async () => {
    const samples: UsageSample[] = [];
    const answers = [denied, success(table)];
    const portTable = { read: () => Promise.resolve(answers.shift() ?? denied) };
    const stop = startSampling(source({ portTable }), (sample) => samples.push(sample), () => undefined);
    await vi.advanceTimersByTimeAsync(1000);
    stop();
    expect(samples.map(({ ok }) => ok)).toEqual([false, true]);
  });

  it('never has two measurements under way', async () => {
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
    const stop = startSampling(source({ portTable }), () => undefined, () => undefined);
    await vi.advanceTimersByTimeAsync(10_000);
    stop();
    expect(most).toBe(1);
  });

  it('says so when the range is not known, instead of counting against a guess', async () => {
    const samples: UsageSample[] = [];
    const unknown = { ...ranges, ipv4Tcp: { known: false, raw: 'Zugriff verweigert' } as const };
    const stop = startSampling(source({ portRange: { read: () => Promise.resolve(success(unknown)) } }), (sample) => samples.push(sample), () => undefined);
    await vi.advanceTimersByTimeAsync(0);
    stop();
    expect(samples).toMatchObject([{ ok: false, error: { code: 'MACHINE_FAILED', detail: 'Zugriff verweigert' } }]);
  });

  it('outlives a listener that throws', async () => {
    const bugs: unknown[] = [];
    const bug = new Error('listener');
    const stop = startSampling(source(), () => { throw bug; }, (error) => bugs.push(error));
    await vi.advanceTimersByTimeAsync(1000);
    stop();
    expect(bugs).toEqual([bug, bug]);
  });
});
