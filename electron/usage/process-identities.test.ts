import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { success } from '../contract/errors/result';
import { processIdentities } from './process-identities';

const minute = 60_000;
const now = 1_700_000_000_000;

beforeEach(() => vi.useFakeTimers({ now }));
afterEach(() => vi.useRealTimers());

/** Processes by number, as they are at the moment of the question. */
interface Running {
  readonly name: string;
  readonly startedAt?: number;
}

function identities(running: Map<number, Running>, canInspect: boolean) {
  const names = () => new Map([...running].map(([processId, { name }]) => [processId, name]));
  return processIdentities({
    processNames: { read: () => Promise.resolve(success(names())) },
    ...(canInspect && {
      processInspector: {
        inspect: (processIds: readonly number[]) =>
          Promise.resolve(
            success(
              new Map(
                processIds.flatMap((processId) => {
                  const process = running.get(processId);
                  const unknown = { path: null, company: null, handles: null, services: null };
                  return process
                    ? [[processId, { processId, startedAt: process.startedAt ?? null, ...unknown }] as const]
                    : [];
                }),
              ),
            ),
          ),
      },
    }),
  });
}

describe('the processes that hold ports', () => {
  it('keep their name when they have ended', async () => {
    const running = new Map([[7, { name: 'bun.exe' }]]);
    const identify = identities(running, false);
    expect((await identify([7, 0])).name(7)).toBe('bun.exe');
    running.delete(7);
    await vi.advanceTimersByTimeAsync(minute);
    const later = await identify([7]);
    expect(later.name(7)).toBe('bun.exe');
    expect(later.reused).toEqual([]);
  });

  it('are other ones when a number has another name, or was gone in between', async () => {
    const running = new Map([
      [7, { name: 'bun.exe' }],
      [8, { name: 'a.exe' }],
    ]);
    const identify = identities(running, false);
    await identify([7, 8]);
    running.set(7, { name: 'deno.exe' });
    running.delete(8);
    await vi.advanceTimersByTimeAsync(minute);
    expect(await identify([7, 8])).toMatchObject({ reused: [7] });
    running.set(8, { name: 'a.exe' });
    await vi.advanceTimersByTimeAsync(minute);
    const later = await identify([7, 8]);
    expect(later.reused).toEqual([8]);
    expect(later.name(7)).toBe('deno.exe');
  });

  it('are other ones when they started at another time, even with the same name', async () => {
    const running = new Map([[7, { name: 'curl.exe', startedAt: now - 60 * minute }]]);
    const identify = identities(running, true);
    expect((await identify([7])).reused).toEqual([]);
    running.set(7, { name: 'curl.exe', startedAt: now + 2000 });
    await vi.advanceTimersByTimeAsync(6000);
    expect((await identify([7])).reused).toEqual([7]);
    await vi.advanceTimersByTimeAsync(6000);
    expect((await identify([7])).reused).toEqual([]);
  });

  it('may have had a number from another one that left connections in TIME_WAIT, where they started lately', async () => {
    const identify = identities(
      new Map([
        [7, { name: 'young.exe', startedAt: now - 4 * minute }],
        [8, { name: 'old.exe', startedAt: now - 6 * minute }],
        [9, { name: 'denied.exe' }],
      ]),
      true,
    );
    expect((await identify([7, 8, 9])).reused).toEqual([7]);
  });

  it('are asked for by name every few seconds where one is missing, and seldom otherwise', async () => {
    let asked = 0;
    const read = () => {
      asked += 1;
      return Promise.resolve(success(new Map([[7, 'a.exe']])));
    };
    const identify = processIdentities({ processNames: { read } });
    for (let second = 0; second < 29; second += 1) {
      await identify([7]);
      await vi.advanceTimersByTimeAsync(1000);
    }
    expect(asked).toBe(1);
    for (let second = 0; second < 10; second += 1) {
      await identify([7, 8]);
      await vi.advanceTimersByTimeAsync(1000);
    }
    expect(asked).toBe(3);
  });
});
