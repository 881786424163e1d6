// Reading "as Windows reads" against reg.exe: for every text of the corpus, what our reader says is what is in the
// registry after `reg import`, or the entry says why not.
import assert from 'node:assert/strict';
import { isUtf8 } from 'node:buffer';
import { after, before, describe, it } from 'node:test';
import { encodingOf } from '../../electron/reg-file/encoding';
import { evenly, plainlyInParts } from '../../electron/reg-file/parts.fixture';
import { plainReading } from '../../electron/reg-file/reference.fixture';
import { entriesOf, readRegFile, regFileBytes, type RegFileKey } from '../../electron/reg-file/reg-file';
import type { KeyLocation } from '../../electron/machine/windows/registry/registry-key';
import { regCorpus } from './reg-corpus';
import type { RegCorpusEntry } from './reg-corpus-model';
import {
  inFolder,
  isWine,
  pathOf,
  regExe,
  regExport,
  registryOn,
  throwAwayKey,
  tryRegExe,
} from './fixtures/throw-away-key';
import { join } from 'node:path';
import { writeFile } from 'node:fs/promises';

const header = { 4: 'REGEDIT4', 5: 'Windows Registry Editor Version 5.00' } as const;
/** Imported at the same time: reg.exe mostly waits. */
const importsAtOnce = 4;
/** Between two entries of one file: whatever the first left open swallows the line that means nothing. */
const separator = '\r\n\r\nnothing\r\n';

/** What the registry holds for an entry: a line for each key below the entry's own and for each value. */
type Content = string[];

function keyOf(location: KeyLocation, index: number): string {
  return `${pathOf(location)}\\${index}`;
}

function withKey(text: string, key: string): string {
  return text.replaceAll('{KEY}', key).replaceAll('{REST}', key.slice(key.indexOf('\\')));
}

function encoded(text: string, encoding: RegCorpusEntry['encoding']): Buffer {
  if (encoding === 'utf-16le') return Buffer.from(`\ufeff${text}`, 'utf16le');
  if (encoding === 'bytes') return Buffer.from(text, 'latin1');
  return Buffer.from(encoding === 'utf-8-mark' ? `\ufeff${text}` : text);
}

/** The entry as a file of its own. */
function fileOf(entry: RegCorpusEntry, key: string): Buffer {
  const text = entry.isWhole ? entry.text : `${header[entry.version]}\r\n\r\n[{KEY}]\r\n${entry.text}\r\n`;
  return encoded(withKey(text, key), entry.encoding);
}

/** The files to import: whole ones as they are, the lines of a version together in one. */
function filesOf(location: KeyLocation): Buffer[] {
  const numbered = regCorpus.map((entry, index) => ({ entry, key: keyOf(location, index) }));
  const joined = ([4, 5] as const).map((version) => {
    const own = numbered.filter(({ entry }) => !entry.isWhole && entry.version === version);
    const text = own.map(({ entry, key }) => withKey(`[{KEY}]\r\n${entry.text}${separator}`, key)).join('');
    return encoded(`${header[version]}\r\n\r\n${text}`, own[0]?.entry.encoding ?? 'utf-16le');
  });
  return [...joined, ...numbered.filter(({ entry }) => entry.isWhole).map(({ entry, key }) => fileOf(entry, key))];
}

async function importAll(files: readonly Buffer[]): Promise<void> {
  const waiting = files.entries();
  await inFolder(async (folder) => {
    const importer = async () => {
      for (const [index, bytes] of waiting) {
        const file = join(folder, `${index}.reg`);
        await writeFile(file, bytes);
        // Its exit code tells nothing: skipped lines are a success.
        await tryRegExe('import', file, '/reg:64');
      }
    };
    await Promise.all(Array.from({ length: importsAtOnce }, importer));
  });
}

/** Keys and values below `key`, sorted; names in upper case, for Windows keeps the case of the first who came. */
function contentBelow(keys: readonly RegFileKey[], key: string): Content {
  return keys
    .flatMap(({ path, values }) => {
      if (path.toUpperCase() !== key.toUpperCase() && !path.toUpperCase().startsWith(`${key}\\`.toUpperCase()))
        return [];
      const relative = path.slice(key.length).toUpperCase();
      return [
        ...(relative === '' ? [] : [relative]),
        ...values.map(
          ({ name, content }) =>
            `${relative} "${name.toUpperCase()}" ${content?.type}:${Buffer.from(content?.data ?? []).toString('hex')}`,
        ),
      ];
    })
    .sort();
}

/** What an import of these keys leaves in an empty registry. */
function afterImport(keys: readonly RegFileKey[]): RegFileKey[] {
  const registry = new Map<string, Map<string, RegFileKey['values'][number]>>();
  for (const key of keys) {
    const path = key.path.replace(/\\+$/, '');
    const folded = path.toUpperCase();
    if (key.isDeletion) {
      for (const other of registry.keys())
        if (other === folded || other.startsWith(`${folded}\\`)) registry.delete(other);
      continue;
    }
    // Windows makes the keys above as well.
    const parts = folded.split('\\');
    for (let length = 1; length <= parts.length; length += 1) {
      const parent = parts.slice(0, length).join('\\');
      if (!registry.has(parent)) registry.set(parent, new Map());
    }
    for (const value of key.values) {
      if (value.content) registry.get(folded)?.set(value.name.toUpperCase(), value);
      else registry.get(folded)?.delete(value.name.toUpperCase());
    }
  }
  return Array.from(registry, ([path, values]) => ({ path, isDeletion: false, values: [...values.values()] }));
}

function ourContent(entry: RegCorpusEntry, key: string): Content {
  const reading = readRegFile(fileOf(entry, key), { mode: 'as-windows' });
  return contentBelow(afterImport(reading.ok ? reading.keys : []), key);
}

describe('.reg texts as our reader and as reg.exe reads them', () => {
  let imported: readonly RegFileKey[] = [];
  let remove = () => Promise.resolve();
  let location: KeyLocation = { root: 'HKEY_CURRENT_USER', path: '' };

  before(async () => {
    ({ location, remove } = await throwAwayKey());
    await importAll(filesOf(location));
    const tree = await registryOn(location).readTree();
    assert.ok(tree.ok, JSON.stringify(tree));
    imported = entriesOf(tree.value, pathOf(location));
  });
  after(() => remove());

  it('has at least 150 texts, each with a unique name', () => {
    assert.ok(regCorpus.length >= 150);
    const names = regCorpus.map(({ name, encoding, isWhole }) => `${name} ${encoding} ${isWhole}`);
    assert.equal(new Set(names).size, names.length);
  });

  it('are read in parts as a plain reading reads them line by line', () => {
    let compared = 0;
    for (const entry of regCorpus) {
      const bytes = fileOf(entry, 'HKEY_CURRENT_USER\\x');
      const encoding = encodingOf(bytes)?.encoding;
      const decoded = bytes.toString(encoding === 'utf-16le' ? 'utf16le' : encoding === 'utf-8' ? 'utf8' : 'latin1');
      const text = decoded.replace(/^\ufeff/, '');
      // The plain reading knows no code pages.
      if (encoding === undefined || (encoding === 'utf-8' && !isUtf8(bytes))) continue;
      if (/^[ \t]*REGEDIT4/.test(text) && /[\x80-\x9f]|hex\([127]\):.*[89][0-9a-f]/is.test(text)) continue;
      const limits = { line: 32_768, data: 1_000_000 };
      const plain = plainReading(text, limits);
      for (const part of [1, 7, 64])
        assert.deepEqual(plainlyInParts(bytes, evenly(bytes, part), limits), plain, entry.name);
      compared += 1;
    }
    assert.ok(compared > regCorpus.length * 0.8);
  });

  for (const [index, entry] of regCorpus.entries()) {
    it(`reads ${entry.name}${entry.differs === null ? '' : ' (differs under Wine)'}`, async () => {
      const key = keyOf(location, index);
      const theirs = contentBelow(imported, key);
      const ours = ourContent(entry, key);
      if (entry.differs === null) assert.deepEqual(ours, theirs);
      else if (await isWine()) assert.notDeepEqual(ours, theirs, 'no longer differs: take the reason away');
    });
  }

  it('comes out of `reg export` as a file that our codec serializes to the same bytes', async () => {
    // Wine writes their line breaks as \\n and \\r, which the documentation does not know.
    for (const [index, { name }] of regCorpus.entries()) {
      if (name === 'escape n' || name === 'escape r') await regExe('delete', keyOf(location, index), '/f', '/reg:64');
    }
    const exported = await regExport(location);
    const reading = readRegFile(exported);
    assert.ok(reading.ok, JSON.stringify(reading));
    assert.equal(Buffer.from(regFileBytes(reading.keys)).toString('utf16le'), exported.toString('utf16le'));
  });
});
