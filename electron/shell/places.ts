// Backups and histories of two places as one: the machine folder, which only administrators write, and user data.
// Protects: a process writes only where its rights belong; a machine folder that others could have written is not read.
import type { AuditLog } from '../audit/audit-log';
import type { BackupCatalogue } from '../backup/catalogue';
import type { BackupStore } from '../backup/store';
import type { BackupListing } from '../contract/backups';
import type { Journal } from '../tuning/journal';

export interface Place {
  readonly audit: AuditLog;
  readonly backups: BackupStore;
  readonly catalogue: BackupCatalogue;
}

export interface Places {
  readonly machine: Place;
  readonly own: Place;
  /** Whether this process has administrator rights, and therefore writes to the machine folder. */
  readonly hasRights: () => Promise<boolean>;
  readonly isMachineTrusted: () => Promise<boolean>;
}

/** Both places as one of each kind. Their folders are two. */
export function together({ machine, own, hasRights, isMachineTrusted }: Places): Place {
  const writer = async () => ((await hasRights()) ? machine : own);
  const readable = async () => ((await isMachineTrusted()) ? [...new Set([machine, own])] : [own]);
  const placeOf = (listing: BackupListing) => (listing.place === 'machine' ? machine : own);
  return {
    audit: {
      append: async (event) => (await writer()).audit.append(event),
      async read() {
        const readings = await Promise.all((await readable()).map(({ audit }) => audit.read()));
        const events = readings.flatMap((reading) => reading.events).sort((a, b) => a.at.localeCompare(b.at));
        return { events, faults: readings.flatMap(({ faults }) => faults) };
      },
    },
    backups: {
      folder: machine.backups.folder,
      create: async (request, onCompare) => (await writer()).backups.create(request, onCompare),
    },
    catalogue: {
      async list(neededId) {
        const views = await Promise.all((await readable()).map(({ catalogue }) => catalogue.list(neededId)));
        return {
          backups: views.flatMap(({ backups }) => backups).sort((a, b) => b.backup.createdAt.localeCompare(a.backup.createdAt)),
          strangers: views.flatMap(({ strangers }) => strangers),
          historyFaults: views.flatMap(({ historyFaults }) => historyFaults),
        };
      },
      async find(id) {
        for (const { catalogue } of await readable()) {
          const found = await catalogue.find(id);
          if (found) return found;
        }
        return null;
      },
      remove: (listing, by) => placeOf(listing).catalogue.remove(listing, by),
    },
  };
}

/** The journal, empty where others could have written it. Writing is refused before, with its own error. */
export function trustedJournal(journal: Journal, isTrusted: () => Promise<boolean>): Journal {
  const nothing = { records: [], damaged: [] };
  return {
    write: (record) => journal.write(record),
    entries: async () => ((await isTrusted()) ? journal.entries() : nothing),
    lastApplied: async () => ((await isTrusted()) ? journal.lastApplied() : null),
  };
}
