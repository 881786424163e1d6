// The file that holds the simulated Windows: its registry key, what it does with it, and when it was started.
// Protects: the file is replaced in one step, so that a crash leaves the old or the new state.
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { catalogueFor } from '../../contract/catalogue';
import type { PortRange } from '../../contract/models';
import { isSameName } from '../../contract/registry-name';
import { bytesOf, dwordOf, storedFrom } from '../../contract/stored-value';
import type { Disk, RegistryKey, RegistryValue } from '../machine';
import { seedKey } from './seed';

export interface PracticeState {
  readonly product: string;
  readonly version: { readonly major: number; readonly minor: number; readonly build: number };
  readonly computerName: string;
  readonly userName: string;
  /** ISO 8601, last simulated start. */
  readonly bootedAt: string;
  readonly effective: PortRange;
  readonly key: RegistryKey;
}

interface KeyInFile {
  readonly name: string;
  readonly values: readonly { readonly name: string; readonly type: number; readonly hex: string }[];
  readonly subkeys: readonly KeyInFile[];
}

const keySchema: z.ZodType<KeyInFile> = z.lazy(() =>
  z.strictObject({
    name: z.string(),
    values: z.array(z.strictObject({ name: z.string(), type: z.number().int().min(0), hex: z.string().regex(/^(?:[0-9a-f]{2})*$/) })),
    subkeys: z.array(keySchema),
  }),
);

const fileSchema = z.strictObject({
  format: z.literal(1),
  product: z.string(),
  version: z.strictObject({ major: z.number().int(), minor: z.number().int(), build: z.number().int() }),
  computerName: z.string(),
  userName: z.string(),
  bootedAt: z.iso.datetime(),
  effective: z.strictObject({ start: z.number().int(), number: z.number().int() }),
  key: keySchema,
});

function stateFile(folder: string): string {
  return join(folder, 'windows.json');
}

/** A freshly installed Windows Server 2003 that was started just now. */
export function newState(): PracticeState {
  return {
    product: 'Windows Server 2003 R2',
    version: { major: 5, minor: 2, build: 3790 },
    computerName: 'PRACTICE-PC',
    userName: 'trainee',
    bootedAt: new Date().toISOString(),
    effective: effectiveRangeOf(seedKey),
    key: seedKey,
  };
}

/** What this Windows hands out after a start: ports 1025 to MaxUserPort, to 5000 when it is absent or not valid (929851, Q196271). */
export function effectiveRangeOf(key: RegistryKey): PortRange {
  const { min, max, defaultValue } = catalogueFor({ major: 5, minor: 2, build: 3790 }).MaxUserPort;
  const stored = dwordOf(storedFrom(key.values.find((value) => isSameName(value.name, 'MaxUserPort')) ?? null));
  const highest = stored !== null && stored >= min && stored <= max ? stored : defaultValue;
  return { start: 1025, number: highest - 1024 };
}

export async function isInstalled(folder: string): Promise<boolean> {
  return access(stateFile(folder)).then(() => true, () => false);
}

/** The stored state. Rejects when the file is not what this program wrote. */
export async function loadState(folder: string): Promise<PracticeState> {
  const text = await readFile(stateFile(folder), 'utf8');
  const { format: _, key, ...rest } = fileSchema.parse(JSON.parse(text));
  return { ...rest, key: keyFrom(key) };
}

export async function saveState(disk: Disk, folder: string, state: PracticeState): Promise<void> {
  await disk.writeDurably(stateFile(folder), `${JSON.stringify({ format: 1, ...state, key: keyFor(state.key) }, null, 2)}\n`);
}

function keyFrom({ name, values, subkeys }: KeyInFile): RegistryKey {
  const read = ({ hex, ...value }: KeyInFile['values'][number]): RegistryValue => ({ ...value, data: bytesOf({ present: true, type: value.type, hex }) });
  return { name, values: values.map(read), subkeys: subkeys.map(keyFrom) };
}

function keyFor({ name, values, subkeys }: RegistryKey): KeyInFile {
  const written = ({ data, ...value }: RegistryValue) => ({ ...value, hex: Buffer.from(data).toString('hex') });
  return { name, values: values.map(written), subkeys: subkeys.map(keyFor) };
}
