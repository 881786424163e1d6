// Compares keys that a test makes up, without a file.
import type { RegistryKey } from '../machine/interfaces/registry';
import type { RegFileKey } from '../reg-file/reg-file';
import type { RegFileSink } from '../reg-file/scanned-value';
import { DiffAgainstLive, type RegistryDiff } from './diff';

export function diffAgainst(keys: readonly RegFileKey[], live: RegistryKey, isComplete = false): RegistryDiff {
  const diff = new DiffAgainstLive(live);
  handOver(keys, diff);
  return diff.finish(isComplete);
}

/** As reading a file with these keys does. */
function handOver(keys: readonly RegFileKey[], sink: RegFileSink): void {
  for (const { path, isDeletion, values } of keys) {
    sink.key(path, isDeletion);
    for (const { name, content } of values) {
      const data = content?.data ?? new Uint8Array();
      const type = content?.type ?? null;
      const initial = name.charCodeAt(0);
      sink.value({
        name,
        nameLength: name.length,
        initial,
        type,
        size: data.length,
        isWhole: true,
        shortDwordLine: null,
        data: () => data,
      });
    }
  }
}
