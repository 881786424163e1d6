// Before, wanted, stored and in effect, side by side.
// Protects: "in effect" is what was measured, never what was written.
import { useTranslation } from 'react-i18next';
import type { TFunction } from 'i18next';
import { DataTable } from '../ui/data-table';
import { useMachine } from '../ui/machine-context';
import { rangeText } from '../ui/range-text';
import { nameText, storedText, valueText } from '../ui/stored-text';
import { isRangeChange, type Change } from '../../electron/contract/change';
import { isSameName } from '../../electron/contract/registry-name';
import type { Formats } from '../format';
import type { ChangeRecord, ParametersView } from '../../electron/contract/models';

export interface OutcomeTableProps {
  readonly record: ChangeRecord;
  readonly view: ParametersView;
}

export function OutcomeTable({ record, view }: OutcomeTableProps) {
  const { t } = useTranslation();
  const { formats } = useMachine();
  return (
    <DataTable
      label={t('done.compareLabel')}
      columns={[t('value.valueName'), t('done.before'), t('done.wanted'), t('done.storedNow'), t('done.effective')]}
      rows={record.changes.map((change) => [
        nameText(change.name, t),
        valueText(change.name, change.before, t),
        valueText(change.name, change.after, t),
        storedNow(change, view, t),
        effectiveText(change, view, formats, t),
      ])}
    />
  );
}

function stateOf(name: string, view: ParametersView) {
  return view.parameters.find(({ parameter }) => isSameName(parameter.name, name));
}

function storedNow(change: Change, view: ParametersView, t: TFunction): string {
  if (isRangeChange(change)) {
    const reading = view.ranges?.[change.range];
    return reading?.known ? storedText(reading.range, null, t) : t('range.unknown');
  }
  const state = stateOf(change.name, view);
  return state ? storedText(state.stored, null, t) : t('done.asWanted');
}

/** Windows tells the ranges it uses, and keeps no other ones; the time in TIME_WAIT it does not tell. */
function effectiveText(change: Change, view: ParametersView, formats: Formats, t: TFunction): string {
  if (isRangeChange(change)) return storedNow(change, view, t);
  return stateOf(change.name, view)?.parameter.unit === 'port' ? rangeText(view.effective, formats, t) : t('done.cannotBeMeasured');
}
