// What the calls about backups and .reg files do.
// Protects: the window names backups and values, never paths; places are chosen in native dialogs that we open.
import type { FileDesktop } from '../../services/desktop';
import { randomUUID } from 'node:crypto';
import { copyFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { BackupList } from '../../backup/backup-list';
import { compareWithLive, openRegFile, shownComparison, shownFindings, type ReadFile } from '../../backup/comparison';
import type { RegistryDiff } from '../../backup/diff';
import { importUndo } from '../../backup/import-undo';
import { lintFile, type FileFinding } from '../../findings/file-findings';
import { lintTree } from '../../findings/misplaced-values';
import type { Correction, LintFinding } from '../../findings/value-findings';
import { unusedFile, type BackupStore } from '../../backup/store';
import type { BackupListing, Comparison } from '../../contract/backup/backups';
import { actorOf } from '../../contract/history/actor';
import type { Handlers } from '../../contract/ipc/calls';
import type { WindowsVersion } from '../../contract/registry/parameters';
import type { ShownFinding } from '../../contract/findings/findings';
import type { PlanPreview } from '../../contract/change/plan';
import { failure, success, type Result } from '../../contract/errors/result';
import type { Change } from '../../contract/change/change';
import type { ChangeLog } from '../../history/change-log';
import type { Machine } from '../../machine/interfaces/machine';
import type { RunInWorker } from '../../elevation/run-in-worker';
import { planCorrections, planRestore } from '../../change/planner';

export interface BackupServices {
  readonly machine: Machine;
  readonly backups: BackupStore;
  readonly backupList: BackupList;
  readonly log: ChangeLog;
  readonly desktop: FileDesktop;
  readonly programVersion: string;
  /** Keeps the plan under a new token, as `plan.create` does; `backup` is the hash of the sealed machine backup it comes from. */
  readonly showPlan: (changes: readonly Change[], backup: string | null) => Promise<Result<PlanPreview>>;
  readonly runInWorker: RunInWorker | null;
  /** Carries work out that writes to the history, while nobody else does. Errors: BUSY. */
  readonly withLock: <T>(work: () => Promise<Result<T>>) => Promise<Result<T>>;
}

export type BackupHandlers = Pick<
  Handlers,
  | 'backup.reveal'
  | 'backup.delete'
  | 'backup.export'
  | 'backup.compare'
  | 'backups.list'
  | 'backups.open-folder'
  | 'reg-file.open'
  | 'reg-file.cancel'
  | 'comparison.read-again'
  | 'restore.plan'
  | 'findings.read'
  | 'correction.plan'
>;

export function createBackupHandlers(services: BackupServices): BackupHandlers {
  const { machine, backups, backupList, log, desktop } = services;
  let reading = new AbortController();
  const corrections = new Map<string, readonly Correction[]>();
  let shown: { readonly token: string; readonly diff: RegistryDiff; readonly source: Comparison['source'] } | null =
    null;

  async function compare(
    file: ReadFile,
    source: Comparison['source'],
    version: WindowsVersion,
  ): Promise<Result<Comparison>> {
    shown = null;
    const diff = await compareWithLive(machine, file, source.kind === 'backup');
    if (!diff.ok) return diff;
    const token = randomUUID();
    shown = { token, diff: diff.value, source };
    const findings = shownFileFindings(lintFile(file, version)).slice(0, shownFindings);
    return success({ token, source, ...shownComparison(diff.value), findings, skippedCount: file.skippedCount });
  }

  /** Reads a file, and gives with it the Windows that it is held against. */
  async function readSource(path: string): Promise<Result<{ file: ReadFile; version: WindowsVersion }>> {
    const system = await machine.system.describe();
    if (!system.ok) return system;
    const { ansiCodePage, version } = system.value;
    reading.abort();
    reading = new AbortController();
    const file = await openRegFile(path, {
      codePage: ansiCodePage,
      signal: reading.signal,
      onProgress: desktop.reportReading,
    });
    return file.ok ? success({ file: file.value, version }) : file;
  }

  /** Keeps the corrections of these findings, and of no others, for `correction.plan`. */
  function shownValueFinding({ corrections: made, ...finding }: LintFinding): ShownFinding {
    if (made.length === 0) return { finding, correctionId: null };
    const correctionId = randomUUID();
    corrections.set(correctionId, made);
    return { finding, correctionId };
  }

  function shownFileFindings(findings: readonly FileFinding[]): ShownFinding[] {
    corrections.clear();
    return findings.flatMap((finding): ShownFinding[] => {
      switch (finding.code) {
        case 'VALUE':
          return [shownValueFinding(finding.finding)];
        case 'SKIPPED_LINE': {
          const { line, column, expected, text } = finding.problem;
          return [{ finding: { code: 'SKIPPED_LINE', line, column, expected, text }, correctionId: null }];
        }
        case 'TEXT_AFTER_KEY': {
          const { line, text } = finding.problem;
          return [{ finding: { code: 'TEXT_AFTER_KEY', line, text }, correctionId: null }];
        }
        case 'BLANK_AFTER_HEADER':
        case 'SHORT_DWORD':
        case 'TRAILING_BACKSLASH':
          return [{ finding, correctionId: null }];
        case 'MISSING_HEADER':
        case 'UNREADABLE':
          return []; // Refused with REG_FILE_REFUSED before there is anything to compare.
      }
    });
  }

  async function neededBackup(): Promise<string | null> {
    return (await log.standing()).current?.backup.id ?? null;
  }

  async function find(id: string): Promise<BackupListing | null> {
    return (await backupList.list(await neededBackup())).backups.find(({ backup }) => backup.id === id) ?? null;
  }

  async function compareBackup(id: string): Promise<Result<Comparison>> {
    const listing = await find(id);
    if (!listing) return failure({ code: 'TOKEN_UNKNOWN' });
    if (listing.integrity === 'missing') return failure({ code: 'SEAL_BROKEN', integrity: listing.integrity });
    const file = await readSource(listing.backup.file);
    return file.ok ? compare(file.value.file, { kind: 'backup', listing }, file.value.version) : file;
  }

  async function compareFile(path: string): Promise<Result<Comparison>> {
    const file = await readSource(path);
    return file.ok ? compare(file.value.file, { kind: 'file', path }, file.value.version) : file;
  }

  return {
    async 'backups.list'() {
      return success(await backupList.list(await neededBackup()));
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
      const system = await machine.system.describe();
      if (!system.ok) return system;
      const { isElevated } = system.value;
      const { runInWorker, programVersion } = services;
      const isForWorker = !isElevated && runInWorker !== null && listing.place === 'machine';
      // What cannot be had is not asked for.
      const place = isForWorker ? await machine.elevation?.checkInstallLocation() : undefined;
      if (place && !place.ok) return place;
      if (!(await desktop.confirmDelete(listing))) return failure({ code: 'NOT_CONFIRMED' });
      if (isForWorker) {
        const { result } = await runInWorker({ kind: 'delete-backup', id }, () => undefined);
        return result.ok ? success(null) : result;
      }
      return services.withLock(() =>
        backupList.remove(machine.disk, listing, { ...actorOf(system.value), programVersion }),
      );
    },
    async 'backup.export'({ id }) {
      const listing = await find(id);
      if (!listing) return failure({ code: 'TOKEN_UNKNOWN' });
      if (listing.integrity === 'missing') return failure({ code: 'SEAL_BROKEN', integrity: listing.integrity });
      const target = await desktop.chooseTarget('reg', basename(listing.backup.file));
      if (target === null) return failure({ code: 'NOT_CONFIRMED' });
      const file = await readSource(listing.backup.file);
      if (!file.ok) return file;
      const live = await machine.registry.readTree();
      if (!live.ok) return live;
      // The person was asked about `target` alone: another file is never replaced.
      const undoTarget = await unusedFile(dirname(target), `${basename(target, '.reg')}-undo`);
      try {
        await copyFile(listing.backup.file, target);
        await machine.disk.writeDurably(undoTarget, importUndo(file.value.file.keys, live.value));
      } catch (error) {
        return failure({ code: 'STORAGE_FAILED', detail: String(error) });
      }
      return success({ files: [target, undoTarget] });
    },
    'backup.compare': ({ id }) => compareBackup(id),
    async 'reg-file.open'() {
      const path = await desktop.chooseRegFile();
      if (path === null) return failure({ code: 'NOT_CONFIRMED' });
      return compareFile(path);
    },
    'reg-file.cancel'() {
      reading.abort();
      return Promise.resolve(success(null));
    },
    'comparison.read-again'({ token }) {
      if (shown?.token !== token) return Promise.resolve(failure({ code: 'TOKEN_UNKNOWN' }));
      const { source } = shown;
      return source.kind === 'backup' ? compareBackup(source.listing.backup.id) : compareFile(source.path);
    },
    async 'restore.plan'({ token, names, acceptDamaged, acceptOtherComputer }) {
      if (shown?.token !== token) return failure({ code: 'TOKEN_UNKNOWN' });
      const { source, diff } = shown;
      if (source.kind === 'backup' && source.listing.integrity !== 'intact' && !acceptDamaged) {
        return failure({ code: 'SEAL_BROKEN', integrity: source.listing.integrity });
      }
      if (source.kind === 'backup' && !source.listing.isOfThisComputer && !acceptOtherComputer) {
        return failure({ code: 'OTHER_COMPUTER', computerName: source.listing.computerName });
      }
      const isSealed =
        source.kind === 'backup' && source.listing.integrity === 'intact' && source.listing.place === 'machine';
      const backup = isSealed ? source.listing.backup.sha256 : null;
      const changes = planRestore(diff, names);
      return changes.ok ? services.showPlan(changes.value, backup) : changes;
    },
    async 'findings.read'() {
      const system = await machine.system.describe();
      if (!system.ok) return system;
      const tree = await machine.registry.readTree();
      if (!tree.ok) return tree;
      corrections.clear();
      return success(lintTree(tree.value, system.value.version).map(shownValueFinding));
    },
    async 'correction.plan'({ id }) {
      const made = corrections.get(id);
      if (!made) return failure({ code: 'TOKEN_UNKNOWN' });
      const changes = await planCorrections(machine, made);
      return changes.ok ? services.showPlan(changes.value, null) : changes;
    },
  };
}
