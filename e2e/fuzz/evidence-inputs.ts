// Evidence files to be read by the fuzzer: whole ones whose bytes were changed, and ones whose parts were changed before they were
// listed with their hashes.
import fc from 'fast-check';
import { hashOf } from '../../electron/evidence/hash';
import { composed, gathered, recorded } from '../../electron/evidence/gathered.fixture';
import { zipOf, type EvidencePart } from '../../electron/evidence/zip';
import { evidence, noon } from '../../electron/diagnosis/verdict.fixture';
import { sampleAt, snapshotAt } from '../../electron/recording/lines.fixture';

const lines = [sampleAt(noon, 100), snapshotAt(noon, 16_000), sampleAt(noon + 20_000, 16_000)];
const { manifest, parts } = await composed(gathered(evidence(), { recording: recorded(lines) }));
/** As a collector leaves them out: the tables are counted. */
const withoutFigures = parts.map((part) =>
  part.name === 'evidence.json' ? { ...part, bytes: Buffer.from(textOf(part).replace('"usage"', '"unused"')) } : part,
);

const pieces = [
  '"',
  ',',
  '\r\n',
  '-1',
  '1e308',
  '99999999999',
  'null',
  '{}',
  '[]',
  '[[[[[[[[[[',
  '"known":false',
  '"constructor"',
  '"__proto__":{}',
  '::1',
  '../',
  '\u202e',
  'TIME_WAIT',
];

const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  cut: fc.oneof(fc.nat(3), fc.nat(40)),
  put: fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 3 }), fc.integer().map(String)),
});
type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never;

function edited(bytes: Uint8Array, edits: readonly Edit[]): Buffer {
  return edits.reduce((some, { at, cut, put }) => {
    const start = Math.floor(at * some.length);
    return Buffer.concat([some.subarray(0, start), Buffer.from(put), some.subarray(start + cut)]);
  }, Buffer.from(bytes));
}

function textOf({ bytes }: EvidencePart): string {
  return Buffer.from(bytes).toString('utf8');
}

/** Listed as they are, so that what was changed is read. */
function listed(some: readonly EvidencePart[]): EvidencePart[] {
  const files = some
    .filter(({ name }) => name !== 'manifest.json')
    .map(({ name, bytes }) => ({ name, sizeInBytes: bytes.length, sha256: hashOf(bytes) }));
  return some.map((part) =>
    part.name === 'manifest.json' ? { ...part, bytes: Buffer.from(JSON.stringify({ ...manifest, files })) } : part,
  );
}

const wholeFile = await zipOf(parts, noon);
const bytesChanged = fc
  .array(edit, { minLength: 1, maxLength: 3 })
  .map((edits) => Promise.resolve(edited(wholeFile, edits)));
const partsChanged = fc
  .record({
    hasFigures: fc.boolean(),
    which: fc.nat(parts.length - 1),
    edits: fc.array(edit, { minLength: 1, maxLength: 4 }),
  })
  .map(async ({ hasFigures, which, edits }) => {
    const changed = (hasFigures ? parts : withoutFigures).map((part, index) =>
      index === which ? { ...part, bytes: edited(part.bytes, edits) } : part,
    );
    return zipOf(parts[which]?.name === 'manifest.json' ? changed : listed(changed), noon);
  });

export const evidenceInputs: fc.Arbitrary<Promise<Uint8Array>> = fc.oneof(
  { weight: 1, arbitrary: bytesChanged },
  { weight: 3, arbitrary: partsChanged },
);
