// A backup as a file for others: imported by a double click, it restores absence as well.
// Protects: only parameters are deleted, and only where the file is as it was created and does not hold them.
import { parameterNames, parametersKeyPath } from '../contract/registry/parameters';
import { foldedName } from '../contract/registry/value-name';
import { encodingOf } from '../reg-file/encoding';
import { readRegFile } from '../reg-file/reg-file';
import type { BackupContent } from './content';

/** The bytes of the backup, and behind them a line for each parameter that was not set: an import deletes it. */
export function exportedBytes({ bytes, isAsTaken }: BackupContent): Buffer {
  const read = isAsTaken ? readRegFile(bytes) : null;
  if (!read?.ok) return bytes;
  const held = new Set(
    read.keys
      .filter(({ path }) => foldedName(path) === foldedName(parametersKeyPath))
      .flatMap(({ values }) => values.map(({ name }) => foldedName(name))),
  );
  const absent = parameterNames.filter((name) => !held.has(foldedName(name)));
  if (absent.length === 0) return bytes;
  const lines = ['', `[${parametersKeyPath}]`, ...absent.map((name) => `"${name}"=-`), '', ''].join('\r\n');
  return Buffer.concat([bytes, Buffer.from(lines, encodingOf(bytes)?.encoding === 'utf-16le' ? 'utf16le' : 'latin1')]);
}
