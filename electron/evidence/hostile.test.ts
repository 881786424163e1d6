// Files that a stranger made to do harm, or that were damaged on the way: refused, each with what is wrong.
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import type { EvidenceProblem } from '../contract/errors/errors';
import { evidenceLimits } from '../contract/evidence/evidence-limits';
import { composed, fileOf, gathered } from './gathered.fixture';
import { hashOf } from './hash';
import { depthOf } from './json-depth';
import { openEvidence, openEvidenceFile } from './opened';
import { zipOf, type EvidencePart } from './zip';

const { manifest, parts } = await composed(gathered());
const good = await fileOf(gathered());

async function refusal(bytes: Uint8Array): Promise<EvidenceProblem> {
  const result = await openEvidence(bytes);
  if (result.ok || result.error.code !== 'EVIDENCE_REFUSED')
    throw new Error(`was not refused: ${JSON.stringify(result)}`);
  const { reason, part, detail } = result.error;
  return { reason, part, detail };
}

const bytesOf = (text: string) => Buffer.from(text);
const part = (name: string, text: string): EvidencePart => ({ name, bytes: bytesOf(text) });

/** The good file with other parts, listed as they are. */
function withParts(...others: readonly EvidencePart[]): Promise<Uint8Array> {
  const names = new Set(others.map(({ name }) => name));
  const all = [...parts.filter(({ name }) => name !== 'manifest.json' && !names.has(name)), ...others];
  const files = all.map(({ name, bytes }) => ({ name, sizeInBytes: bytes.length, sha256: hashOf(bytes) }));
  return zipOf([part('manifest.json', JSON.stringify({ ...manifest, files })), ...all], 0);
}

/** The good file with another manifest. */
function withManifest(text: string): Promise<Uint8Array> {
  return zipOf([part('manifest.json', text), ...parts.filter(({ name }) => name !== 'manifest.json')], 0);
}

/** Names in a .zip, after the fact: the writer would not take them. Both have as many characters. */
function renamed(bytes: Uint8Array, from: string, to: string): Buffer {
  expect(to).toHaveLength(from.length);
  return Buffer.from(Buffer.from(bytes).toString('latin1').replaceAll(from, to), 'latin1');
}

/** Changes fields of every entry in the table of contents, by their offset there (APPNOTE 4.3.12). */
function withEntries(bytes: Uint8Array, change: (entry: Buffer) => void): Buffer {
  const changed = Buffer.from(bytes);
  const signature = Buffer.of(0x50, 0x4b, 1, 2);
  for (let at = changed.indexOf(signature); at !== -1; at = changed.indexOf(signature, at + 4))
    change(changed.subarray(at));
  return changed;
}

describe('an evidence file that is no good', () => {
  it('opens as long as nothing is wrong with it', async () => {
    expect((await openEvidence(good)).ok).toBe(true);
    expect((await openEvidence(await withParts())).ok).toBe(true);
  });

  it('is no .zip, or is cut off', async () => {
    expect(await refusal(bytesOf('GIF89a'))).toMatchObject({ reason: 'not-a-zip' });
    expect(await refusal(Buffer.alloc(0))).toMatchObject({ reason: 'not-a-zip' });
    for (const share of [0.1, 0.5, 0.99])
      expect(await refusal(good.subarray(0, Math.floor(good.length * share)))).toMatchObject({ reason: 'damaged' });
  });

  it('is another .zip', async () => {
    expect(await refusal(await zipOf([part('readme.txt', 'x')], 0))).toMatchObject({
      reason: 'not-evidence',
      part: null,
    });
    expect(await refusal(await withManifest('{"format":"other","version":1}'))).toMatchObject({
      reason: 'not-evidence',
    });
    const alone = { ...manifest, files: [] };
    expect(await refusal(await zipOf([part('manifest.json', JSON.stringify(alone))], 0))).toMatchObject({
      reason: 'not-evidence',
      part: 'evidence.json',
    });
  });

  it('was written by a newer version', async () => {
    expect(await refusal(await withManifest(JSON.stringify({ format: manifest.format, version: 2 })))).toEqual({
      reason: 'newer',
      part: null,
      detail: '2',
    });
  });

  it.each([
    ['a way out of the folder', '../../../x.txt'],
    ['a path from the root', '/etc/passwd.tx'],
    ['a drive', 'C:/autoexec.ba'],
    ['a path of Windows', '..\\..\\..\\x.txt'],
    ['a third level', 'a/b/cdefgh.txt'],
    ['a hidden file', '.bashrc0000000'],
    ['a character that shows nothing', 'a\0b.txt0000000'.slice(0, 14)],
  ])('has a part whose name is %s', async (_, name) => {
    const file = renamed(await withParts(part('abcdefghij.txt', 'x')), 'abcdefghij.txt', name);
    expect(await refusal(file)).toMatchObject({ reason: 'unsafe-name' });
  });

  it('has a part twice, also in another case', async () => {
    const twice = await withParts(part('aaaaaaaa.txt', 'x'), part('bbbbbbbb.txt', 'y'));
    expect(await refusal(renamed(twice, 'bbbbbbbb.txt', 'AAAAAAAA.txt'))).toMatchObject({ reason: 'twice' });
  });

  it('has a link among its parts', async () => {
    const linked = withEntries(good, (entry) => {
      entry.writeUInt16LE((3 << 8) | 20, 4);
      entry.writeUInt32LE(0o120777 * 0x10000, 38);
    });
    expect(await refusal(linked)).toMatchObject({ reason: 'link', part: 'manifest.json' });
  });

  it('is encrypted, or compressed in a way of its own', async () => {
    expect(await refusal(withEntries(good, (entry) => entry.writeUInt16LE(1, 8)))).toMatchObject({
      reason: 'encrypted',
    });
    expect(await refusal(withEntries(good, (entry) => entry.writeUInt16LE(12, 10)))).toMatchObject({
      reason: 'damaged',
    });
  });

  it('has too many parts', async () => {
    const many = Array.from({ length: 60 }, (_, index) => part(`many-${index}.txt`, 'x'));
    expect(await refusal(await withParts(...many))).toMatchObject({ reason: 'too-many-parts' });
  });

  it('is large, says that a part is, or is far larger than it looks', async () => {
    expect(await refusal(Buffer.alloc(evidenceLimits.fileBytes + 1))).toMatchObject({
      reason: 'too-large',
      part: null,
    });
    const says = withEntries(good, (entry) => entry.writeUInt32LE(evidenceLimits.partBytes + 1, 24));
    expect(await refusal(says)).toMatchObject({ reason: 'too-large', part: 'manifest.json' });
    const bomb = await withParts({ name: 'zeros.txt', bytes: Buffer.alloc(3 * 1024 * 1024) });
    expect(await refusal(bomb)).toMatchObject({ reason: 'too-large', part: 'zeros.txt' });
  });

  it('holds more than it says', async () => {
    const says = withEntries(good, (entry) => entry.writeUInt32LE(10, 24));
    expect(await refusal(says)).toMatchObject({ reason: 'damaged' });
  });

  it('was changed after it was written', async () => {
    const changed = parts.map((one) => (one.name === 'tcp.csv' ? part('tcp.csv', 'x') : one));
    expect(await refusal(await zipOf(changed, 0))).toMatchObject({ reason: 'altered', part: 'tcp.csv' });
    const less = parts.filter(({ name }) => name !== 'tcp.csv');
    expect(await refusal(await zipOf(less, 0))).toMatchObject({ reason: 'altered', part: 'tcp.csv' });
    expect(await refusal(await zipOf([...parts, part('more.txt', 'x')], 0))).toMatchObject({
      reason: 'altered',
      part: 'more.txt',
    });
  });

  it.each([
    ['is no JSON', '{', 'is not JSON'],
    ['has another shape', '{"takenAt":"now"}', 'takenAt'],
    ['is far too deep', `{"takenAt":1,"x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, '32 levels'],
    ['is empty', '', 'is empty'],
  ])('has evidence that %s', async (_, text, problem) => {
    expect(await refusal(await withParts(part('evidence.json', text)))).toMatchObject({
      reason: 'not-understood',
      part: 'evidence.json',
      detail: expect.stringContaining(problem) as string,
    });
  });

  it('has evidence that is no UTF-8', async () => {
    const wrong = { name: 'evidence.json', bytes: Buffer.of(0x7b, 0xff, 0xfe, 0x7d) };
    expect(await refusal(await withParts(wrong))).toMatchObject({ reason: 'not-understood' });
  });

  it('takes no property of all objects from it', async () => {
    const text = `{"takenAt":1,"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}`;
    const opened = await openEvidence(await withParts(part('evidence.json', text)));
    expect(opened.ok).toBe(true);
    expect('polluted' in {}).toBe(false);
  });

  it('loses nothing but the line, where one of the recording cannot be read', async () => {
    const segment = ['{"v":1', `{"v":1,"kind":"end","at":1,"why":"stopped"}`, '\u0000', 'x'.repeat(100_000)].join('\n');
    const opened = await openEvidence(await withParts(part('recording/2026-11-27.jsonl', segment)));
    if (!opened.ok) throw new Error(JSON.stringify(opened.error));
    expect(opened.value.recording).toMatchObject({ unreadable: 3, folders: [[{ kind: 'end' }]] });
  });

  it('is refused, or opens as it was, whatever bytes of it were changed', async () => {
    const { diagnosis } = await openEvidence(good).then((opened) => (opened.ok ? opened.value : expect.fail()));
    await fc.assert(
      fc.asyncProperty(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const changed = Buffer.from(good);
        changed[at] = (changed[at] ?? 0) ^ change;
        const opened = await openEvidence(changed);
        if (opened.ok) expect(opened.value.diagnosis.evidence.takenAt).toBe(diagnosis.evidence.takenAt);
        else expect(opened.error.code).toBe('EVIDENCE_REFUSED');
      }),
      { numRuns: 150 },
    );
  });
});

describe('an entry of a .zip', () => {
  it('is a folder without content, or refused', async () => {
    const zip = new ZipFile();
    for (const { name, bytes } of parts) zip.addBuffer(Buffer.from(bytes), name);
    zip.addEmptyDirectory('recording');
    zip.end();
    const chunks: Buffer[] = [];
    for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
    expect((await openEvidence(Buffer.concat(chunks))).ok).toBe(true);
  });
});

describe('the depth of JSON', () => {
  it('is that of its lists and objects, texts left out', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        const depth = (some: unknown): number =>
          typeof some === 'object' && some !== null ? 1 + Math.max(0, ...Object.values(some).map(depth)) : 0;
        expect(depthOf(bytesOf(JSON.stringify(value)), 100)).toBe(depth(value));
      }),
    );
  });
});

describe('a file on disk', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'port-wizard-evidence-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('is opened without anything being written beside it', async () => {
    await writeFile(join(folder, 'a.zip'), good);
    expect((await openEvidenceFile(join(folder, 'a.zip'))).ok).toBe(true);
    expect(await readdir(folder)).toEqual(['a.zip']);
  });

  it('is refused where there is none, or a folder', async () => {
    for (const path of [folder, join(folder, 'missing.zip')])
      expect(await openEvidenceFile(path)).toMatchObject({ ok: false, error: { reason: 'unreadable' } });
  });
});
