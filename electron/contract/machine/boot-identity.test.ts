// The rule that tells whether a machine was restarted, held against every pair of readings.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bootIdentitySchema, bootSources } from './boot-identity.schema';
import { wasRestarted, type BootIdentity } from './boot-identity';

const identity = fc
  .record(
    Object.fromEntries(bootSources.map((source) => [source, fc.option(fc.constantFrom('a', 'b'), { nil: null })])),
  )
  .map((values): BootIdentity =>
    bootSources.flatMap((source) => {
      const value = values[source];
      return typeof value === 'string' ? [{ source, value }] : [];
    }),
  );
const valueIn = (reading: BootIdentity, source: string) => reading.find((one) => one.source === source)?.value;

describe('whether the machine was restarted', () => {
  it('follows the sources that both readings have, and is unknown where they disagree or there is none', () => {
    const met = new Set<boolean | null>();
    fc.assert(
      fc.property(identity, identity, (then, now) => {
        const common = bootSources.filter(
          (source) => valueIn(then, source) !== undefined && valueIn(now, source) !== undefined,
        );
        const changed = common.filter((source) => valueIn(then, source) !== valueIn(now, source)).length;
        const expected = common.length === 0 ? null : changed === 0 ? false : changed === common.length ? true : null;
        met.add(expected);
        expect(wasRestarted(then, now)).toBe(expected);
      }),
      { numRuns: 500 },
    );
    expect(met).toEqual(new Set([true, false, null]));
  });

  it('does not depend on the order of sources, nor on which reading is which', () => {
    fc.assert(
      fc.property(identity, identity, (then, now) => {
        const answer = wasRestarted(then, now);
        expect(wasRestarted([...then].reverse(), now)).toBe(answer);
        expect(wasRestarted(now, then)).toBe(answer);
      }),
    );
  });

  it('is denied for the same reading, unless that is empty', () => {
    fc.assert(
      fc.property(identity, (reading) => {
        expect(wasRestarted(reading, reading)).toBe(reading.length === 0 ? null : false);
      }),
    );
  });

  it('is unknown for a record without a reading', () => {
    fc.assert(
      fc.property(identity, (now) => {
        expect(wasRestarted(undefined, now)).toBeNull();
      }),
    );
  });

  it('reads what was written, and refuses an empty value and a source that is named twice or unknown', () => {
    fc.assert(
      fc.property(identity, (reading) => {
        expect(bootIdentitySchema.parse(JSON.parse(JSON.stringify(reading)))).toEqual(reading);
      }),
    );
    for (const wrong of [
      [
        { source: 'practice', value: 'a' },
        { source: 'practice', value: 'b' },
      ],
      [{ source: 'tick-count', value: 'a' }],
      [{ source: 'practice', value: '' }],
      [{ source: 'practice', value: 'a', at: 1 }],
    ])
      expect(bootIdentitySchema.safeParse(wrong).success).toBe(false);
  });
});
