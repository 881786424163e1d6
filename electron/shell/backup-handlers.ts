// What the calls about backups, .reg files and the history do.
// Protects: the window names backups and values, never paths; places are chosen in native dialogs that we open.
import { randomUUID } from 'node:crypto';
import { copyFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { BackupCatalogue } from '../backup/catalogue';
import { compareWithLive, openRegFile, shownComparison, type ReadFile } from '../backup/comparison';
import { changesFor, type RegistryDiff } from '../backup/diff';
import { entriesOf, regFileBytes } from '../backup/reg-file';
import type { BackupStore } from '../backup/store';
import type { BackupListing, Comparison } from '../contract/backups';
import type { Handlers } from '../contract/calls';
import { parametersKeyPath } from '../contract/catalogue';
import type { PlanPreview, ValueChange } from '../contract/models';
import { failure, success, type Result } from '../contract/result';
import type { Machine } from '../machine/machine';
import type { AuditLog } from '../record/audit-log';
import { historyCsv, readHistory } from '../record/history';
import type { Journal } from '../tuning/journal';

/** What these handlers need of Electron: native dialogs and the file manager. */
export interface FileDesktop {
  readonly chooseRegFile: () => Promise<string | null>;
  readonly chooseTarget: (kind: 'reg' | 'csv' | 'json', proposedName: string) => Promise<string | null>;
  readonly confirmDelete: (listing: BackupListing) => Promise<boolean>;
  readonly openFolder: (path: string) => void;
  readonly revealFile: (path: string) => void;
}

export interface BackupServices {
  readonly machine: Machine;
  readonly backups: BackupStore;
  readonly catalogue: BackupCatalogue;
  readonly audit: AuditLog;
  readonly journal: Journal;
  readonly desktop: FileDesktop;
  readonly programVersion: string;
  /** Keeps the plan under a new token, as `plan.create` does. */
  readonly showPlan: (changes: readonly ValueChange[]) => PlanPreview;
}

export type BackupHandlers = Pick<
  Handlers,
  | 'backup.reveal' | 'backup.delete' | 'backup.export' | 'backup.compare' | 'backups.list' | 'backups.open-folder'
  | 'reg-file.open' | 'restore.plan' | 'history.read' | 'history.export'
>;

export function createBackupHandlers(services: BackupServices): BackupHandlers {
  const { machine, backups, catalogue, audit, journal, desktop } = services;
  let shown: { readonly token: string; readonly diff: RegistryDiff; readonly source: Comparison['source'] } | null = null;

  async function compare(file: ReadFile, source: Comparison['source']): Promise<Result<Comparison>> {
    shown = null;
    const diff = await compareWithLive(machine, file, source.kind === 'backup');
    if (!diff.ok) return diff;
    const token = randomUUID();
    shown = { token, diff: diff.value, source };
    return success(shownComparison(token, source, file, diff.value));
  }

  async function readSource(path: string): Promise<Result<ReadFile>> {
    const system = await machine.system.describe();
    return system.ok ? openRegFile(path, system.value.ansiCodePage) : system;
  }

  async function neededBackup(): Promise<string | null> {
    const { records } = await journal.entries();
    return records.findLast(({ state }) => state === 'applied')?.backup.id ?? null;
  }

  async function find(id: string): Promise<BackupListing | null> {
    return (await catalogue.list(await neededBackup())).backups.find(({ backup }) => backup.id === id) ?? null;
  }

  return {
    async 'backups.list'() {
      return success(await catalogue.list(await neededBackup()));
    },
    'backups.open-folder'() {
      desktop.openFolder(backups.folder);
      return Promise.resolve(success(null));
    },
    async 'backup.reveal'({ id }) {
      const listing = await find(id);
      if (!listing) return failure({ code: 'TOKEN_UNKNOWN' });
      desktop.revealFile(listing.backup.file);
      return success(null);
    },
    async 'backup.delete'({ id }) {
      const listing = await find(id);
      if (!listing) return failure({ code: 'TOKEN_UNKNOWN' });
      if (!(await desktop.confirmDelete(listing))) return failure({ code: 'NOT_CONFIRMED' });
      const system = await machine.system.describe();
      if (!system.ok) return system;
      const { computerName, userName } = system.value;
      try {
        await audit.append({
          at: new Date().toISOString(), kind: 'backup-deleted', outcome: 'done', errorCode: null, changeId: null, changes: [],
          backup: listing.backup, manifestSha256: null, computerName, userName, programVersion: services.programVersion,
        });
        await catalogue.remove(listing);
      } catch (error) {
        return failure({ code: 'STORAGE_FAILED', detail: String(error) });
      }
      return success(null);
    },
    async 'backup.export'({ id }) {
      const listing = await find(id);
      if (!listing) return failure({ code: 'TOKEN_UNKNOWN' });
      if (listing.seal === 'missing') return failure({ code: 'SEAL_BROKEN', seal: listing.seal });
      const target = await desktop.chooseTarget('reg', basename(listing.backup.file));
      if (target === null) return failure({ code: 'NOT_CONFIRMED' });
      const file = await readSource(listing.backup.file);
      if (!file.ok) return file;
      const undo = await undoOf(file.value);
      if (!undo.ok) return undo;
      const undoTarget = join(dirname(target), `${basename(target, '.reg')}-undo.reg`);
      try {
        await copyFile(listing.backup.file, target);
        await machine.disk.writeDurably(undoTarget, undo.value);
      } catch (error) {
        return failure({ code: 'STORAGE_FAILED', detail: String(error) });
      }
      return success({ files: [target, undoTarget] });
    },
    async 'backup.compare'({ id }) {
      const listing = await find(id);
      if (!listing) return failure({ code: 'TOKEN_UNKNOWN' });
      if (listing.seal === 'missing') return failure({ code: 'SEAL_BROKEN', seal: listing.seal });
      const file = await readSource(listing.backup.file);
      return file.ok ? compare(file.value, { kind: 'backup', listing }) : file;
    },
    async 'reg-file.open'() {
      const path = await desktop.chooseRegFile();
      if (path === null) return failure({ code: 'NOT_CONFIRMED' });
      const file = await readSource(path);
      return file.ok ? compare(file.value, { kind: 'file', path }) : file;
    },
    'restore.plan'({ token, names, acceptBrokenSeal }) {
      if (shown?.token !== token) return Promise.resolve(failure({ code: 'TOKEN_UNKNOWN' }));
      const { source, diff } = shown;
      if (source.kind === 'backup' && source.listing.seal !== 'intact' && !acceptBrokenSeal) {
        return Promise.resolve(failure({ code: 'SEAL_BROKEN', seal: source.listing.seal }));
      }
      const changes = changesFor(diff, names);
      return Promise.resolve(changes.length === 0 ? failure({ code: 'ALREADY_AS_WANTED' }) : success(services.showPlan(changes)));
    },
    'history.read': () => readHistory(audit, journal, machine.registry),
    async 'history.export'({ format }) {
      const { events } = await audit.read();
      const file = await desktop.chooseTarget(format, `port-wizard-history.${format}`);
      if (file === null) return failure({ code: 'NOT_CONFIRMED' });
      try {
        await machine.disk.writeDurably(file, format === 'csv' ? historyCsv(events) : `${JSON.stringify(events, null, 2)}\n`);
      } catch (error) {
        return failure({ code: 'STORAGE_FAILED', detail: String(error) });
      }
      return success({ file });
    },
  };

  /** A .reg file that takes back what importing `file` would do now, absences included. */
  async function undoOf(file: ReadFile): Promise<Result<Uint8Array>> {
    const live = await machine.registry.readTree();
    if (!live.ok) return live;
    const present = entriesOf(live.value, parametersKeyPath);
    const names = (path: string) => new Set(present.find((key) => key.path.toUpperCase() === path.toUpperCase())?.values.map(({ name }) => name.toUpperCase()));
    const absences = file.keys.map((key) => {
      const here = names(key.path);
      return { ...key, values: key.values.filter(({ name }) => !here.has(name.toUpperCase())).map(({ name }) => ({ name, content: null })) };
    });
    return success(regFileBytes([...present, ...absences.filter(({ values }) => values.length > 0)]));
  }
}
