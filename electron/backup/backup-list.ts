// The backups on disk, held against the history.
// Protects: a backup that was changed, swapped or removed is listed as such, never as a good one.
import { readFile, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ChangeRecord } from '../contract/history/change-record';
import type { HistoryEvent } from '../contract/history/history-event';
import { onOneLine } from '../contract/text/kept-text';
import type { BackupListing, BackupsView } from '../contract/backup/backup-list';
import type { BackupIntegrity } from '../contract/integrity/backup-integrity';
import { failure, success, type Result } from '../contract/errors/result';
import type { ChangeLog } from '../history/change-log';
import type { Disk } from '../machine/interfaces/storage';
import type { System } from '../machine/interfaces/system';
import { isOfUnfinished, manifestPath, readManifest, sha256, type BackupManifest } from './manifest';

export interface BackupList {
  /** Every backup, the last one of the history first, then what the history does not know; `neededId` is the backup of the change in force. */
  list(neededId: string | null): Promise<BackupsView>;
  /** One backup with its manifest (null when that cannot be read), or null when there is no such backup. */
  find(id: string): Promise<{ readonly listing: BackupListing; readonly manifest: BackupManifest | null } | null>;
  /** Records the deletion in the history, then removes both files of a backup. Errors: STORAGE_FAILED. */
  remove(
    disk: Disk,
    listing: BackupListing,
    by: Pick<HistoryEvent, 'computerName' | 'userName' | 'confirmedBy' | 'programVersion'>,
  ): Promise<Result<null>>;
}

interface Found {
  readonly listing: Omit<BackupListing, 'isNeededForUndo' | 'place'>;
  readonly manifest: BackupManifest | null;
}

/** How many backups are read at once. */
const atOnce = 32;

/** The backups in `folder`, sealed in `log`. */
export function backupList(
  folder: string,
  log: ChangeLog,
  system: Pick<System, 'describe'>,
  place: BackupListing['place'] = 'machine',
): BackupList {
  /** What the history knows of backups, and how to check one of them. */
  async function inHistory() {
    const { events, records, faults, unfinished } = await log.read();
    const described = await system.describe();
    const thisComputer = described.ok ? described.value.computerName.toLowerCase() : null;
    const changes = new Map(records.map((record) => [record.backup.id, record]));
    const check = (event: RecordedBackup) =>
      checked(folder, event, {
        isOfThisComputer: event.computerName.toLowerCase() === thisComputer,
        change: shownChange(changes.get(event.backup.id)),
      });
    return { recorded: recordedBackups(events), check, faults, unfinished };
  }

  async function everything() {
    const { recorded: recordedById, check, faults, unfinished } = await inHistory();
    const recorded = [...recordedById.values()].reverse();
    const names = await readdir(folder).catch(() => []);
    const found = await inParts(recorded, check);
    const known = new Set(recorded.flatMap(({ backup: { file } }) => [basename(file), basename(manifestPath(file))]));
    const isWhole = faults.every(({ kind }) => kind === 'cut-off');
    for (const name of names) if (isWhole && unfinished.some(({ file }) => isOfUnfinished(file, name))) known.add(name);
    const unknown = await inParts(
      names.filter((some) => some.endsWith('.json') && !known.has(some)),
      (name) => unrecorded(folder, name),
    );
    for (const entry of unknown) {
      if (!entry) continue;
      found.push(entry);
      known.add(basename(manifestPath(entry.listing.backup.file))).add(basename(entry.listing.backup.file));
    }
    return { found, strangers: names.filter((name) => !known.has(name)), faults };
  }

  return {
    async list(neededId) {
      const { found, strangers, faults } = await everything();
      return {
        backups: found.map(({ listing }) => ({ ...listing, place, isNeededForUndo: listing.backup.id === neededId })),
        strangers,
        historyFaults: faults,
      };
    },
    async find(id) {
      const { recorded, check } = await inHistory();
      const event = recorded.get(id);
      const entry = event
        ? await check(event)
        : (await everything()).found.find(({ listing }) => listing.backup.id === id);
      return entry ? { listing: { ...entry.listing, place, isNeededForUndo: false }, manifest: entry.manifest } : null;
    },
    async remove(disk, { backup }, by) {
      const noted = await log.append({
        kind: 'event',
        event: {
          at: new Date().toISOString(),
          kind: 'backup-deleted',
          outcome: 'done',
          errorCode: null,
          changeId: null,
          changes: [],
          backup,
          manifestSha256: null,
          ...by,
        },
      });
      if (!noted.ok) return noted;
      const file = join(folder, basename(backup.file));
      try {
        await disk.remove(manifestPath(file));
        await disk.remove(file);
      } catch (error) {
        return failure({ code: 'STORAGE_FAILED', detail: String(error) });
      }
      // Without this line the next backup looks for what is left of it once more.
      await log.append({ kind: 'backup-dropped', id: backup.id });
      return success(null);
    },
  };
}

async function inParts<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let start = 0; start < items.length; start += atOnce)
    results.push(...(await Promise.all(items.slice(start, start + atOnce).map(work))));
  return results;
}

type RecordedBackup = HistoryEvent & { readonly backup: NonNullable<HistoryEvent['backup']> };

function recordedBackups(events: readonly HistoryEvent[]): Map<string, RecordedBackup> {
  const recorded = new Map<string, RecordedBackup>();
  for (const event of events) {
    const { kind, backup } = event;
    if (!backup) continue;
    if (kind === 'backup') recorded.set(backup.id, { ...event, backup });
    if (kind === 'backup-deleted') recorded.delete(backup.id);
  }
  return recorded;
}

/** A backup that the history knows: what it says is compared with what lies on disk. */
async function checked(
  folder: string,
  event: RecordedBackup,
  known: Pick<BackupListing, 'isOfThisComputer' | 'change'>,
): Promise<Found> {
  const backup = { ...event.backup, folder, file: join(folder, basename(event.backup.file)) };
  const bytes = await readFile(backup.file).catch(() => null);
  const text = await readFile(manifestPath(backup.file), 'utf8').catch(() => null);
  const manifest = text === null ? null : readManifest(text);
  const integrity: BackupIntegrity =
    bytes === null || text === null
      ? 'missing'
      : sha256(bytes) !== backup.sha256
        ? 'reg-changed'
        : sha256(text) !== event.manifestSha256
          ? 'manifest-changed'
          : 'intact';
  const { computerName, userName } = event;
  const isTrusted = integrity === 'intact' || integrity === 'reg-changed';
  return {
    listing: {
      backup,
      reason: manifest?.reason ?? 'manual',
      note: isTrusted ? onOneLine(manifest?.note ?? '') : '',
      computerName,
      userName,
      integrity,
      ...known,
    },
    manifest,
  };
}

function shownChange(record: ChangeRecord | undefined): BackupListing['change'] {
  if (!record) return null;
  const { id, reason, changes, ticketNumber = null } = record;
  return { id, reason, names: changes.map(({ name }) => name), ticketNumber };
}

/** A manifest that the history does not know: shown, and never called good. */
async function unrecorded(folder: string, name: string): Promise<Found | null> {
  const manifest = readManifest(await readFile(join(folder, name), 'utf8').catch(() => ''));
  if (!manifest) return null;
  const { computerName, userName, reason } = manifest;
  const note = onOneLine(manifest.note);
  const backup = { ...manifest.backup, folder, file: join(folder, name.replace(/\.json$/, '.reg')) };
  return {
    listing: {
      backup,
      reason,
      note,
      change: null,
      computerName,
      userName,
      integrity: 'not-in-history',
      isOfThisComputer: false,
    },
    manifest,
  };
}
