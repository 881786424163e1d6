// The entries of the history with the detail of the selected one.
import { makeStyles, Tab, TabList, Text, tokens } from '@fluentui/react-components';
import { HistoryRegular } from '@fluentui/react-icons/svg/history';
import { useDeferredValue, useMemo, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMachine } from '../machine/machine-context';
import { dayOf, dayText, momentText } from '../text/day-text';
import { visibleText } from '../text/readable-value';
import { EntryList, EntryText } from '../ui/entry-list';
import { ListDetail, NoDetail } from '../ui/list-detail';
import { inOrder, ListHead } from '../ui/list-head';
import { entryTitle, reasonText } from './entry-text';
import { HistoryDetail } from './history-detail';
import { foundHistory, historyFilters, historyRows, type HistoryFilter, type HistoryRow } from './history-rows';
import { StateLabel } from './state-label';
import type { HistoryEntry } from '../../electron/contract/history/history-view';

const useStyles = makeStyles({
  empty: {
    flex: 1,
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'center',
    gap: tokens.spacingVerticalS,
    padding: tokens.spacingHorizontalXXL,
  },
  icon: { fontSize: '48px', color: tokens.colorNeutralForeground3 },
  tabs: { flexShrink: 0, flexWrap: 'wrap', padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalXS} 0` },
  badge: { fontSize: tokens.fontSizeBase200 },
});

export interface HistoryListProps {
  readonly entries: readonly HistoryEntry[];
  /** Older entries are still being read. */
  readonly isPartial: boolean;
  readonly search: string;
  /** About the change with the id `panelId`. */
  readonly panel: ReactNode;
  readonly panelId: string | null;
  /** The change that is being undone. */
  readonly undoingId: string | null;
  readonly onUndo: (changeId: string) => void;
  readonly onTicket: (changeId: string) => void;
}

export function HistoryList({
  entries,
  isPartial,
  search,
  panel,
  panelId,
  undoingId,
  onUndo,
  onTicket,
}: HistoryListProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { formats } = useMachine();
  const heading = useRef<HTMLHeadingElement>(null);
  const [filter, setFilter] = useState<HistoryFilter>('changes');
  const [selectedKey, setSelectedKey] = useState<string | null>(null);
  const [now] = useState(Date.now);

  const rows = useMemo(() => historyRows(entries, filter), [entries, filter]);
  const [isOldestFirst, setIsOldestFirst] = useState(false);
  const found = useMemo(() => inOrder(foundHistory(rows, search), isOldestFirst), [rows, search, isOldestFirst]);
  const selected = found.find(({ key }) => key === selectedKey) ?? found[0] ?? null;
  // The list is drawn first, and the detail when there is time.
  const shown = useDeferredValue(selected, null);

  if (entries.length === 0) {
    return (
      <div className={styles.empty}>
        <HistoryRegular className={styles.icon} aria-hidden />
        <Text size={400} weight="semibold">
          {t('history.emptyTitle')}
        </Text>
        <Text>{t('history.empty')}</Text>
      </div>
    );
  }

  const nameOf = (row: HistoryRow) => {
    const { event } = row.entry;
    const state = t(`history.states.${row.state}`);
    const reason = reasonText(row, t);
    return t('history.rowName', {
      when: momentText(event.at, now, formats, t),
      kind: t(`history.kinds.${event.kind}`),
      title: [entryTitle(event, formats, t), visibleText(event.ticketNumber ?? '')].filter(Boolean).join(', '),
      state: reason === null ? state : t('history.stateWithReason', { state, reason }),
    });
  };

  return (
    <ListDetail
      list={
        <>
          <TabList
            className={styles.tabs}
            size="small"
            aria-label={t('history.filterLabel')}
            selectedValue={filter}
            onTabSelect={(_, { value }) => setFilter(historyFilters.find((one) => one === value) ?? 'all')}
          >
            {historyFilters.map((one) => (
              <Tab key={one} value={one}>
                {t(`history.filters.${one}`)}
              </Tab>
            ))}
          </TabList>
          <ListHead
            found={
              isPartial
                ? t('history.reading')
                : t('history.found', { count: found.length, formatted: formats.count(found.length) })
            }
            isOldestFirst={isOldestFirst}
            onOrder={setIsOldestFirst}
          />
          <EntryList
            label={t('history.listLabel')}
            entries={found}
            keyOf={keyOf}
            nameOf={nameOf}
            groupOf={groupOf}
            headingOf={(group) => dayText(group, now, formats, t)}
            selectedKey={selected?.key ?? null}
            onSelect={({ key }) => setSelectedKey(key)}
            onOpen={() => heading.current?.focus()}
          >
            {({ entry: { event }, state }) => (
              <EntryText
                title={entryTitle(event, formats, t)}
                end={
                  <span className={styles.badge}>
                    <StateLabel state={state} />
                  </span>
                }
                text={[
                  formats.clock(Date.parse(event.at)),
                  t(`history.kinds.${event.kind}`),
                  visibleText(event.ticketNumber ?? event.userName),
                ].join(' · ')}
              />
            )}
          </EntryList>
        </>
      }
      detail={
        selected === null || shown === null ? (
          <NoDetail>{selected === null && <Text>{t('history.none')}</Text>}</NoDetail>
        ) : (
          <HistoryDetail
            key={shown.key}
            row={shown}
            panel={panelId !== null && shown.entry.event.changeId === panelId && panel}
            isUndoing={undoingId !== null}
            headingRef={heading}
            onUndo={onUndo}
            onTicket={onTicket}
          />
        )
      }
    />
  );
}

function keyOf({ key }: HistoryRow): string {
  return key;
}

function groupOf({ entry }: HistoryRow): string {
  return dayOf(entry.event.at);
}
