// An entry of the history in words.
import type { TFunction } from 'i18next';
import type { Formats } from '../text/format';
import { toldChanges } from '../text/change-names';
import { nameOfFile } from '../text/name-of-file';
import { visibleText } from '../text/readable-value';
import { valueText } from '../text/stored-text';
import type { HistoryRow } from './history-rows';
import { parameterNamed } from '../../electron/contract/registry/parameters';
import { isRange, type Setting } from '../../electron/contract/change/change';
import { lastPort } from '../../electron/contract/port-ranges/port-ranges';
import { dwordOf } from '../../electron/contract/registry/stored-value';
import type { HistoryEvent } from '../../electron/contract/history/history-event';

/** What was changed, a parameter before other values; or the file of the backup. */
export function entryTitle({ changes, backup, kind }: HistoryEvent, formats: Formats, t: TFunction): string {
  const told = toldChanges(changes, t);
  const first = told.find(({ change }) => parameterNamed(change.name) !== null) ?? told[0];
  if (!first) return backup ? visibleText(nameOfFile(backup.file)) : t(`history.kinds.${kind}`);
  const { name, before, after } = first.change;
  const title = t('history.change', {
    name: first.title,
    before: shortText(name, before, formats, t),
    after: shortText(name, after, formats, t),
  });
  const more = told.length - 1;
  return more === 0 ? title : t('history.moreChanges', { title, count: more });
}

/** A number without its hexadecimal form, a range without the number of its ports: the line is short. */
function shortText(name: string, setting: Setting, formats: Formats, t: TFunction): string {
  if (isRange(setting)) return t('dynamicRange.bounds', { first: setting.start, last: lastPort(setting) });
  const number = dwordOf(setting);
  return number === null ? valueText(name, setting, formats, t) : String(number);
}

/** Why it was refused or failed; null where it was not, or the person canceled. */
export function reasonText({ state, entry: { event } }: HistoryRow, t: TFunction): string | null {
  const { errorCode } = event;
  if (errorCode === null || errorCode === 'NOT_CONFIRMED' || state === 'done') return null;
  if (errorCode === 'INTERRUPTED') return t('history.interrupted');
  // It is closed: nothing was left over.
  if (errorCode === 'CHANGE_FAILED') return t('history.rolledBack');
  // The history stores codes as text, including those of other versions of the program.
  return t(`errors.${errorCode}.title` as 'errors.BUSY.title', { defaultValue: errorCode });
}
