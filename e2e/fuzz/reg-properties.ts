// What must hold for any bytes that are read as a .reg file; `npm run fuzz` looks for bytes where it does not.
import { isUtf8 } from 'node:buffer';
import { changesFor } from '../../electron/backup/diff';
import { diffAgainst } from '../../electron/backup/diff.fixture';
import { parametersKeyPath } from '../../electron/contract/registry/parameters';
import { storedFrom } from '../../electron/contract/registry/stored-value';
import { foldedName } from '../../electron/contract/registry/value-name';
import { lintFile } from '../../electron/findings/file-findings';
import { LeftBehind } from '../../electron/findings/left-behind';
import { mayBeParameter } from '../../electron/findings/value-findings';
import type { RegistryKey } from '../../electron/machine/interfaces/registry';
import { encodingOf } from '../../electron/reg-file/encoding';
import { locationOf } from '../../electron/reg-file/key-path';
import { evenly, plainlyInParts, readInParts } from '../../electron/reg-file/parts.fixture';
import { plainReading } from '../../electron/reg-file/reference.fixture';
import type { RegFileProblem } from '../../electron/reg-file/problem';
import {
  entriesOf,
  readRegFile,
  regFileBytes,
  scanRegFile,
  type RegFileKey,
  type RegFileReading,
  type RegFileValue,
} from '../../electron/reg-file/reg-file';

/** No input of a few kilobytes may take longer, in milliseconds of processor time: a busy machine is no hang. */
const longest = 1000;
const windows10 = { major: 10, minor: 0, build: 19045 };

const live: RegistryKey = {
  name: 'Parameters',
  values: [
    { name: 'MaxUserPort', type: 4, data: Uint8Array.of(0x88, 0x13, 0, 0) },
    { name: '', type: 1, data: Uint8Array.of(0, 0) },
  ],
  subkeys: [
    { name: 'x', values: [{ name: 'a', type: 3, data: Uint8Array.of(1) }], subkeys: [] },
    {
      name: 'Sub',
      values: [],
      subkeys: [{ name: 'y', values: [{ name: 'b', type: 3, data: Uint8Array.of(2) }], subkeys: [] }],
    },
  ],
};

/** `part`: bytes at a time in the reading that is compared with reading everything at once. */
export interface FuzzInput {
  readonly bytes: Buffer;
  readonly codePage: string;
  readonly part: number;
}

/** Throws when something does not hold. */
export function checkReading(input: FuzzInput): void {
  const start = performance.now();
  checkAll(input);
  if (performance.now() - start < longest) return;
  const before = processorTime();
  checkAll(input);
  const took = processorTime() - before;
  check(took < longest, `one input takes less than ${longest} ms, not ${took}`);
}

function checkAll({ bytes, codePage, part }: FuzzInput): void {
  const strict = readRegFile(bytes, { codePage });
  const lenient = readRegFile(bytes, { codePage, mode: 'as-windows' });
  checkParts(bytes, codePage, part, lenient);
  checkPlain(bytes, part);
  if (strict.ok) {
    checkAgreement(strict.keys, lenient);
    checkWriting(strict.keys);
    checkDiff(strict.keys);
  }
  if (lenient.ok) checkDiff(lenient.keys);
  checkFindings(bytes, codePage, lenient.ok ? lenient.keys : []);
}

function checkParts(bytes: Buffer, codePage: string, part: number, whole: RegFileReading): void {
  // Whether bytes without a mark are UTF-8 is checked before they are read in parts.
  if (encodingOf(bytes)?.encoding === 'utf-8' && !isUtf8(bytes)) return;
  // How many characters replace invalid bytes of a multi-byte code page depends on where the text is cut.
  if (whole.ok && whole.encoding === 'ansi' && shown(whole).includes('\ufffd')) return;
  const inParts = encodingOf(bytes) ? readInParts(bytes, codePage, part) : whole;
  check(shown(inParts) === shown(whole), 'reading in parts gives the same as reading at once');
}

/** With lines that are too long, and values that are, in files of a few hundred characters. */
function checkPlain(bytes: Buffer, part: number): void {
  const encoding = encodingOf(bytes)?.encoding;
  if (encoding === undefined || encoding === 'ansi' || (encoding === 'utf-8' && !isUtf8(bytes))) return;
  const text = bytes.toString(encoding === 'utf-8' ? 'utf8' : 'utf16le').replace(/^\ufeff/, '');
  // The plain reading knows no code pages.
  if (/^[ \t]*REGEDIT4/.test(text)) return;
  const limits = { line: 40 + part, data: part };
  const plain = plainReading(text, limits);
  const inParts = plainlyInParts(bytes, evenly(bytes, part), limits);
  // A thousand lines are listed.
  if (plain && Math.max(plain.skipped.length, plain.ignored.length) > 1000) return;
  check(shown(inParts) === shown(plain), 'reading in parts gives what a plain reading gives');
}

/** Except for texts that span lines, which Registry Editor exports but does not import, and for NULs that it adds. */
function checkAgreement(keys: readonly RegFileKey[], lenient: RegFileReading): void {
  check(lenient.ok, 'what strict reading accepts, the other mode accepts');
  if (!lenient.ok || lenient.skipped.count > 0) return;
  const withoutTexts = (some: readonly RegFileKey[]) =>
    shown(some.map((key) => ({ ...key, values: key.values.map(withoutText) })));
  check(withoutTexts(keys) === withoutTexts(lenient.keys), 'both modes give the same where nothing is wrong');
}

function withoutText({ name, content }: RegFileValue) {
  const isText = content !== null && [1, 2, 7].includes(content.type);
  return { name, content: isText ? content.type : content };
}

function checkWriting(keys: readonly RegFileKey[]): void {
  const written = regFileBytes(keys);
  const again = readRegFile(written);
  check(again.ok && shown(again.keys) === shown(keys), 'what was read is unchanged after writing and reading it');
  check(again.ok && Buffer.compare(regFileBytes(again.keys), written) === 0, 'and is written as the same bytes');
}

/** What an import of `keys` leaves, by path and name: a plain model of the documentation. */
function imported(keys: readonly RegFileKey[], before: readonly RegFileKey[] = []) {
  const registry = new Map<string, Map<string, RegFileValue>>();
  for (const { path, isDeletion, values } of [...before, ...keys]) {
    const folded = foldedName(path.replace(/\\+$/, ''));
    if (isDeletion) {
      for (const one of registry.keys()) if (`${one}\\`.startsWith(`${folded}\\`)) registry.delete(one);
      continue;
    }
    const key = registry.get(folded) ?? new Map<string, RegFileValue>();
    registry.set(folded, key);
    for (const value of values) {
      if (value.content) key.set(foldedName(value.name), value);
      else key.delete(foldedName(value.name));
    }
  }
  return registry;
}

function checkDiff(keys: readonly RegFileKey[]): void {
  const diff = diffAgainst(keys, live);
  const accepted = keys.filter(({ path, isDeletion }) => {
    const { kind } = locationOf(path);
    check((kind === 'key') === isTheKey(path), 'only the key itself is the key');
    return kind === 'sub-key' || (kind === 'key' && !isDeletion);
  });
  const after = imported(accepted, entriesOf(live, parametersKeyPath));
  for (const entry of diff.entries) {
    const path = entry.keyPath === '' ? parametersKeyPath : `${parametersKeyPath}\\${entry.keyPath}`;
    const value = after.get(foldedName(path))?.get(foldedName(entry.name));
    check(shown(entry.after) === shown(storedFrom(value?.content ?? null)), 'the diff shows what an import leaves');
    check(entry.keyPath === '' || entry.obstacle === 'sub-key', 'nothing in a sub-key is written');
  }
  const ours = keys.filter(({ path, isDeletion }) => !isDeletion && isTheKey(path)).flatMap(({ values }) => values);
  const names = new Set(ours.map(({ name }) => foldedName(name)));
  for (const { name } of changesFor(
    diff,
    diff.entries.map((entry) => entry.name),
  )) {
    check(names.has(foldedName(name)), 'only values that the file has below the key are written');
  }
}

/** Independent of locationOf(): plain ASCII, letter by letter. */
function isTheKey(path: string): boolean {
  return /^[\x20-\x7e]*$/.test(path) && path.toLowerCase() === parametersKeyPath.toLowerCase();
}

function checkFindings(bytes: Buffer, codePage: string, keys: readonly RegFileKey[]): void {
  const left = new LeftBehind();
  const scan = scanRegFile(bytes, { codePage, mode: 'as-windows' }, [left]);
  const { found } = lintFile(scan, left, windows10);
  if (scan.ok) {
    const shortLines = left.shortDwordLines();
    check(new Set(shortLines).size === shortLines.length, 'a short dword is reported once');
    const standing = Array.from(imported(keys), ([path, values]) =>
      [...values.values()].map((value) => [path, value] as const),
    ).flat();
    const elsewhere = standing.filter(
      ([path, { name }]) => path !== foldedName(parametersKeyPath) && mayBeParameter(name),
    );
    const reported = left
      .elsewhere()
      .map(({ path, name, type, data }) => [foldedName(path), { name, content: { type, data } }]);
    check(sorted(reported) === sorted(elsewhere), 'values elsewhere are those that an import leaves');
  }
  for (const one of found) {
    if ('problem' in one && scan.ok) checkPlace(bytes, scan.encoding, one.problem);
    if (one.code === 'SHORT_DWORD' && scan.ok) {
      checkPlace(bytes, scan.encoding, { line: one.line, column: 1, text: '' }, 'dword:');
    }
    if (one.code !== 'VALUE') continue;
    for (const correction of one.finding.corrections) {
      if (correction.kind === 'delete') check(!isParameter(correction.name), 'no parameter is deleted by a correction');
      else check(isInRange(correction.requested.value), 'a correction is in range');
    }
  }
}

/** A reported line is that line of the file. */
function checkPlace(
  bytes: Buffer,
  encoding: string,
  { line, column, text }: Pick<RegFileProblem, 'line' | 'column' | 'text'>,
  word = '',
): void {
  if (encoding === 'ansi') return;
  const lines = bytes
    .toString(encoding === 'utf-8' ? 'utf8' : 'utf16le')
    .replace(/^\ufeff/, '')
    .split(/\r\n|\r|\n/);
  const place = lines[line - 1] ?? '';
  check(place.startsWith(text.replace(/…$/, '')) && place.includes(word), 'a reported line is that line of the file');
  check(column >= 1 && column <= place.length + 1, 'a reported column is within its line');
}

function isParameter(name: string): boolean {
  return /^(?:MaxUserPort|TcpTimedWaitDelay)$/i.test(name);
}

function isInRange(number: number | null): boolean {
  return number === null || (number >= 2 && number <= 65_534);
}

function sorted(items: readonly unknown[]): string {
  return items.map(shown).sort().join('\n');
}

function shown(some: unknown): string {
  return JSON.stringify(some, (_, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value,
  );
}

function check(holds: boolean, rule: string): void {
  if (!holds) throw new Error(`does not hold: ${rule}`);
}

function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
