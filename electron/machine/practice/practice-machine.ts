// A simulated Windows in a folder, for training, demonstration and machines that are not Windows.
// Protects: it never touches the computer it runs on, and a value takes effect only at its simulated restart, a dynamic range at once.
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import {
  brokenLimit,
  rangeParts,
  rangesOf,
  rangeTitles,
  type PortRange,
  type RangeName,
} from '../../contract/port-ranges/dynamic-ranges';
import { failure, success } from '../../contract/errors/result';
import { isSameName } from '../../contract/registry/value-name';
import { bytesOf, dword, registryTypes } from '../../contract/registry/stored-value';
import type { Disk } from '../interfaces/storage';
import type { Machine } from '../interfaces/machine';
import type { Registry, RegistryValue } from '../interfaces/registry';
import type { UsageSource } from '../interfaces/usage';
import { userFolder } from '../common/user-folder';
import { attempted } from './attempted';
import { activeFaults, switchOffFaults, type Fault } from './faults';
import { practiceClaims } from './practice-claims';
import { practiceControls } from './practice-controls';
import { practiceElevation } from './practice-elevation';
import { isInstalled, loadState, newState, saveState, whichWindows, type PracticeState } from './practice-state';
import { simulatedProbe } from './simulated-probe';

const errorAccessDenied = 5;

const notAvailable = () => Promise.resolve(failure({ code: 'NOT_AVAILABLE_HERE' }));

/**
 * The practice machine kept in `folder`, freshly installed when there is none yet; `usage` is the computer whose real
 * sockets are shown beside it. A worker has administrator rights, whatever is played. Rejects when the folder cannot be written.
 */
export async function openPracticeMachine(
  folder: string,
  disk: Disk,
  usage: UsageSource,
  isWorker = false,
): Promise<Machine> {
  if (!(await isInstalled(folder))) await saveState(disk, folder, newState());
  const update = async (change: (state: PracticeState) => PracticeState) =>
    saveState(disk, folder, change(await loadState(folder)));

  const hasRights = async () => isWorker || !(await loadState(folder)).isWithoutRights;

  /** The faults of now, to be asked for one value at a time. */
  const faultsNow = async () => {
    const faults = await activeFaults(folder);
    return <K extends Fault['kind']>(kind: K, name: string) =>
      faults.find((fault): fault is Extract<Fault, { kind: K }> => fault.kind === kind && concerns(fault, name));
  };

  /** Plays the other program that changes a value, once. */
  const playOtherProgram = async () => {
    for (const fault of await activeFaults(folder)) {
      if (fault.kind !== 'changed-by-another') continue;
      await switchOffFaults(folder);
      await update((state) =>
        withValue(state, { name: fault.name, type: registryTypes.REG_DWORD, data: dwordBytes(fault.value) }),
      );
    }
  };

  const writing = (
    action: 'registry.write' | 'registry.delete' | 'port-range.write',
    name: string,
    change: (state: PracticeState) => PracticeState,
  ) =>
    attempted<null>(action, async () => {
      const faultAt = await faultsNow();
      if (!(await hasRights())) return failure({ code: 'NOT_ELEVATED', action });
      if (faultAt('access-denied', name)) {
        return failure({ code: 'ACCESS_DENIED', action, windowsCode: errorAccessDenied });
      }
      if (faultAt('does-not-stick', name)) return success(null);
      const slow = faultAt('slow', name);
      if (slow) await setTimeout(slow.milliseconds);
      const hang = faultAt('hangs', name);
      if (hang?.when !== 'before') await update(change);
      if (hang) await forever();
      return success(null);
    });

  const registry: Registry = {
    readTree: () =>
      attempted('registry.read', async () => {
        await playOtherProgram();
        return success((await loadState(folder)).key);
      }),
    readValue: (name) =>
      attempted('registry.read', async () => {
        await playOtherProgram();
        const { key } = await loadState(folder);
        return success(key.values.find((value) => isSameName(value.name, name)) ?? null);
      }),
    writeValue: (value) => writing('registry.write', value.name, (state) => withValue(state, value)),
    deleteValue: (name) => writing('registry.delete', name, (state) => withoutValue(state, name)),
    exportFile: () => Promise.resolve(success(null)),
  };

  const portClaims = practiceClaims((claimsOf) =>
    attempted('port-range.read', async () => {
      const state = await loadState(folder);
      return claimsOf({ which: whichWindows(state), key: state.key, load: practice.load() });
    }),
  );
  const practice = practiceControls(folder, disk, (transport) => portClaims.excluded(transport));

  return {
    kind: 'practice',
    registry,
    usage,
    portRange: {
      read: () =>
        attempted('port-range.read', async () => {
          const { effective } = await loadState(folder);
          const reading = (name: RangeName) => ({ known: true, range: effective[name] }) as const;
          return success({
            ipv4Tcp: reading('ipv4Tcp'),
            ipv4Udp: reading('ipv4Udp'),
            ipv6Tcp: reading('ipv6Tcp'),
            ipv6Udp: reading('ipv6Udp'),
          });
        }),
      write: (name, range) =>
        attempted('port-range.write', async () => {
          const state = await loadState(folder);
          if (!state.dynamic) return failure({ code: 'NOT_AVAILABLE_HERE' });
          if (brokenLimit(range)) {
            return failure({
              code: 'MACHINE_FAILED',
              action: 'port-range.write',
              windowsCode: null,
              detail: 'The parameter is incorrect.',
            });
          }
          const isShared = (await faultsNow())('moves-along', rangeTitles[name]) !== undefined;
          const written = isShared ? rangesOf[rangeParts[name].transport] : [name];
          return writing('port-range.write', rangeTitles[name], (before) =>
            written.reduce((changed, one) => withRange(changed, one, range), before),
          );
        }),
    },
    portClaims,
    portProbe: simulatedProbe(async () => (await loadState(folder)).effective),
    system: {
      describe: () =>
        attempted('system.read', async () => {
          const { product, version, computerName, userName, bootedAt, bootId } = await loadState(folder);
          const boot = [{ source: 'practice', value: bootId } as const];
          return success({
            product,
            version,
            computerName,
            userName,
            sessionUser: userName,
            bootedAt,
            boot,
            isElevated: await hasRights(),
            regExe: 'missing',
            ansiCodePage: 'windows-1252',
          });
        }),
      errorText: () => Promise.resolve(null),
      openTool: notAvailable,
      requestRestart: notAvailable,
      cancelRestart: notAvailable,
    },
    folder: userFolder(join(folder, 'machine')),
    elevation: practiceElevation(folder),
    disk: {
      async writeDurably(path, data) {
        if ((await faultsNow())('disk-full', '')) throw diskFull();
        await disk.writeDurably(path, data);
      },
      async appendDurably(path, at, text) {
        if ((await faultsNow())('disk-full', '')) throw diskFull();
        await disk.appendDurably(path, at, text);
      },
      read: (path) => disk.read(path),
      remove: (path) => disk.remove(path),
      whoHolds: () => Promise.resolve([]),
    },
    practice,
  };
}

/** Never resolves, and is held by a timer so that it is not collected. */
function diskFull(): Error {
  return Object.assign(new Error('ENOSPC: no space left on device (practice fault)'), { code: 'ENOSPC' });
}

function forever(): Promise<never> {
  return new Promise(() => setInterval(() => undefined, 60_000));
}

function concerns(fault: Fault, name: string): boolean {
  return !('name' in fault) || fault.name === undefined || isSameName(fault.name, name);
}

function withRange(state: PracticeState, name: RangeName, range: PortRange): PracticeState {
  return {
    ...state,
    effective: { ...state.effective, [name]: range },
    dynamic: state.dynamic && { ...state.dynamic, [name]: range },
  };
}

function withValue(state: PracticeState, value: RegistryValue): PracticeState {
  const { values } = state.key;
  const index = values.findIndex(({ name }) => isSameName(name, value.name));
  const kept = values[index];
  const next = kept ? values.with(index, { ...value, name: kept.name }) : [...values, value];
  return { ...state, key: { ...state.key, values: next } };
}

function withoutValue(state: PracticeState, name: string): PracticeState {
  return { ...state, key: { ...state.key, values: state.key.values.filter((value) => !isSameName(value.name, name)) } };
}

function dwordBytes(value: number): Uint8Array {
  const stored = dword(value);
  return stored.present ? bytesOf(stored) : new Uint8Array(4);
}
