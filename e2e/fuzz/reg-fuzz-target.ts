// What must hold for any bytes that come as a .reg file; the fuzzer (e2e/fuzz/fuzz.mjs) looks for bytes where it does not.
import { parametersKeyPath } from '../../electron/contract/registry/parameters';
import { changesFor, diffAgainst } from '../../electron/backup/diff';
import { locationOf } from '../../electron/reg-file/key-path';
import { lintFile } from '../../electron/findings/file-findings';
import { readRegFile, regFileBytes, type RegFileKey } from '../../electron/reg-file/reg-file';
import type { RegistryKey } from '../../electron/machine/interfaces/registry';
import { regCorpus } from '../windows/reg-corpus';

/** No input, of the few kilobytes that the fuzzer makes, may take longer, in milliseconds of processor time: a busy machine is no hang. */
const longest = 1000;
const header = `Windows Registry Editor Version 5.00\r\n\r\n[${parametersKeyPath}]\r\n`;
const codePages = ['windows-1252', 'windows-1251', 'shift_jis', 'gbk'] as const;
const windows10 = { major: 10, minor: 0, build: 19045 };

const live: RegistryKey = {
  name: 'Parameters',
  values: [
    { name: 'MaxUserPort', type: 4, data: Uint8Array.of(0x88, 0x13, 0, 0) },
    { name: '', type: 1, data: Uint8Array.of(0, 0) },
  ],
  subkeys: [{ name: 'Interfaces', values: [{ name: 'x', type: 3, data: Uint8Array.of(1) }], subkeys: [] }],
};

/**
 * One run. The first byte says how the others become a file: as they are, or as text below the key of the article in
 * UTF-16LE, taken from Latin-1 or UTF-8; and in which code page. Throws when something does not hold.
 */
export function fuzz(input: Uint8Array): void {
  const start = processorTime();
  const kind = input[0] ?? 0;
  const rest = input.subarray(1);
  const bytes =
    kind & 1
      ? Buffer.from(`\ufeff${header}${Buffer.from(rest).toString(kind & 8 ? 'utf8' : 'latin1')}`, 'utf16le')
      : rest;
  const codePage = codePages[(kind >> 1) & 3] ?? 'windows-1252';
  const strict = readRegFile(bytes, { codePage });
  const lenient = readRegFile(bytes, { codePage, mode: 'as-windows' });
  if (strict.ok) {
    check(lenient.ok, 'what is read strictly is read as Windows reads');
    const written = regFileBytes(strict.keys);
    const again = readRegFile(written);
    check(
      again.ok && Buffer.compare(regFileBytes(again.keys), written) === 0,
      'what was read comes back from its own text',
    );
    checkDiff(strict.keys);
  }
  if (lenient.ok) checkDiff(lenient.keys);
  for (const one of lintFile(lenient, windows10)) {
    if (one.code !== 'VALUE') continue;
    for (const correction of one.finding.corrections) {
      if (correction.kind === 'delete')
        check(!/^(?:MaxUserPort|TcpTimedWaitDelay)$/i.test(correction.name), 'no parameter is deleted by a correction');
      else
        check(
          correction.requested.value === null ||
            (correction.requested.value >= 2 && correction.requested.value <= 65534),
          'a correction is in range',
        );
    }
  }
  const took = processorTime() - start;
  check(took < longest, `one input takes less than ${longest} ms, not ${took}`);
}

function checkDiff(keys: readonly RegFileKey[]): void {
  const diff = diffAgainst(keys, live);
  const ours = keys
    .filter(({ path, isDeletion }) => !isDeletion && isTheKey(path))
    .flatMap(({ values }) => values.map(({ name }) => name));
  for (const change of changesFor(
    diff,
    diff.entries.map(({ name }) => name),
  )) {
    check(
      ours.some((name) => name.toUpperCase() === change.name.toUpperCase()),
      'only values that the file has below the key are written',
    );
  }
  for (const { keyPath, obstacle } of diff.entries)
    check(keyPath === '' || obstacle === 'sub-key', 'nothing in a sub-key is written');
  for (const { path } of keys)
    check((locationOf(path).kind === 'key') === isTheKey(path), 'only the key itself is the key');
}

/** Told apart from placeOf(): plain ASCII, letter by letter. */
function isTheKey(path: string): boolean {
  return /^[\x20-\x7e]*$/.test(path) && path.toLowerCase() === parametersKeyPath.toLowerCase();
}

function check(holds: boolean, rule: string): void {
  if (!holds) throw new Error(`does not hold: ${rule}`);
}

/** Inputs to start from: the corpus of the Windows suite, with the key of the article put in. */
export function seeds(): Uint8Array[] {
  return regCorpus.map(({ text, isWhole, encoding, version }) => {
    const filled = text
      .replaceAll('{KEY}', parametersKeyPath)
      .replaceAll('{REST}', parametersKeyPath.slice('HKEY_LOCAL_MACHINE'.length));
    if (!isWhole && version === 5) return Buffer.concat([Buffer.of(9), Buffer.from(filled)]);
    const file = isWhole ? filled : `REGEDIT4\r\n\r\n[${parametersKeyPath}]\r\n${filled}`;
    const bytes =
      encoding === 'utf-16le'
        ? Buffer.from(`\ufeff${file}`, 'utf16le')
        : Buffer.from(file, encoding === 'bytes' ? 'latin1' : 'utf8');
    return Buffer.concat([Buffer.of(0), bytes]);
  });
}

function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
