import { describe, expect, it } from 'vitest';
import { callNames, type CallName } from '../contract/ipc/calls.schema';
import { callLimits, type Admit } from './limits';

/** How many of 1,000 calls, each ended before the next, are let through. */
function letThrough(admit: Admit, name: CallName | null): number {
  let count = 0;
  for (let call = 0; call < 1000; call += 1) {
    const end = admit(name);
    if (end) count += 1;
    end?.();
  }
  return count;
}

describe('the limits of calls', () => {
  it('admit 200 calls that answer the page in a burst, and 20 a second from then on', () => {
    let now = 0;
    const admit = callLimits(() => now);
    expect(letThrough(admit, 'machine.describe')).toBe(200);
    now += 1000;
    expect(letThrough(admit, 'machine.describe')).toBe(20);
    now += 3_600_000;
    expect(letThrough(admit, 'machine.describe')).toBe(200);
  });

  it('count what names no call as one kind, apart from the calls', () => {
    const admit = callLimits(() => 0);
    expect(letThrough(admit, null)).toBe(200);
    expect(letThrough(admit, 'machine.describe')).toBe(200);
  });

  it('admit one call that reaches outside at a time, and 20 a minute from then on', () => {
    let now = 0;
    const admit = callLimits(() => now);
    const first = admit('plan.apply');
    expect(first).not.toBeNull();
    expect(admit('plan.apply')).toBeNull();
    first?.();
    expect(letThrough(admit, 'plan.apply')).toBe(19);
    now += 60_000;
    expect(letThrough(admit, 'plan.apply')).toBe(20);
  });

  it('let Windows ask for the rights to measure four times, and once in half a minute from then on', () => {
    let now = 0;
    const admit = callLimits(() => now);
    const first = admit('diagnosis.measure-as-administrator');
    expect(admit('diagnosis.measure-as-administrator')).toBeNull();
    first?.();
    expect(letThrough(admit, 'diagnosis.measure-as-administrator')).toBe(3);
    now += 30_000;
    expect(letThrough(admit, 'diagnosis.measure-as-administrator')).toBe(1);
    now += 3_600_000;
    expect(letThrough(admit, 'diagnosis.measure-as-administrator')).toBe(4);
  });

  it('never allow more than 64 calls in progress, whatever they are', () => {
    const admit = callLimits(() => 0);
    const begun = callNames.flatMap((name) => Array.from({ length: 100 }, () => admit(name)).filter(Boolean));
    expect(begun).toHaveLength(64);
  });
});
