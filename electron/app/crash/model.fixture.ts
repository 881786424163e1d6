// What must be true of a folder after a crash, derived from its raw files without using the program's code.
import { readFile, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';

/** One side of a setting as text: `not set`, a number in decimal, anything else as type and bytes. */
type Side = string;
export type World = Readonly<Record<string, Side>>;

export interface Sides {
  readonly name: string;
  readonly before: Side;
  readonly after: Side;
}

const stored = z.union([
  z.looseObject({
    present: z.boolean(),
    type: z.union([z.number(), z.string(), z.null()]).optional(),
    hex: z.string().nullish(),
  }),
  z.strictObject({ start: z.number(), number: z.number() }),
]);
const changes = z.array(z.looseObject({ name: z.string(), before: stored, after: stored }));
const changeSchema = z.looseObject({ id: z.string(), reason: z.string(), reverses: z.string().optional(), changes });
const entrySchema = z.discriminatedUnion('kind', [
  z.looseObject({ kind: z.literal('change-opened'), change: changeSchema }),
  z.looseObject({ kind: z.literal('change-closed'), id: z.string(), state: z.string() }),
  z.looseObject({
    kind: z.literal('event'),
    event: z.looseObject({ kind: z.string(), backup: z.looseObject({ id: z.string(), file: z.string() }).nullable() }),
  }),
  z.looseObject({ kind: z.enum(['backup-begun', 'backup-dropped', 'imported', 'damage-found']) }),
]);
type Entry = z.infer<typeof entrySchema>;

export interface ModelChange {
  readonly id: string;
  readonly reason: string;
  readonly reverses: string | null;
  readonly changes: readonly Sides[];
  state: string;
}

export interface Model {
  /** In the order in which they were opened. */
  readonly changes: readonly ModelChange[];
  readonly open: readonly ModelChange[];
  readonly lastClosed: ModelChange | null;
  /** The change in force. */
  readonly current: ModelChange | null;
  /** Ids of the backups that were taken and not deleted, mapped to the names of their .reg files. */
  readonly backups: ReadonlyMap<string, string>;
  /** The possible current values of each setting that was ever changed. */
  readonly allowed: ReadonlyMap<string, readonly Side[]>;
}

/** The complete lines of the history, file after file. */
export async function historyLines(folder: string): Promise<string[]> {
  const names = (await readdir(folder).catch(() => []))
    .filter((name) => /^history-\d+\.jsonl$/.test(name))
    .sort((a, b) => numberIn(a) - numberIn(b));
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  return texts.flatMap((text) => text.split('\n').slice(0, -1));
}

/** Whether the history ends in the middle of a line. */
export async function isTorn(folder: string): Promise<boolean> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => /^history-\d+\.jsonl$/.test(name));
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  return texts.some((text) => text !== '' && !text.endsWith('\n'));
}

function numberIn(name: string): number {
  return Number(/\d+/.exec(name)?.[0]);
}

/** The registry and the dynamic port ranges of a practice machine as its file holds them. */
export async function worldIn(practiceFolder: string): Promise<World> {
  const file = z
    .looseObject({
      dynamic: z.record(z.string(), z.object({ start: z.number(), number: z.number() })).nullable(),
      key: z.looseObject({ values: z.array(z.object({ name: z.string(), type: z.number(), hex: z.string() })) }),
    })
    .parse(JSON.parse(await readFile(join(practiceFolder, 'windows.json'), 'utf8')));
  const ranges = Object.entries(file.dynamic ?? {}).map(([name, range]) => [
    rangeTitles[name] ?? name,
    sideText(range),
  ]);
  const values = file.key.values.map(({ name, type, hex }) => [name, sideText({ present: true, type, hex })]);
  return Object.fromEntries([...values, ...ranges]) as World;
}

const rangeTitles: Readonly<Record<string, string>> = {
  ipv4Tcp: 'Dynamic ports IPv4 TCP',
  ipv4Udp: 'Dynamic ports IPv4 UDP',
  ipv6Tcp: 'Dynamic ports IPv6 TCP',
  ipv6Udp: 'Dynamic ports IPv6 UDP',
};

const notSet = 'not set';

export function settingIn(world: World, name: string): Side {
  return world[name] ?? notSet;
}

/** A side as the history stores it or `--json` reports it, formatted as the command line prints it. */
function sideText(side: z.infer<typeof stored>): Side {
  if ('start' in side)
    return `${side.start as number}–${(side.start as number) + (side.number as number) - 1} (${side.number as number} ports)`;
  if (!side.present) return notSet;
  const hex = side.hex as string;
  if ((side.type !== 4 && side.type !== 'REG_DWORD') || hex.length !== 8) return `${String(side.type)} ${hex}`;
  const number = Buffer.from(hex, 'hex').readUInt32LE();
  return `${number} (0x${number.toString(16)})`;
}

export function sidesOf(listed: unknown): Sides[] {
  return changes
    .parse(listed)
    .map(({ name, before, after }) => ({ name, before: sideText(before), after: sideText(after) }));
}

/** The state that the lines lead to. */
export function modelOf(lines: readonly string[]): Model {
  const all: ModelChange[] = [];
  const allowed = new Map<string, readonly Side[]>();
  const backups = new Map<string, string>();
  let open: ModelChange[] = [];
  let lastClosed: ModelChange | null = null;
  let current: ModelChange | null = null;
  const settle = (change: ModelChange, side: 'before' | 'after') => {
    for (const one of change.changes) allowed.set(one.name, [one[side]]);
  };
  const close = (change: ModelChange, state: string) => {
    change.state = state;
    lastClosed = change;
    open = open.filter((one) => one !== change);
    if (state === 'rolled-back') settle(change, 'before');
    if (state === 'kept') for (const { name, before, after } of change.changes) allowed.set(name, [before, after]);
    if (state === 'applied') settle(change, 'after');
    if ((state === 'applied' || state === 'kept') && change.reason !== 'recovery') current = change;
    if (state !== 'applied') return;
    const reversed = all.find(({ id }) => id === change.reverses);
    if (change.reason === 'undo' && reversed) reversed.state = 'undone';
    if (change.reason !== 'recovery') return;
    for (const one of open.toReversed()) {
      one.state = 'rolled-back';
      settle(one, 'before');
    }
    open = [];
  };
  for (const line of lines) {
    const entry: Entry = z.object({ entry: entrySchema }).parse(JSON.parse(line)).entry;
    if (entry.kind === 'change-opened') {
      const { id, reason, reverses = null } = entry.change;
      const change: ModelChange = { id, reason, reverses, changes: sidesOf(entry.change.changes), state: 'open' };
      all.push(change);
      open.push(change);
      for (const { name, before, after } of change.changes)
        allowed.set(name, [...new Set([...(allowed.get(name) ?? []), before, after])]);
    } else if (entry.kind === 'change-closed') {
      const change = all.find(({ id }) => id === entry.id);
      if (change) close(change, entry.state);
    } else if (entry.kind === 'event' && entry.event.backup) {
      const {
        kind,
        backup: { id, file },
      } = entry.event;
      if (kind === 'backup') backups.set(id, basename(file));
      if (kind === 'backup-deleted') backups.delete(id);
    }
  }
  return { changes: all, open, lastClosed, current, backups, allowed };
}

/** What `undo` without an id must do: write this, or refuse. */
export type Undo =
  | { readonly kind: 'refused'; readonly code: 'ALREADY_AS_WANTED' | 'DRIFTED' }
  | { readonly kind: 'written'; readonly reason: 'undo' | 'recovery'; readonly written: readonly Sides[] };

export function undoOf({ open: [interrupted], lastClosed, current }: Model, world: World): Undo {
  if (interrupted) {
    const back = interrupted.changes.filter(({ name, before }) => settingIn(world, name) !== before);
    return {
      kind: 'written',
      reason: 'recovery',
      written: back.map(({ name, before }) => ({ name, before: settingIn(world, name), after: before })),
    };
  }
  const none = { kind: 'refused', code: 'ALREADY_AS_WANTED' } as const;
  if (!lastClosed || !current) return none;
  // A change that was put back before it was in force is not the last one; the one before it is older.
  const isInForce = lastClosed === current && current.reason !== 'undo';
  const isFailedUndo =
    lastClosed.reason === 'undo' && lastClosed.state === 'rolled-back' && lastClosed.reverses === current.id;
  if (!isInForce && !isFailedUndo) return none;
  if (current.changes.some(({ name, after }) => settingIn(world, name) !== after))
    return { kind: 'refused', code: 'DRIFTED' };
  return {
    kind: 'written',
    reason: 'undo',
    written: current.changes.map(({ name, before, after }) => ({ name, before: after, after: before })),
  };
}

/** What differs in `after`, by name. */
export function difference(before: World, after: World): Sides[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return byName(
    names
      .map((name) => ({ name, before: settingIn(before, name), after: settingIn(after, name) }))
      .filter((sides) => sides.before !== sides.after),
  );
}

export function byName(sides: readonly Sides[]): Sides[] {
  return sides.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
