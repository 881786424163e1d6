// Which process holds a socket: the inodes behind /proc/<pid>/fd, looked through only as often as can be afforded.
// Protects: other users' processes are not ours to see; their sockets stay without an owner, and that is no failure.
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { failure, success } from '../../contract/errors/result';
import type { ProcessNames } from '../interfaces/usage';

/** A look through all processes may cost this share of the time; for less than `fewOf` of the sockets, the smaller one. */
const affordableShares = { many: 0.03, few: 0.001 } as const;
const fewOf = 0.01;
const shortestPauseMs = 2000;
const largestScan = 200_000;

export interface SocketOwners {
  /** Fills in the owners of the first `count` rows by their inodes; looks again when some are new and it is time. */
  fill(inodes: Uint32Array, count: number, processIds: Uint32Array): void;
}

/** `now` in milliseconds; `scan` looks through the processes. */
export function socketOwners(
  scan: () => Map<number, number> = scanProcesses,
  now: () => number = () => performance.now(),
): SocketOwners {
  let owners = new Map<number, number>();
  /** Inodes that a look found no owner of: no reason to look again. */
  const ownerless = new Set<number>();
  let scannedAt = Number.NEGATIVE_INFINITY;
  let costMs = 0;
  const fillKnown = (inodes: Uint32Array, count: number, processIds: Uint32Array): number[] => {
    const fresh: number[] = [];
    for (let row = 0; row < count; row += 1) {
      const inode = inodes[row] ?? 0;
      const owner = inode === 0 ? 0 : owners.get(inode);
      if (owner === undefined && !ownerless.has(inode)) fresh.push(inode);
      processIds[row] = owner ?? 0;
    }
    return fresh;
  };
  return {
    fill(inodes, count, processIds) {
      const fresh = fillKnown(inodes, count, processIds);
      if (fresh.length === 0) return;
      const share = fresh.length < count * fewOf ? affordableShares.few : affordableShares.many;
      const startedAt = now();
      if (startedAt < scannedAt + Math.max(shortestPauseMs, costMs / share)) return;
      owners = scan();
      scannedAt = now();
      costMs = scannedAt - startedAt;
      if (ownerless.size > largestScan) ownerless.clear();
      for (const inode of fillKnown(inodes, count, processIds)) ownerless.add(inode);
    },
  };
}

/** Inode to process id, of every process that we may look into. */
function scanProcesses(): Map<number, number> {
  const owners = new Map<number, number>();
  let looked = 0;
  for (const name of readdirSync('/proc')) {
    const processId = Number(name);
    if (!Number.isInteger(processId)) continue;
    for (const fd of entries(`/proc/${name}/fd`)) {
      looked += 1;
      if (looked > largestScan) return owners;
      const inode = inodeOf(`/proc/${name}/fd/${fd}`);
      if (inode !== null) owners.set(inode, processId);
    }
  }
  return owners;
}

/** Empty for a process that ended meanwhile, or that belongs to somebody else. */
function entries(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function inodeOf(path: string): number | null {
  try {
    const target = readlinkSync(path);
    return target.startsWith('socket:[') ? Number(target.slice(8, -1)) : null;
  } catch {
    return null;
  }
}

/** Names as the kernel has them (at most 15 characters). Id 0 is no process. */
export const linuxProcessNames: ProcessNames = {
  read() {
    try {
      const names = new Map<number, string>();
      for (const name of readdirSync('/proc')) {
        const processId = Number(name);
        if (!Number.isInteger(processId)) continue;
        const command = commandOf(name);
        if (command !== null) names.set(processId, command);
      }
      return Promise.resolve(success(names));
    } catch (error) {
      return Promise.resolve(
        failure({ code: 'MACHINE_FAILED', action: 'port-table.read', windowsCode: null, detail: String(error) }),
      );
    }
  },
};

function commandOf(processId: string): string | null {
  try {
    return readFileSync(`/proc/${processId}/comm`, 'utf8').trim();
  } catch {
    return null;
  }
}
