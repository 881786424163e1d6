// Wanted, stored and in effect, side by side. Protects: "in effect" is what was measured, never what was written.
import { makeStyles, Table, TableBody, TableCell, TableHeader, TableHeaderCell, TableRow, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { TFunction } from 'i18next';
import { useMachine } from '../ui/machine-context';
import { rangeText } from '../ui/range-text';
import { storedText } from '../ui/stored-text';
import { isSameName } from '../../electron/contract/stored-value';
import type { Formats } from '../format';
import type { ChangeRecord, ParametersView, ValueChange } from '../../electron/contract/models';

const useStyles = makeStyles({
  cell: { verticalAlign: 'middle', padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalXS}`, overflowWrap: 'anywhere', height: 'auto' },
});

export interface OutcomeTableProps {
  readonly record: ChangeRecord;
  readonly view: ParametersView;
}

export function OutcomeTable({ record, view }: OutcomeTableProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { formats } = useMachine();
  return (
    <Table size="small" aria-label={t('done.compareLabel')}>
      <TableHeader>
        <TableRow>
          <TableHeaderCell>{t('value.valueName')}</TableHeaderCell>
          <TableHeaderCell>{t('done.wanted')}</TableHeaderCell>
          <TableHeaderCell>{t('done.storedNow')}</TableHeaderCell>
          <TableHeaderCell>{t('done.effective')}</TableHeaderCell>
        </TableRow>
      </TableHeader>
      <TableBody>
        {record.changes.map((change) => (
          <TableRow key={change.name}>
            <TableCell className={styles.cell}>{change.name}</TableCell>
            <TableCell className={styles.cell}>{storedText(change.after, defaultOf(change.name, view), t)}</TableCell>
            <TableCell className={styles.cell}>{storedNow(change, view, t)}</TableCell>
            <TableCell className={styles.cell}>{effectiveText(change, view, formats, t)}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function stateOf(name: string, view: ParametersView) {
  return view.parameters.find(({ parameter }) => isSameName(parameter.name, name));
}

function defaultOf(name: string, view: ParametersView): number | null {
  return stateOf(name, view)?.parameter.defaultValue ?? null;
}

function storedNow(change: ValueChange, view: ParametersView, t: TFunction): string {
  const state = stateOf(change.name, view);
  return state ? storedText(state.stored, state.parameter.defaultValue, t) : t('range.unknown');
}

/** Windows tells the range it uses; the time in TIME_WAIT it does not tell. */
function effectiveText(change: ValueChange, view: ParametersView, formats: Formats, t: TFunction): string {
  return stateOf(change.name, view)?.parameter.unit === 'port' ? rangeText(view.effective, formats, t) : t('done.cannotBeMeasured');
}
