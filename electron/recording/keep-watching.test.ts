import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextWatch, type WatchEffect, type WatchEvent, type WatchState } from './keep-watching';

function play(events: readonly WatchEvent[]) {
  let state: WatchState = 'window';
  const effects: WatchEffect[] = [];
  for (const event of events) {
    const next = nextWatch(state, event);
    state = next.state;
    effects.push(...next.effects);
  }
  return { state, effects };
}

const anyEvent: fc.Arbitrary<WatchEvent> = fc.oneof(
  fc.boolean().map((isOn): WatchEvent => ({ kind: 'closed', isOn })),
  fc.constantFrom<WatchEvent>(
    { kind: 'open' },
    { kind: 'pause' },
    { kind: 'resume' },
    { kind: 'try-again' },
    { kind: 'stop' },
  ),
);

describe('keep watching', () => {
  it('ends with the window unless the person chose otherwise', () => {
    expect(play([{ kind: 'closed', isOn: false }])).toEqual({ state: 'ended', effects: ['quit'] });
  });

  it('goes on behind the icon, and comes back to the window', () => {
    expect(play([{ kind: 'closed', isOn: true }, { kind: 'pause' }, { kind: 'resume' }, { kind: 'open' }])).toEqual({
      state: 'window',
      effects: ['show-icon', 'record', 'pause-recording', 'record', 'stop-recording', 'hide-icon', 'open-window'],
    });
  });

  it('tries again to record only while it would', () => {
    const tried: WatchEvent = { kind: 'try-again' };
    expect(nextWatch('watching', tried)).toEqual({ state: 'watching', effects: ['record'] });
    for (const state of ['window', 'paused', 'ended'] as const)
      expect(nextWatch(state, tried)).toEqual({ state, effects: [] });
  });

  it('always has an icon while nothing else is on the screen, and records only then and unless paused', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 30 }), (events) => {
        const { state, effects } = play(events);
        const last = (...of: WatchEffect[]) => effects.findLast((effect) => of.includes(effect));
        expect(last('show-icon', 'hide-icon') === 'show-icon').toBe(state === 'watching' || state === 'paused');
        expect(last('record', 'pause-recording', 'stop-recording') === 'record').toBe(state === 'watching');
        expect(effects.includes('quit')).toBe(state === 'ended');
      }),
    );
  });
});
