// The span that the chart shows, as a table: the newest first, of each part the fullest moment.
import { makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../ipc/api';
import { DataTable } from '../ui/data-table';
import { useMachine } from '../machine/machine-context';
import { useReasonText } from './gap-text';
import { chartData, momentAt } from './chart-data';
import type { ChartWindow } from './chart-window';
import { questionFor } from './use-live-chart-data';
import { tcpStates } from '../../electron/contract/usage/sample';
import type { UsageHistoryView, UsageSubject } from '../../electron/contract/usage/usage';

const tableRows = 120;
const refreshMs = 5000;

const useStyles = makeStyles({
  frame: { maxHeight: '320px', overflow: 'auto', fontVariantNumeric: 'tabular-nums' },
  note: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

export interface UsageHistoryTableProps {
  readonly view: ChartWindow;
  readonly subject: UsageSubject | null;
  readonly generation: string;
}

export function UsageHistoryTable({ view, subject, generation }: UsageHistoryTableProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { formats } = useMachine();
  const reasonText = useReasonText();
  const [history, setHistory] = useState<UsageHistoryView | null>(null);

  useEffect(() => {
    let isCurrent = true;
    const read = () =>
      void call('usage.history', { ...questionFor(view, subject, Date.now()), rows: tableRows }).then((answer) => {
        if (isCurrent && answer.ok) setHistory(answer.value);
      });
    read();
    // Slowly: a table that changes every second cannot be read.
    const timer = view.end === null ? setInterval(read, refreshMs) : undefined;
    return () => {
      isCurrent = false;
      clearInterval(timer);
    };
  }, [view, subject, generation]);

  if (history === null) return null;
  const data = chartData(history);
  const rows = data.times.map((at, row): [string, ...string[]] => {
    const moment = momentAt(data, row);
    const when = formats.time(at);
    if (!moment?.byState)
      return [
        when,
        `${t('live.chart.notMeasured')}: ${reasonText(moment?.reason ?? 'no-sample')}`,
        ...tcpStates.map(() => ''),
      ];
    return [
      when,
      formats.count(moment.total ?? 0),
      ...moment.byState.map((ports) => (ports === null ? t('usage.unknown') : formats.count(ports))),
    ];
  });
  return (
    <>
      {history.stepMs > 1500 && (
        <span className={styles.note}>{t('live.chart.stepNote', { seconds: Math.round(history.stepMs / 1000) })}</span>
      )}
      <div className={styles.frame} role="group" aria-label={t('live.chart.tableLabel')} tabIndex={0}>
        <DataTable
          label={t('live.chart.tableLabel')}
          columns={[t('live.chart.time'), t('live.chart.total'), ...tcpStates]}
          rows={rows.reverse()}
        />
      </div>
    </>
  );
}
