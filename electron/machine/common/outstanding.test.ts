import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { noneOutstanding } from './outstanding';

let { untilSettled, haveAllEnded } = noneOutstanding();
beforeEach(() => {
  vi.useFakeTimers();
  ({ untilSettled, haveAllEnded } = noneOutstanding());
});
afterEach(() => void vi.useRealTimers());

/** A promise that the test settles. */
function open() {
  let settle: { readonly resolve: (value: number) => void; readonly reject: (error: Error) => void } | undefined;
  const promise = new Promise<number>((resolve, reject) => (settle = { resolve, reject }));
  if (!settle) throw new Error('a promise calls its function at once');
  return { promise, ...settle };
}

it('has ended at once where nothing goes on', async () => {
  expect(await haveAllEnded(0)).toBe(true);
});

it('has ended when everything has, whether it succeeded or failed', async () => {
  const [one, other] = [open(), open()];
  const kept = untilSettled(one.promise);
  const failing = untilSettled(other.promise);
  const ended = haveAllEnded(1000);
  one.resolve(1);
  other.reject(new Error('on purpose'));
  expect(await kept).toBe(1);
  await expect(failing).rejects.toThrow('on purpose');
  expect(await ended).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
});

it('has not ended where one thing does not come back in time', async () => {
  const never = open();
  void untilSettled(never.promise);
  const ended = haveAllEnded(2000);
  await vi.advanceTimersByTimeAsync(2000);
  expect(await ended).toBe(false);
  never.resolve(1);
  await vi.advanceTimersByTimeAsync(0);
  expect(await haveAllEnded(0)).toBe(true);
});
