// What the list of backups holds: backups, and .reg files that were opened. Their names in words.
import type { TFunction } from 'i18next';
import type { Formats } from '../text/format';
import { visibleText } from '../text/readable-value';
import { toldNames } from '../text/change-names';
import { nameOfFile } from '../text/name-of-file';
import { momentText } from '../text/day-text';
import type { BackupRow } from './backup-rows';
import type { BackupListing } from '../../electron/contract/backup/backup-list';

export interface OpenedFile {
  readonly kind: 'file';
  readonly id: string;
  readonly path: string;
}

export type Source = BackupRow | OpenedFile;

export function keyOf(source: Source): string {
  return source.kind === 'file' ? source.id : source.listing.backup.id;
}

/** "Before change to MaxUserPort", or "Manual". */
export function whatText({ change, reason }: BackupListing, t: TFunction): string {
  if (change === null) return t(`backups.reasons.${reason}`);
  return t(`backups.beforeChange.${change.reason}`, { names: toldNames(change.names, t) });
}

/** Ticket number and note, where there are any. */
export function noteParts({ change, note }: BackupListing): string[] {
  return [change?.ticketNumber ?? '', note].filter((text) => text !== '').map(visibleText);
}

export function titleOf(source: Source, now: number, formats: Formats, t: TFunction): string {
  if (source.kind === 'file') return visibleText(nameOfFile(source.path));
  const when = momentText(source.listing.backup.createdAt, now, formats, t);
  return t('backups.detailTitle', { when, what: whatText(source.listing, t) });
}
