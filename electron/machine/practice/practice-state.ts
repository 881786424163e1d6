// The file that holds the simulated Windows: its registry key, what it does with it, and when it was started.
// Protects: the file is replaced in one step, so that a crash leaves the old or the new state.
import { randomUUID } from 'node:crypto';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { parametersFor, isAtLeast, type ParameterName, type WindowsVersion } from '../../contract/registry/parameters';
import { rangeNames, rangePresets, type PortRange, type RangeName } from '../../contract/port-ranges/dynamic-ranges';
import { isSameName } from '../../contract/registry/value-name';
import { bytesOf, dwordOf, storedFrom } from '../../contract/registry/stored-value';
import type { Disk } from '../interfaces/storage';
import type { PracticeWindows } from '../../contract/machine/practice';
import type { RegistryKey, RegistryValue } from '../interfaces/registry';
import { readJsonFile } from '../common/json-file';
import { seedKey } from './seed';

export type PracticeRanges = Readonly<Record<RangeName, PortRange>>;

export interface PracticeState {
  readonly product: string;
  readonly version: WindowsVersion;
  readonly computerName: string;
  readonly userName: string;
  /** ISO 8601, last simulated start. */
  readonly bootedAt: string;
  /** Another one after each simulated start. */
  readonly bootId: string;
  /** In effect since the last start or, on Windows 11, since netsh. */
  readonly effective: PracticeRanges;
  /** What netsh keeps beyond a restart; null before Vista. */
  readonly dynamic: PracticeRanges | null;
  /** Seconds in TIME_WAIT, in effect since the last start. */
  readonly timeWaitSeconds: number;
  /** Windows 11 only: MaxUserPort replaces the dynamic range at the next start. */
  readonly isMaxUserPortHonoured: boolean;
  /** Plays a program that runs without administrator rights, as most people start it. */
  readonly isWithoutRights: boolean;
  readonly key: RegistryKey;
}

const keySchema = z.strictObject({
  name: z.string(),
  values: z.array(
    z.strictObject({ name: z.string(), type: z.number().int().min(0), hex: z.string().regex(/^(?:[0-9a-f]{2})*$/) }),
  ),
  get subkeys() {
    return z.array(keySchema);
  },
});
type KeyInFile = z.infer<typeof keySchema>;

const rangeSchema = z.strictObject({ start: z.number().int(), number: z.number().int() });
const rangesSchema = z.strictObject({
  ipv4Tcp: rangeSchema,
  ipv4Udp: rangeSchema,
  ipv6Tcp: rangeSchema,
  ipv6Udp: rangeSchema,
});

const commonFields = {
  product: z.string(),
  version: z.strictObject({ major: z.number().int(), minor: z.number().int(), build: z.number().int() }),
  computerName: z.string(),
  userName: z.string(),
  bootedAt: z.iso.datetime(),
  /** Absent in files from before it was kept. */
  bootId: z.string().min(1).max(100).optional(),
  isWithoutRights: z.boolean().default(false),
  key: keySchema,
};

const fileSchema = z.union([
  z.strictObject({
    format: z.literal(2),
    ...commonFields,
    effective: rangesSchema,
    dynamic: rangesSchema.nullable(),
    isMaxUserPortHonoured: z.boolean(),
    /** Absent in files from before it was kept. */
    timeWaitSeconds: z.number().int().min(0).optional(),
  }),
  /** Of the first version, which played Windows Server 2003 alone. */
  z.strictObject({ format: z.literal(1), ...commonFields, effective: rangeSchema }),
]);

function stateFile(folder: string): string {
  return join(folder, 'windows.json');
}

const installations: Readonly<Record<PracticeWindows, Pick<PracticeState, 'product' | 'version'>>> = {
  nt4: { product: 'Windows NT 4.0 Workstation', version: { major: 4, minor: 0, build: 1381 } },
  windows2000: { product: 'Windows 2000 Professional', version: { major: 5, minor: 0, build: 2195 } },
  server2003: { product: 'Windows Server 2003 R2', version: { major: 5, minor: 2, build: 3790 } },
  windows11: { product: 'Windows 11 Pro', version: { major: 10, minor: 0, build: 26100 } },
};

/** A freshly installed Windows that was started just now. */
export function newState(which: PracticeWindows = 'server2003'): PracticeState {
  const { product, version } = installations[which];
  const installed = {
    version,
    key: keyOf(which),
    dynamic: hasDynamicRanges(version) ? alike(rangePresets.default) : null,
    isMaxUserPortHonoured: true,
  };
  return {
    ...installed,
    product,
    computerName: 'PRACTICE-PC',
    userName: 'trainee',
    bootedAt: new Date().toISOString(),
    bootId: randomUUID(),
    isWithoutRights: false,
    effective: rangesAfterStart(installed),
    timeWaitSeconds: timeWaitAfterStart(installed),
  };
}

/** ReservedPorts belongs to Windows 2000 to 2003 (812873). */
function keyOf(which: PracticeWindows): RegistryKey {
  if (which === 'windows2000' || which === 'server2003') return seedKey;
  return { ...seedKey, values: seedKey.values.filter(({ name }) => name !== 'ReservedPorts') };
}

export function whichWindows({ version }: PracticeState): PracticeWindows {
  if (hasDynamicRanges(version)) return 'windows11';
  if (version.major === 4) return 'nt4';
  return version.minor === 0 ? 'windows2000' : 'server2003';
}

/**
 * What this Windows hands out after a start. Up to 2003: ports 1025 to MaxUserPort, to 5000 when it is absent or not
 * valid (929851, Q196271). Windows 11: the dynamic ranges, or, where MaxUserPort is honoured, ports 1024 to MaxUserPort for
 * TCP, as measured in nmap issue 3499 with 65534 and in WSL issue 40984 with 15000; that of UDP stays there.
 */
export function rangesAfterStart({
  version,
  key,
  dynamic,
  isMaxUserPortHonoured,
}: Pick<PracticeState, 'version' | 'key' | 'dynamic' | 'isMaxUserPortHonoured'>): PracticeRanges {
  const valid = validNumber(version, key, 'MaxUserPort');
  if (!dynamic)
    return alike({ start: 1025, number: (valid ?? parametersFor(version).MaxUserPort.defaultValue) - 1024 });
  if (valid === null || !isMaxUserPortHonoured) return dynamic;
  const range = { start: 1024, number: valid - 1023 };
  return { ...dynamic, ipv4Tcp: range, ipv6Tcp: range };
}

/** TcpTimedWaitDelay as this Windows takes it at its start: the default when it is absent or not valid (Q149532). */
export function timeWaitAfterStart({ version, key }: Pick<PracticeState, 'version' | 'key'>): number {
  return validNumber(version, key, 'TcpTimedWaitDelay') ?? parametersFor(version).TcpTimedWaitDelay.defaultValue;
}

/** Null when the value is absent, of another type, or beyond what this Windows accepts. */
function validNumber(version: WindowsVersion, key: RegistryKey, name: ParameterName): number | null {
  const { min, max } = parametersFor(version)[name];
  const stored = dwordOf(storedFrom(key.values.find((value) => isSameName(value.name, name)) ?? null));
  return stored !== null && stored >= min && stored <= max ? stored : null;
}

function hasDynamicRanges(version: WindowsVersion): boolean {
  return isAtLeast(version, 6, 0);
}

function alike(range: PortRange): PracticeRanges {
  return Object.fromEntries(rangeNames.map((name) => [name, range])) as Record<RangeName, PortRange>;
}

export async function isInstalled(folder: string): Promise<boolean> {
  return access(stateFile(folder)).then(
    () => true,
    () => false,
  );
}

/** The stored state. Rejects, naming the file, when it is not what this program wrote, or gone. */
export async function loadState(folder: string): Promise<PracticeState> {
  const file = await readJsonFile(stateFile(folder), fileSchema);
  if (!file) throw new Error(`${stateFile(folder)} is gone`);
  const { format: _, ...state } =
    file.format === 2
      ? file
      : { ...file, effective: alike(file.effective), dynamic: null, isMaxUserPortHonoured: true };
  const key = keyFrom(state.key);
  const timeWaitSeconds =
    ('timeWaitSeconds' in state ? state.timeWaitSeconds : undefined) ??
    timeWaitAfterStart({ version: state.version, key });
  // The file of a version that kept no identity: its time is written once at each simulated start, and is as good.
  return { ...state, timeWaitSeconds, key, bootId: state.bootId ?? state.bootedAt };
}

export async function saveState(disk: Disk, folder: string, state: PracticeState): Promise<void> {
  await disk.writeDurably(
    stateFile(folder),
    `${JSON.stringify({ format: 2, ...state, key: keyFor(state.key) }, null, 2)}\n`,
  );
}

function keyFrom({ name, values, subkeys }: KeyInFile): RegistryKey {
  const read = ({ hex, ...value }: KeyInFile['values'][number]): RegistryValue => ({
    ...value,
    data: bytesOf({ present: true, type: value.type, hex }),
  });
  return { name, values: values.map(read), subkeys: subkeys.map(keyFrom) };
}

function keyFor({ name, values, subkeys }: RegistryKey): KeyInFile {
  const written = ({ data, ...value }: RegistryValue) => ({ ...value, hex: Buffer.from(data).toString('hex') });
  return { name, values: values.map(written), subkeys: subkeys.map(keyFor) };
}
