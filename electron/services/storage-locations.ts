// Backups and histories of two locations as one: the machine folder, which only administrators write, and user data.
// Protects: a process writes only where its rights belong; a machine folder that others could have written is not read, and
// that is reported.
import type { BackupList } from '../backup/backup-list';
import type { BackupStore } from '../backup/store';
import type { HistoryEvent } from '../contract/history/history-event';
import type { BackupListing } from '../contract/backup/backup-list';
import type { HistoryFault } from '../contract/integrity/history-fault';
import type { ChangeLog } from '../history/change-log';
import type { HistoryReading, HistoryStanding } from '../history/follow';
import { atTheBeginning } from '../history/fold';

export interface StorageLocation {
  readonly log: ChangeLog;
  readonly backups: BackupStore;
  readonly backupList: BackupList;
}

export interface StorageLocations {
  readonly machine: StorageLocation;
  readonly own: StorageLocation;
  /** Whether this process has administrator rights, and therefore writes to the machine folder. */
  readonly hasRights: () => Promise<boolean>;
  readonly isMachineTrusted: () => Promise<boolean>;
}

/** Both locations as one of each kind. Their folders may be the same. */
export function combineLocations({ machine, own, hasRights, isMachineTrusted }: StorageLocations): StorageLocation {
  const writer = async () => ((await hasRights()) ? machine : own);
  const readable = async () => ((await isMachineTrusted()) ? [...new Set([machine, own])] : [own]);
  const locationOf = (listing: BackupListing) => (listing.place === 'machine' ? machine : own);
  const notTrusted = { file: machine.backups.folder, line: null, kind: 'not-trusted' } as const satisfies HistoryFault;

  /** Changes are those of the machine folder; its history and the user's own are read together. */
  async function both<T extends HistoryStanding>(
    read: (log: ChangeLog) => Promise<T>,
    nothing: T,
  ): Promise<{ readonly ofMachine: T; readonly ofOwn: T | null }> {
    const ofMachine = (await isMachineTrusted()) ? await read(machine.log) : nothing;
    return { ofMachine, ofOwn: own === machine ? null : await read(own.log) };
  }

  const unknown: HistoryStanding = { ...atTheBeginning, faults: [notTrusted], isUncertain: true };
  const nothing: HistoryReading = { ...unknown, records: [], events: [], positions: [] };

  async function read(): Promise<HistoryReading> {
    const { ofMachine, ofOwn } = await both<HistoryReading>((log) => log.read(), nothing);
    return combined(ofMachine, ofOwn, true);
  }

  return {
    log: {
      append: async (...entries) => (await writer()).log.append(...entries),
      async standing() {
        const { ofMachine, ofOwn } = await both<HistoryStanding>((log) => log.standing(), unknown);
        return { ...ofMachine, faults: [...ofMachine.faults, ...(ofOwn?.faults ?? [])] };
      },
      read,
      async newest(count) {
        if (!(await isMachineTrusted())) return { reading: await read(), isWhole: true };
        const { reading, isWhole } = await machine.log.newest(count);
        return { reading: combined(reading, own === machine ? null : await own.log.read(), isWhole), isWhole };
      },
    },
    backups: {
      folder: machine.backups.folder,
      create: async (request, onCompare) => (await writer()).backups.create(request, onCompare),
    },
    backupList: {
      async list(neededId) {
        const views = await Promise.all((await readable()).map(({ backupList }) => backupList.list(neededId)));
        const [first = [], second = []] = views.map(({ backups }) => backups.toReversed());
        return {
          backups: merged(first, second, ({ backup }: BackupListing) => backup.createdAt).reverse(),
          strangers: views.flatMap(({ strangers }) => strangers),
          historyFaults: views.flatMap(({ historyFaults }) => historyFaults),
        };
      },
      async find(id) {
        for (const { backupList } of await readable()) {
          const found = await backupList.find(id);
          if (found) return found;
        }
        return null;
      },
      remove: (disk, listing, by) => locationOf(listing).backupList.remove(disk, listing, by),
    },
  };
}

interface PlacedEvent {
  readonly of: 'machine' | 'own';
  readonly event: HistoryEvent;
  readonly position: number;
}

/**
 * Both histories as one, positions counted through the lines of both. `isWhole`: otherwise the older part of the machine's is
 * missing, and whatever belongs among it is left out.
 */
function combined(ofMachine: HistoryReading, ofOwn: HistoryReading | null, isWhole: boolean): HistoryReading {
  if (!ofOwn) return ofMachine;
  const all = merged(placedEvents('machine', ofMachine), placedEvents('own', ofOwn), ({ event }) => event.at);
  const last = { machine: 0, own: 0 };
  const placed = all.map(({ of, event, position }) => {
    last[of] = position;
    return { event, position: last.machine + last.own, isBehind: isWhole || last.machine > 0 };
  });
  const known = placed.filter(({ isBehind }) => isBehind);
  return {
    ...ofMachine,
    events: known.map(({ event }) => event),
    positions: known.map(({ position }) => position),
    faults: [...ofMachine.faults, ...ofOwn.faults],
  };
}

function placedEvents(of: PlacedEvent['of'], { events, positions }: HistoryReading): PlacedEvent[] {
  return events.map((event, index) => ({ of, event, position: positions[index] ?? 0 }));
}

/** Two lists as one. Each keeps its own order, which hangs on no clock; between the two there is nothing but the times. */
function merged<T>(one: readonly T[], other: readonly T[], timeOf: (item: T) => string): T[] {
  const result: T[] = [];
  let taken = 0;
  for (const item of one) {
    for (let next = other[taken]; next !== undefined && timeOf(next) < timeOf(item); next = other[taken]) {
      result.push(next);
      taken += 1;
    }
    result.push(item);
  }
  return [...result, ...other.slice(taken)];
}
