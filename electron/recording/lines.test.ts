// A line as text, and back: the quick check of the usual sample never takes what the schema would not.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordingLineSchema } from '../contract/recording/recording.schema';
import { isUsualSample, lineText, parsedLine } from './lines';
import { anyLine, noon, sampleAt } from './lines.fixture';

/** Numbers at the limits of the schema, and what is none of its numbers. */
const oddNumber = fc.constantFrom(0, -0, -1, 0.5, 1e999, 5e-324, 2 ** 53 - 1, 2 ** 53, 8.64e15, 8.64e15 + 2, 1.7e308);
const anyField = fc.oneof(oddNumber, fc.jsonValue({ maxDepth: 2 }), fc.constant({ ports: 1, usable: 2 }));
const fullness = fc.oneof(fc.record({ ports: oddNumber, usable: oddNumber }), anyField);
const sampleFields = Object.keys(sampleAt(noon));

/** Samples with other values, more fields and fewer. */
const almostSample = fc
  .record({
    changed: fc.dictionary(fc.constantFrom(...sampleFields), anyField, { maxKeys: 2 }),
    parts: fc.record(
      {
        tcp: fullness,
        udp: fullness,
        states: fc.array(fc.oneof(oddNumber, fc.constant(null), anyField), { maxLength: 18 }),
      },
      { requiredKeys: [] },
    ),
    added: fc.oneof(
      { weight: 4, arbitrary: fc.constant({}) },
      fc.constant({ simulated: true }),
      fc.dictionary(fc.string(), anyField, { maxKeys: 1 }),
    ),
    dropped: fc.subarray(sampleFields, { maxLength: 1 }),
  })
  .map(({ changed, parts, added, dropped }) =>
    Object.fromEntries(
      Object.entries({ ...sampleAt(noon), ...parts, ...changed, ...added }).filter(([name]) => !dropped.includes(name)),
    ),
  );

describe('a line of a recording', () => {
  it('is read as the schema reads it, also where the quick check takes it', () => {
    let taken = 0;
    fc.assert(
      fc.property(almostSample, (value) => {
        const text = JSON.stringify(value);
        const bySchema = recordingLineSchema.safeParse(JSON.parse(text)).data ?? null;
        expect(parsedLine(text)).toEqual(bySchema);
        if (!isUsualSample(JSON.parse(text))) return;
        taken += 1;
        expect(bySchema).not.toBeNull();
      }),
      { numRuns: 2000 },
    );
    expect(taken).toBeGreaterThan(0);
  });

  it('is taken by the quick check wherever it is a usual sample', () => {
    fc.assert(
      fc.property(anyLine, (line) => {
        expect(parsedLine(lineText(line))).toEqual(line);
        expect(isUsualSample(line)).toBe(line.kind === 'sample');
      }),
    );
    expect(isUsualSample(sampleAt(noon, 1, { udp: null, udpSockets: null, newPerSecond: null }))).toBe(true);
    expect(isUsualSample(sampleAt(noon, 1, { simulated: true }))).toBe(false);
  });

  it('is not read where a number is infinite, or there are more states than there can be', () => {
    const text = lineText(sampleAt(noon)).replace('"usable":1000', '"usable":1e999');
    expect(parsedLine(text)).toBeNull();
    const states = Array.from({ length: 17 }, () => null);
    expect(parsedLine(lineText(sampleAt(noon, 1, { states })))).toBeNull();
  });
});
