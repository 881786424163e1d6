// Before, requested, stored and in effect, side by side.
// Protects: "in effect" is what was measured, never what was written.
import { useTranslation } from 'react-i18next';
import type { TFunction } from 'i18next';
import { DataTable } from '../ui/data-table';
import { useMachine } from '../machine/machine-context';
import { rangeText } from '../text/range-text';
import { nameText, storedText, valueText } from '../text/stored-text';
import {
  isRange,
  isRangeChange,
  isSameSetting,
  type Change,
  type Setting,
} from '../../electron/contract/change/change';
import type { PortRange } from '../../electron/contract/port-ranges/dynamic-ranges';
import { isSameName } from '../../electron/contract/registry/value-name';
import type { ProofRow } from '../../electron/contract/change/effect';
import type { Formats } from '../text/format';
import type { ParametersView } from '../../electron/contract/current-state/current-state';
import type { ChangeReason, ChangeRecord } from '../../electron/contract/history/change-record';

export interface OutcomeTableProps {
  readonly record: ChangeRecord;
  readonly view: ParametersView;
  /** One per change of the record, in the same order. */
  readonly rows: readonly ProofRow[];
  /** Restored or left as it was found: nothing is pending, and each value is described by its current state. */
  readonly isSettled: boolean;
}

export function OutcomeTable({ record, view, rows, isSettled }: OutcomeTableProps) {
  const { t } = useTranslation();
  const { formats } = useMachine();
  return (
    <DataTable
      label={t('done.compareLabel')}
      columns={[
        t('value.valueName'),
        t('done.before'),
        t('done.wanted'),
        t('done.storedNow'),
        t('done.effective'),
        t('done.result'),
      ]}
      rows={record.changes.map((change, index) => [
        nameText(change.name, t),
        settingText(change.name, change.before, formats, t),
        settingText(change.name, change.after, formats, t),
        storedNow(change, view, isSettled, formats, t),
        effectiveText(change, view, formats, t),
        isSettled ? standing(change, record.reason, view, t) : t(`done.results.${rows[index]?.verdict ?? 'not-known'}`),
      ])}
    />
  );
}

/** Six columns leave no room for the number of ports; the last but one shows it. */
function settingText(name: string, setting: Setting, formats: Formats, t: TFunction): string {
  return isRange(setting) ? firstAndLast(setting) : valueText(name, setting, formats, t);
}

function firstAndLast({ start, number }: PortRange): string {
  return `${start}\u2013${start + number - 1}`;
}

const unknown = { known: false, raw: '' } as const;

function stateOf(name: string, view: ParametersView) {
  return view.parameters.find(({ parameter }) => isSameName(parameter.name, name));
}

function storedNow(change: Change, view: ParametersView, isSettled: boolean, formats: Formats, t: TFunction): string {
  if (isRangeChange(change)) {
    const reading = view.ranges?.[change.range];
    return reading?.known ? firstAndLast(reading.range) : t('range.unknown');
  }
  const state = stateOf(change.name, view);
  return state ? storedText(state.stored, null, formats, t) : t(isSettled ? 'range.unknown' : 'done.asWanted');
}

/** A recovery goes back: what it requested is what was there before. */
function standing(change: Change, reason: ChangeReason, view: ParametersView, t: TFunction): string {
  const reading = isRangeChange(change) ? view.ranges?.[change.range] : undefined;
  const now = isRangeChange(change) ? (reading?.known ? reading.range : undefined) : stateOf(change.name, view)?.stored;
  if (now === undefined) return t('done.results.not-known');
  if (isSameSetting(now, change.after)) return t(`recovery.stands.${reason === 'recovery' ? 'put-back' : 'as-wanted'}`);
  return t(`recovery.stands.${isSameSetting(now, change.before) && reason !== 'recovery' ? 'as-before' : 'neither'}`);
}

/** Windows reports its effective ranges and stores no others; it does not report the time in TIME_WAIT. */
function effectiveText(change: Change, view: ParametersView, formats: Formats, t: TFunction): string {
  if (isRangeChange(change)) return rangeText(view.ranges?.[change.range] ?? unknown, formats, t);
  return stateOf(change.name, view)?.parameter.unit === 'port'
    ? rangeText(view.effective, formats, t)
    : t('done.cannotBeMeasured');
}
