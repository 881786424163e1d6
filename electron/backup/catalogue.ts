// The backups on disk, held against the history.
// Protects: a backup that was changed, swapped or removed is listed as such, never as a good one.
import { readFile, readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { AuditEvent } from '../contract/audit';
import type { BackupListing, BackupsView } from '../contract/backups';
import type { SealState } from '../contract/seal';
import type { AuditLog } from '../audit/audit-log';
import { manifestPath, readManifest, sha256, type BackupManifest } from './manifest';

export interface BackupCatalogue {
  /** Every backup, newest first; `neededId` is the backup of the change in force. */
  list(neededId: string | null): Promise<BackupsView>;
  /** One backup with its manifest (null when that cannot be read), or null when there is no such backup. */
  find(id: string): Promise<{ readonly listing: BackupListing; readonly manifest: BackupManifest | null } | null>;
  /** Notes the deletion in the history, then removes both files of a backup. Rejects with the error of the file system. */
  remove(listing: BackupListing, by: Pick<AuditEvent, 'computerName' | 'userName' | 'confirmedBy' | 'programVersion'>): Promise<void>;
}

interface Found {
  readonly listing: Omit<BackupListing, 'isNeededForUndo' | 'place'>;
  readonly manifest: BackupManifest | null;
}

/** The backups in `folder`. */
export function backupCatalogue(folder: string, audit: AuditLog, place: BackupListing['place'] = 'machine'): BackupCatalogue {
  async function everything() {
    const { events, faults } = await audit.read();
    const recorded = recordedBackups(events);
    const names = await readdir(folder).catch(() => []);
    const found: Found[] = [];
    const known = new Set<string>();
    for (const event of recorded.values()) {
      const entry = await checked(folder, event);
      found.push(entry);
      known.add(basename(event.backup.file)).add(basename(manifestPath(event.backup.file)));
    }
    for (const name of names.filter((some) => some.endsWith('.json') && !known.has(some))) {
      const entry = await unrecorded(folder, name);
      if (!entry) continue;
      found.push(entry);
      known.add(name).add(basename(entry.listing.backup.file));
    }
    found.sort((a, b) => b.listing.backup.createdAt.localeCompare(a.listing.backup.createdAt));
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
      const entry = (await everything()).found.find(({ listing }) => listing.backup.id === id);
      return entry ? { listing: { ...entry.listing, place, isNeededForUndo: false }, manifest: entry.manifest } : null;
    },
    async remove({ backup }, by) {
      await audit.append({
        at: new Date().toISOString(), kind: 'backup-deleted', outcome: 'done', errorCode: null, changeId: null, changes: [], backup, manifestSha256: null, ...by,
      });
      const file = join(folder, basename(backup.file));
      await rm(manifestPath(file), { force: true });
      await rm(file, { force: true });
    },
  };
}

type RecordedBackup = AuditEvent & { readonly backup: NonNullable<AuditEvent['backup']> };

function recordedBackups(events: readonly AuditEvent[]): Map<string, RecordedBackup> {
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
async function checked(folder: string, event: RecordedBackup): Promise<Found> {
  const backup = { ...event.backup, folder, file: join(folder, basename(event.backup.file)) };
  const bytes = await readFile(backup.file).catch(() => null);
  const text = await readFile(manifestPath(backup.file), 'utf8').catch(() => null);
  const manifest = text === null ? null : readManifest(text);
  const seal: SealState =
    bytes === null || text === null
      ? 'missing'
      : sha256(bytes) !== backup.sha256
        ? 'reg-changed'
        : sha256(text) !== event.manifestSha256
          ? 'manifest-changed'
          : 'intact';
  const { computerName, userName } = event;
  const isTrusted = seal === 'intact' || seal === 'reg-changed';
  return {
    listing: { backup, reason: manifest?.reason ?? 'manual', note: isTrusted ? (manifest?.note ?? '') : '', computerName, userName, seal },
    manifest,
  };
}

/** A manifest that the history does not know: shown, and never called good. */
async function unrecorded(folder: string, name: string): Promise<Found | null> {
  const manifest = readManifest(await readFile(join(folder, name), 'utf8').catch(() => ''));
  if (!manifest) return null;
  const { computerName, userName, reason, note } = manifest;
  const backup = { ...manifest.backup, folder, file: join(folder, name.replace(/\.json$/, '.reg')) };
  return { listing: { backup, reason, note, computerName, userName, seal: 'not-in-history' }, manifest };
}
