// What may be requested, and that a plan is what was requested: never another range, never one beyond the limits.
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { isRangeChange } from '../contract/change/change';
import type { RequestedChange } from '../contract/change/plan';
import { requestedChangesSchema } from '../contract/change/plan.schema';
import { brokenLimit, rangeNames, type RangeName } from '../contract/port-ranges/dynamic-ranges';
import { realDisk } from '../machine/common/disk';
import { testFolder } from '../machine/common/test-folder.fixture';
import type { Machine } from '../machine/interfaces/machine';
import { openPracticeMachine } from '../machine/practice/practice-machine';
import { unmeasuredComputer } from '../machine/practice/unmeasured-computer';
import { planRequested } from './planner';

const wide = { start: 10000, number: 55535 };

describe('a request', () => {
  it('is one or more of the parameters and the four ranges, each once', () => {
    const requested = [{ name: 'MaxUserPort', value: 1 }, ...rangeNames.map((range) => ({ range, value: wide }))];
    expect(requestedChangesSchema.parse(requested)).toEqual(requested);
  });

  it.each<[string, unknown]>([
    ['nothing', []],
    [
      'one range twice',
      [
        { range: 'ipv4Udp', value: wide },
        { range: 'ipv4Udp', value: { start: 1025, number: 255 } },
      ],
    ],
    ['a range that there is none of', [{ range: 'ipv4Sctp', value: wide }]],
    ['a range of every name at once', [{ range: 'udp', value: wide }]],
    ['a range by its words', [{ range: 'ipv4Udp; shutdown', value: wide }]],
    ['a range without its number of ports', [{ range: 'ipv4Udp', value: { start: 10000 } }]],
    ['a range with a fraction', [{ range: 'ipv4Udp', value: { start: 10000.5, number: 255 } }]],
    ['a range below 0', [{ range: 'ipv4Udp', value: { start: -1, number: 255 } }]],
    ['a range beyond 65535', [{ range: 'ipv4Udp', value: { start: 65536, number: 255 } }]],
    ['a range as text', [{ range: 'ipv4Udp', value: { start: '10000', number: '55535' } }]],
    ['a range to be deleted', [{ range: 'ipv4Udp', value: null }]],
    ['a range with a command', [{ range: 'ipv4Udp', value: wide, command: 'netsh' }]],
    ['a range with more than its numbers', [{ range: 'ipv4Udp', value: { ...wide, store: 'active' } }]],
    ['a range and a value in one', [{ range: 'ipv4Udp', name: 'MaxUserPort', value: wide }]],
  ])('is refused when it is %s', (_, requested) => {
    expect(requestedChangesSchema.safeParse(requested).success).toBe(false);
  });
});

describe('a plan from the live state', () => {
  let machine: Machine;
  beforeEach(async () => {
    machine = await openPracticeMachine(await testFolder(), realDisk, unmeasuredComputer);
    await machine.practice?.reset('windows11');
  });

  const range = fc.record({ start: fc.integer({ min: 0, max: 65535 }), number: fc.integer({ min: 0, max: 65535 }) });
  const likely = fc.record({
    start: fc.integer({ min: 1025, max: 40000 }),
    number: fc.integer({ min: 255, max: 25000 }),
  });
  const requests = fc
    .uniqueArray(fc.tuple(fc.constantFrom<RangeName>(...rangeNames), fc.oneof(likely, range)), {
      selector: ([name]) => name,
      minLength: 1,
    })
    .map((ranges): RequestedChange[] => ranges.map(([name, value]) => ({ range: name, value })));

  it('changes each range that was requested to just that, from what is there, and no other; or refuses', async () => {
    await fc.assert(
      fc.asyncProperty(requests, async (requested) => {
        const planned = await planRequested(machine, requested);
        const ranges = requested.filter((one) => 'range' in one);
        const isBroken = ranges.some(({ value }) => brokenLimit(value) !== null);
        if (!planned.ok) {
          expect(planned.error.code).toBe(isBroken ? 'OUT_OF_RANGE' : 'ALREADY_AS_WANTED');
          return;
        }
        expect(isBroken).toBe(false);
        const standard = { start: 49152, number: 16384 };
        const expected = ranges.filter(({ value }) => JSON.stringify(value) !== JSON.stringify(standard));
        expect(
          planned.value.filter(isRangeChange).map(({ range: name, before, after }) => ({ name, before, after })),
        ).toEqual(expected.map(({ range: name, value }) => ({ name, before: standard, after: value })));
        expect(planned.value).toHaveLength(expected.length);
      }),
      { numRuns: 60 },
    );
  });

  it('never has a range that was not requested, whatever value is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 5000, max: 65534 }), async (value) => {
        const planned = await planRequested(machine, [{ name: 'MaxUserPort', value }]);
        expect(planned).toMatchObject({ ok: true, value: [{ name: 'MaxUserPort' }] });
      }),
      { numRuns: 10 },
    );
  });

  it.each(['nt4', 'windows2000', 'server2003'] as const)('has no range on %s, and says why', async (which) => {
    await machine.practice?.reset(which);
    for (const name of rangeNames)
      expect(await planRequested(machine, [{ range: name, value: wide }])).toEqual({
        ok: false,
        error: { code: 'NO_DYNAMIC_RANGES' },
      });
  });
});
