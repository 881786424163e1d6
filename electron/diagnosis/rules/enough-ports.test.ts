import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brokenLimit, type PortRange } from '../../contract/port-ranges/dynamic-ranges';
import { isWithin, lastPort, overlaps, rangesLeft, usablePorts } from '../../contract/port-ranges/port-ranges';
import { wslBlock } from '../../contract/change/side-effects';
import { enoughByMaxUserPort, enoughByRange, type Room } from './enough-ports';

const usual = { start: 49152, number: 16384 };
const on = (...ports: readonly number[]) => ports.map((port) => ({ port, processId: port, name: 'app.exe' }));
const free: Room = { now: usual, needed: 32_768, listeners: [], excluded: [], hasWsl: false };

const someRange = (first: number, most: number): fc.Arbitrary<PortRange> =>
  fc
    .tuple(fc.integer({ min: first, max: 65_281 }), fc.integer({ min: 1, max: most }))
    .map(([start, number]) => ({ start, number: Math.min(number, 65_536 - start) }));
const someRoom: fc.Arbitrary<Room> = fc.record({
  now: someRange(1025, 64_511).map(({ start, number }) => ({ start, number: Math.max(255, number) })),
  needed: fc.integer({ min: 1, max: 140_000 }),
  listeners: fc.option(fc.array(fc.integer({ min: 1, max: 65_535 }), { maxLength: 30 }).map((ports) => on(...ports))),
  excluded: fc.option(fc.array(someRange(1, 9000), { maxLength: 12 })),
  hasWsl: fc.boolean(),
});
const runs = { numRuns: 200 };

describe('the range that gives enough', () => {
  it('begins as high as it can, at a round port', () => {
    expect(enoughByRange(free)).toMatchObject({
      range: { start: 32_000, number: 33_536 },
      usable: 33_536,
      start: { code: 'enough', needed: 32_768 },
      end: { code: 'limit' },
      isEnough: true,
      listeners: [],
      excluded: 0,
      leavesWslBlock: null,
    });
  });

  it('begins above a listener, and above an excluded range', () => {
    expect(enoughByRange({ ...free, listeners: on(32_100, 5985) })).toMatchObject({
      range: { start: 32_101 },
      start: { code: 'listener', listener: { port: 32_100 } },
      listeners: [],
    });
    expect(enoughByRange({ ...free, excluded: [{ start: 32_000, number: 100 }] })).toMatchObject({
      range: { start: 32_100 },
      start: { code: 'excluded', excluded: { start: 32_000, number: 100 } },
      excluded: 0,
    });
  });

  it('tells the listeners and excluded ports that it cannot leave out', () => {
    expect(
      enoughByRange({
        ...free,
        listeners: on(47_001, 49_664),
        excluded: [
          { start: 50_000, number: 500 },
          { start: 40_000, number: 500 },
        ],
      }),
    ).toMatchObject({
      range: { start: 31_000 },
      usable: 33_536,
      listeners: [{ port: 47_001 }],
      excluded: 500,
      isEnough: true,
    });
  });

  it('leaves ports in a row for WSL, and says so where it cannot', () => {
    const needed = 64_000;
    expect(enoughByRange({ ...free, needed, hasWsl: true })).toMatchObject({
      range: { start: 5120, number: 60_416 },
      start: { code: 'wsl-block', block: { start: 1024, number: 4096 } },
      isEnough: false,
      leavesWslBlock: true,
    });
    const everywhere = on(...Array.from({ length: 40 }, (_, index) => 1100 + index * 1600));
    expect(enoughByRange({ ...free, needed, listeners: everywhere, hasWsl: true })).toMatchObject({
      range: { start: 1101 },
      start: { code: 'listener' },
      leavesWslBlock: false,
    });
  });

  it('keeps to the limits of Windows, and gives enough or as many as there are', () => {
    fc.assert(
      fc.property(someRoom, (room) => {
        const { range, usable, isEnough } = enoughByRange(room);
        const excluded = room.excluded ?? [];
        expect(brokenLimit(range)).toBeNull();
        expect(usable).toBe(usablePorts(range, excluded));
        expect(isEnough).toBe(usable >= room.needed);
        const widest = usablePorts({ start: 1025, number: 64_511 }, excluded);
        if (!room.hasWsl) expect(usable).toBeGreaterThanOrEqual(Math.min(room.needed, widest));
      }),
      runs,
    );
  });

  it('never gives fewer ports than now where more are needed', () => {
    fc.assert(
      fc.property(someRoom, (room) => {
        const now = usablePorts(room.now, room.excluded ?? []);
        if (room.needed < now) return;
        expect(enoughByRange(room).usable).toBeGreaterThanOrEqual(now);
      }),
      runs,
    );
  });

  it('names each listener and counts each excluded port that is new in it', () => {
    fc.assert(
      fc.property(someRoom, (room) => {
        const { range, listeners, excluded } = enoughByRange(room);
        const fresh = (port: number) => isWithin(port, range) && !isWithin(port, room.now);
        expect(listeners).toEqual(room.listeners && room.listeners.filter(({ port }) => fresh(port)));
        const taken = Array.from({ length: range.number }, (_, index) => range.start + index).filter(
          (port) => fresh(port) && (room.excluded ?? []).some((each) => isWithin(port, each)),
        );
        expect(excluded).toBe(room.excluded && taken.length);
      }),
      { numRuns: 30 },
    );
  });

  it('keeps the block that it says it leaves for WSL', () => {
    fc.assert(
      fc.property(someRoom, (room) => {
        const { range, leavesWslBlock, start } = enoughByRange(room);
        expect(leavesWslBlock === null).toBe(!room.hasWsl);
        if (!leavesWslBlock) return;
        const taken = [
          range,
          ...(room.excluded ?? []),
          ...(room.listeners ?? []).map(({ port }) => ({ start: port, number: 1 })),
        ];
        const left = rangesLeft({ start: 1024, number: 64_512 }, taken);
        expect(left.some(({ number }) => number >= wslBlock)).toBe(true);
        if (start.code === 'wsl-block') expect(overlaps(start.block, range)).toBe(false);
      }),
      runs,
    );
  });

  it('is found among 10,000 listeners and excluded ranges at once', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => 1025 + index * 4);
    const room = { ...free, listeners: on(...many), excluded: many.map((start) => ({ start: start + 1, number: 1 })) };
    expect(enoughByRange(room).isEnough).toBe(true);
  });
});

describe('MaxUserPort that gives enough', () => {
  const old: Room = { ...free, now: { start: 1025, number: 3976 }, needed: 16_384 };
  const enough = (room: Room) => enoughByMaxUserPort(room, 5000, 65_534);

  it('ends as low as it can, at a round port, or below a listener', () => {
    expect(enough(old)).toMatchObject({
      range: { start: 1025, number: 16_976 },
      start: { code: 'limit' },
      end: { code: 'enough', needed: 16_384 },
      isEnough: true,
    });
    expect(enough({ ...old, listeners: on(1433, 17_500, 17_900) })).toMatchObject({
      range: { number: 17_499 - 1024 },
      end: { code: 'listener', listener: { port: 17_500 } },
      listeners: [],
    });
    expect(enough({ ...old, listeners: on(8080), needed: 70_000 })).toMatchObject({
      range: { number: 64_510 },
      end: { code: 'limit' },
      isEnough: false,
      listeners: [{ port: 8080 }],
    });
  });

  it('keeps to its limits, and gives enough or as many as there are', () => {
    fc.assert(
      fc.property(someRoom, (room) => {
        const { range, usable } = enough(room);
        expect(range.start).toBe(1025);
        expect(lastPort(range)).toBeGreaterThanOrEqual(5000);
        expect(lastPort(range)).toBeLessThanOrEqual(65_534);
        const widest = usablePorts({ start: 1025, number: 64_510 }, room.excluded ?? []);
        expect(usable).toBeGreaterThanOrEqual(Math.min(room.needed, widest));
      }),
      runs,
    );
  });
});
