// Who uses the ports, beside the chart: bars in proportion to the limit, growth a minute; a row filters the chart.
import { Button, makeStyles, Tab, TabList, tokens } from '@fluentui/react-components';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../ui/card';
import { UsedByTable, type UsedByTableProps } from './used-by-table';
import { tabsOf, usedByRows, type UsedByTab } from './used-by-rows';
import type { Transport } from '../../electron/contract/usage/port-attempt';
import type { UsageDetails } from '../../electron/contract/usage/usage';

const shownRows = 12;

const useStyles = makeStyles({
  card: { gap: tokens.spacingVerticalXS },
  rows: {
    flex: 1,
    minHeight: 0,
    overflowY: 'auto',
    scrollbarWidth: 'thin',
    marginInline: `calc(-1 * ${tokens.spacingHorizontalS})`,
  },
  tabs: { marginInlineStart: `calc(-1 * ${tokens.spacingHorizontalS})`, flexWrap: 'wrap' },
  note: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

export interface UsedByProps extends Omit<UsedByTableProps, 'rows'> {
  readonly details: UsageDetails;
  readonly transport: Transport;
  readonly onTab: (tab: UsedByTab) => void;
  readonly className?: string;
}

export function UsedBy(props: UsedByProps) {
  const { details, transport, usable, diagnosis, tab: requested, onTab, className } = props;
  const { t } = useTranslation();
  const styles = useStyles();
  const [isComplete, setIsComplete] = useState(false);
  const tabs: readonly UsedByTab[] = tabsOf[transport];
  const tab = tabs.includes(requested) ? requested : 'processes';
  const owners = useMemo(() => (diagnosis?.evidence.owners.known ? diagnosis.evidence.owners.value : []), [diagnosis]);
  const rows = usedByRows(tab, { details, transport, usable, owners });
  const isUnknown = tab === 'processes' && transport === 'udp' && details.udpProcesses === null;
  return (
    <Card title={t('live.usedBy.title')} className={className}>
      <TabList
        size="small"
        className={styles.tabs}
        aria-label={t('live.usedBy.tabs')}
        selectedValue={tab}
        onTabSelect={(_, { value }) => onTab(tabs.find((each) => each === value) ?? 'processes')}
      >
        {tabs.map((each) => (
          <Tab key={each} value={each}>
            {t(`live.usedBy.tab.${each}`)}
          </Tab>
        ))}
      </TabList>
      <div className={styles.rows}>
        {rows.length === 0 ? (
          <span className={styles.note}>{t(isUnknown ? 'live.usedBy.udpUnknown' : 'live.usedBy.nobody')}</span>
        ) : (
          <UsedByTable {...props} tab={tab} rows={isComplete ? rows : rows.slice(0, shownRows)} />
        )}
        {rows.length > shownRows && !isComplete && (
          <Button size="small" appearance="subtle" onClick={() => setIsComplete(true)}>
            {t('live.usedBy.more', { count: rows.length - shownRows })}
          </Button>
        )}
      </div>
      <span className={styles.note}>{t('live.usedBy.hint')}</span>
    </Card>
  );
}
