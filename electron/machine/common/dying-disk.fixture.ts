// A disk on which the process dies at the n-th call that has an effect, for tests: nothing that it is asked for later happens.
import { mkdir, readFile, rename, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Disk } from '../interfaces/storage';

/** A disk that flushes nothing: a process may die here, but never the machine. Many times as quick as the real one. */
export const unflushedDisk: Disk = {
  async writeDurably(path, data) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(`${path}.1`, data);
    await rename(`${path}.1`, path);
  },
  async appendDurably(path, { size, keep }, text) {
    await mkdir(dirname(path), { recursive: true });
    const found = await stat(path).then(
      (file) => file.size,
      () => 0,
    );
    if (found !== size) throw new Error(`has ${found} bytes instead of ${size}: another program writes to it`);
    if (size > keep) await truncate(path, keep);
    await writeFile(path, text, { flag: 'a' });
  },
  read: (path) => readFile(path),
  remove: (path) => rm(path, { force: true }),
  whoHolds: () => Promise.resolve([]),
};

/** How far the last call comes: `line` is after the first of several lines, `half` in the middle of what is written. */
export const deaths = ['before', 'shortened', 'line', 'half', 'after'] as const;
export type Death = (typeof deaths)[number];

export interface Effect {
  readonly kind: 'write' | 'append' | 'remove';
  readonly path: string;
  /** What was to be added; empty for the other kinds. */
  readonly text: string;
  /** Something is cut off the file before that. */
  readonly isShortening: boolean;
}

export interface DyingDisk {
  readonly disk: Disk;
  /** The calls that had their whole effect, in their order, the one at which the process died included where it had. */
  readonly effects: readonly Effect[];
  /** The call at which the process died, with what came onto the disk of what it adds; null while it lives. */
  readonly last: () => { readonly effect: Effect; readonly added: string } | null;
}

/** `real` until its call number `at` (from 0), which ends as `how` says. A disk that never dies records all calls. */
export function dyingDisk(real: Disk, at = Number.POSITIVE_INFINITY, how: Death = 'before'): DyingDisk {
  const effects: Effect[] = [];
  let calls = 0;
  let last: { effect: Effect; added: string } | null = null;

  async function call(effect: Effect, partly: () => Promise<string>, wholly: () => Promise<void>): Promise<void> {
    if (last) throw new Error('the process is dead');
    calls += 1;
    if (calls - 1 < at) {
      await wholly();
      effects.push(effect);
      return;
    }
    last = { effect, added: '' };
    if (how === 'after') {
      await wholly();
      effects.push(effect);
      last = { effect, added: effect.text };
    } else if (how !== 'before') last = { effect, added: await partly() };
    throw new Error('the process died here');
  }

  const disk: Disk = {
    writeDurably: (path, data) =>
      call(
        { kind: 'write', path, text: '', isShortening: false },
        async () => {
          await mkdir(dirname(path), { recursive: true });
          // As the real disk names it.
          await writeFile(
            `${path}.${calls.toString(16).padStart(12, '0')}.tmp`,
            data.slice(0, Math.floor(data.length / 2)),
          );
          return '';
        },
        () => real.writeDurably(path, data),
      ),
    appendDurably: (path, place, text) =>
      call(
        { kind: 'append', path, text, isShortening: place.size > place.keep },
        async () => {
          await mkdir(dirname(path), { recursive: true });
          if (place.size > 0) await truncate(path, place.keep);
          const added =
            how === 'shortened'
              ? ''
              : how === 'line'
                ? text.slice(0, text.indexOf('\n') + 1)
                : text.slice(0, Math.floor(text.length / 2));
          await writeFile(path, added, { flag: 'a' });
          return added;
        },
        () => real.appendDurably(path, place, text),
      ),
    remove: (path) =>
      call(
        { kind: 'remove', path, text: '', isShortening: false },
        () => Promise.resolve(''),
        () => real.remove(path),
      ),
    read: (path) => real.read(path),
    whoHolds: (path) => real.whoHolds(path),
  };
  return { disk, effects, last: () => last };
}

/** The ways to die at a call like this. */
export function deathsAt({ kind, text, isShortening }: Effect): Death[] {
  return deaths.filter((how) => {
    if (how === 'half') return kind !== 'remove';
    if (how === 'shortened') return isShortening;
    return how !== 'line' || text.trimEnd().includes('\n');
  });
}
