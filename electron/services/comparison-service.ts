// Holds a backup or a chosen .reg file against the live key, and plans the restore of what the person selects of it.
// Protects: only the comparison that was shown last can be restored from, and a backup that is damaged or of another
// computer only where the person accepts that.
import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { shownComparison, shownFindings } from '../backup/comparison';
import { integrityOf } from '../backup/content';
import type { RegistryDiff } from '../backup/diff';
import type { Comparison } from '../contract/backup/comparison';
import type { PlanPreview } from '../contract/change/plan';
import { failure, success, type Result } from '../contract/errors/result';
import { planRestore } from '../change/planner';
import type { BackupService } from './backup-service';
import type { ChangeService } from './change/change-service';
import type { FileDialogs } from './desktop';
import type { FindingsService } from './findings-service';
import type { ReadFile, RegFileReader } from './reg-file-reader';

export interface ComparisonParts {
  readonly reader: RegFileReader;
  readonly backups: Pick<BackupService, 'find'>;
  readonly findings: Pick<FindingsService, 'ofFile'>;
  readonly changes: Pick<ChangeService, 'show'>;
  readonly fileDialogs: Pick<FileDialogs, 'chooseRegFile'>;
}

/** What the person selected of a comparison. */
interface RestoreChoice {
  readonly token: string;
  readonly names: readonly string[];
  readonly acceptDamaged: boolean;
  readonly acceptOtherComputer: boolean;
}

export interface ComparisonService {
  /** Errors: TOKEN_UNKNOWN, SEAL_BROKEN where its file is missing, those of reading. */
  readonly ofBackup: (id: string) => Promise<Result<Comparison>>;
  /** Of a file that the person chooses. Errors: NOT_CONFIRMED, those of reading. */
  readonly ofChosenFile: () => Promise<Result<Comparison>>;
  /** Of a file that the person chose before, by the id of that comparison's source. Errors: TOKEN_UNKNOWN, those of reading. */
  readonly ofOpenedFile: (id: string) => Promise<Result<Comparison>>;
  /** Ends the reading of a file; the call that waits for it answers NOT_CONFIRMED. */
  readonly cancel: () => void;
  /** Errors: TOKEN_UNKNOWN, SEAL_BROKEN, OTHER_COMPUTER, ALREADY_AS_WANTED. */
  readonly planRestore: (choice: RestoreChoice) => Promise<Result<PlanPreview>>;
}

export function comparisonService(parts: ComparisonParts): ComparisonService {
  const { reader, backups, findings, changes, fileDialogs } = parts;
  const openedFiles = new Map<string, string>();
  let shown: (Pick<Comparison, 'token' | 'source' | 'isComplete'> & { readonly diff: RegistryDiff }) | null = null;

  function show(read: ReadFile, source: Comparison['source']): Comparison {
    const { diff, notes, isComplete } = read;
    const token = randomUUID();
    shown = { token, diff, source, isComplete };
    return {
      token,
      source,
      isComplete,
      ...shownComparison(diff),
      ...findings.ofFile(read, shownFindings),
      skippedCount: notes.skipped.count,
    };
  }

  async function ofFile(id: string, path: string): Promise<Result<Comparison>> {
    const read = await reader.read(path);
    if (read.ok) return success(show(read.value, { kind: 'file', id, path }));
    return read.error.code === 'REG_FILE_REFUSED' ? failure({ ...read.error, file: basename(path) }) : read;
  }

  async function ofBackup(id: string): Promise<Result<Comparison>> {
    const listing = await backups.find(id);
    if (!listing) return failure({ code: 'TOKEN_UNKNOWN' });
    if (listing.integrity === 'missing') return failure({ code: 'SEAL_BROKEN', seal: listing.integrity });
    const read = await reader.readBackup(listing.backup);
    if (!read.ok) return read;
    const integrity = integrityOf(read.value.content, listing.integrity);
    return success(show(read.value, { kind: 'backup', listing: { ...listing, integrity } }));
  }

  return {
    ofBackup,
    async ofChosenFile() {
      const path = await fileDialogs.chooseRegFile();
      if (path === null) return failure({ code: 'NOT_CONFIRMED' });
      const known = [...openedFiles].find(([, opened]) => opened === path);
      const id = known?.[0] ?? randomUUID();
      openedFiles.set(id, path);
      return ofFile(id, path);
    },
    async ofOpenedFile(id) {
      const path = openedFiles.get(id);
      return path === undefined ? failure({ code: 'TOKEN_UNKNOWN' }) : ofFile(id, path);
    },
    cancel: reader.cancel,
    async planRestore({ token, names, acceptDamaged, acceptOtherComputer }) {
      if (shown?.token !== token) return failure({ code: 'TOKEN_UNKNOWN' });
      const { source, diff, isComplete } = shown;
      const listing = source.kind === 'backup' ? source.listing : null;
      if (listing && listing.integrity !== 'intact' && !acceptDamaged)
        return failure({ code: 'SEAL_BROKEN', seal: listing.integrity });
      if (listing && !listing.isOfThisComputer && !acceptOtherComputer)
        return failure({ code: 'OTHER_COMPUTER', computerName: listing.computerName });
      const planned = planRestore(diff, names);
      // Whether the registry is as it was then, a backup that lost something cannot tell.
      if (!planned.ok)
        return listing && !isComplete ? failure({ code: 'SEAL_BROKEN', seal: listing.integrity }) : planned;
      const isOfMachineFolder = listing?.integrity === 'intact' && listing.place === 'machine';
      const backup = isOfMachineFolder ? listing.backup.sha256 : null;
      return changes.show({ changes: planned.value, reason: 'restore', backup });
    },
  };
}
