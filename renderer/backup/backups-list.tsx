// The list of backups and opened files with the detail of the selected one, and what can be done with it.
import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { DatabaseRegular } from '@fluentui/react-icons/svg/database';
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../ipc/api';
import { useMachine } from '../machine/machine-context';
import { dayOf, dayText, momentText } from '../text/day-text';
import { nameOfFile } from '../text/name-of-file';
import { visibleText } from '../text/readable-value';
import { EntryList, EntryText } from '../ui/entry-list';
import { ErrorPanel } from '../ui/error-panel';
import { ListDetail, NoDetail } from '../ui/list-detail';
import { Notice } from '../ui/notice';
import { inOrder, ListHead } from '../ui/list-head';
import { BackupDetail, type BackupAction } from './backup-detail';
import { backupRows, foundRows } from './backup-rows';
import { keyOf, noteParts, whatText, type OpenedFile, type Source } from './backup-source';
import { IntegrityLabel } from './integrity-label';
import { ReadingPanel } from './reading-panel';
import type { Comparing } from './use-comparison';
import type { BackupsView } from '../../electron/contract/backup/backup-list';
import type { AppError } from '../../electron/contract/errors/errors';

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
  badge: { fontSize: tokens.fontSizeBase200 },
});

const opened = 'opened';

export interface BackupsListProps {
  readonly view: BackupsView;
  readonly files: readonly OpenedFile[];
  readonly search: string;
  readonly selectedKey: string | null;
  /** Not even the first one. */
  readonly isNoneSelected: boolean;
  readonly comparing: Comparing;
  readonly onSelect: (key: string | null) => void;
  readonly onCloseFile: (id: string) => void;
  readonly onOutdated: () => void;
}

/** What became of the last action, and on which entry. */
type Finished = { readonly key: string } & (
  | { readonly kind: 'exported'; readonly files: readonly string[] }
  | { readonly kind: 'failed'; readonly error: AppError }
);

export function BackupsList(props: BackupsListProps) {
  const { view, files, search, selectedKey, isNoneSelected, comparing, onSelect, onCloseFile, onOutdated } = props;
  const { t } = useTranslation();
  const styles = useStyles();
  const { formats } = useMachine();
  const heading = useRef<HTMLHeadingElement>(null);
  const [finished, setFinished] = useState<Finished | null>(null);
  const [isActing, setIsActing] = useState(false);
  const [now] = useState(Date.now);

  const rows = useMemo(() => backupRows(view.backups), [view]);
  const [isOldestFirst, setIsOldestFirst] = useState(false);
  const found = useMemo<readonly Source[]>(
    () => [...files, ...inOrder(foundRows(rows, search), isOldestFirst)],
    [files, rows, search, isOldestFirst],
  );
  const all = useMemo<readonly Source[]>(() => [...files, ...rows], [files, rows]);
  const selected = isNoneSelected
    ? null
    : (all.find((source) => keyOf(source) === selectedKey) ??
      rows.find(({ same }) => same.some(({ backup }) => backup.id === selectedKey)) ??
      all[0] ??
      null);

  // The detail follows the list as soon as there is time: keys that are held down move on.
  const shown = useDeferredValue(selected, null);
  const { compared, isReading, compare, compareSelected } = comparing;
  useEffect(() => {
    if (selected !== null && canCompare(selected)) compareSelected(selected);
  }, [selected, compareSelected]);

  if (all.length === 0) {
    return (
      <div className={styles.empty}>
        <DatabaseRegular className={styles.icon} aria-hidden />
        <Text size={400} weight="semibold">
          {t('backups.emptyTitle')}
        </Text>
        <Text>{t('backups.empty')}</Text>
      </div>
    );
  }

  const key = shown && keyOf(shown);
  const isShown = compared?.key === key;
  const comparison = isShown && compared.result.ok ? compared.result.value : null;
  const problem = isShown && !compared.result.ok ? compared.result.error : null;

  const compareAgain = () => {
    onOutdated();
    if (shown !== null && canCompare(shown)) compare(shown);
  };

  const act = async (action: BackupAction, source: Source) => {
    if (source.kind === 'file' || isActing) return;
    const { id } = source.listing.backup;
    setFinished(null);
    setIsActing(true);
    const result =
      action === 'export'
        ? await call('backup.export', { id })
        : await call(action === 'delete' ? 'backup.delete' : 'backup.reveal', { id });
    setIsActing(false);
    if (!result.ok) {
      if (result.error.code !== 'NOT_CONFIRMED') setFinished({ key: id, kind: 'failed', error: result.error });
    } else if (result.value !== null) setFinished({ key: id, kind: 'exported', files: result.value.files });
    else if (action === 'delete') {
      const at = all.findIndex((one) => keyOf(one) === id);
      const next = all[at + 1] ?? all[at - 1];
      onSelect(next ? keyOf(next) : null);
      onOutdated();
    }
  };

  const nameOf = (source: Source) => {
    if (source.kind === 'file') return `${visibleText(nameOfFile(source.path))}, ${t('backups.openedFile')}`;
    const { listing } = source;
    return t('backups.rowName', {
      when: momentText(listing.backup.createdAt, now, formats, t),
      what: [whatText(listing, t), ...noteParts(listing)].join(', '),
      integrity: t(`backups.integrity.${listing.integrity}`),
    });
  };

  return (
    <ListDetail
      list={
        <>
          <ListHead
            found={t('backups.found', {
              count: found.length - files.length,
              formatted: formats.count(found.length - files.length),
            })}
            isOldestFirst={isOldestFirst}
            onOrder={setIsOldestFirst}
          />
          <EntryList
            label={t('backups.listLabel')}
            entries={found}
            keyOf={keyOf}
            nameOf={nameOf}
            groupOf={groupOf}
            headingOf={(group) => (group === opened ? t('backups.opened') : dayText(group, now, formats, t))}
            selectedKey={selected && keyOf(selected)}
            onSelect={(source) => (source === selected ? compareAgain() : onSelect(keyOf(source)))}
            onOpen={() => heading.current?.focus()}
            onDelete={(source) => void act('delete', source)}
          >
            {(source) =>
              source.kind === 'file' ? (
                <EntryText title={visibleText(nameOfFile(source.path))} text={t('backups.openedFile')} />
              ) : (
                <EntryText
                  title={formats.clock(Date.parse(source.listing.backup.createdAt))}
                  badge={
                    <span className={styles.badge}>
                      <IntegrityLabel integrity={source.listing.integrity} />
                    </span>
                  }
                  text={[...noteParts(source.listing), whatText(source.listing, t)].join(' · ')}
                />
              )
            }
          </EntryList>
        </>
      }
      detail={
        found.length === 0 && search !== '' && files.length === 0 ? (
          <NoDetail>
            <Text>{t('backups.none')}</Text>
          </NoDetail>
        ) : selected === null || shown === null || key === null ? (
          <NoDetail>{selected === null && <Text>{t('backups.noneSelected')}</Text>}</NoDetail>
        ) : (
          <BackupDetail
            key={key}
            source={shown}
            comparison={comparison}
            at={compared?.at ?? now}
            panel={
              <>
                <ReadingPanel isReading={isReading && shown.kind === 'file'} />
                {problem?.code === 'NOT_CONFIRMED' && (
                  <div>
                    <Text>{t('comparison.canceled')}</Text>{' '}
                    <Button onClick={() => compare(shown)}>{t('comparison.compareAgain')}</Button>
                  </div>
                )}
                {problem !== null && problem.code !== 'NOT_CONFIRMED' && <ErrorPanel error={problem} />}
                {finished?.key === key && finished.kind === 'exported' && (
                  <Notice intent="success" title={t('backups.exportedTitle')}>
                    {t('backups.exported', { file: finished.files[0], undo: finished.files[1] })}
                  </Notice>
                )}
                {finished?.key === key && finished.kind === 'failed' && <ErrorPanel error={finished.error} />}
              </>
            }
            isBusy={isActing}
            headingRef={heading}
            onAction={(action) => void act(action, shown)}
            onCloseFile={() => onCloseFile(key)}
            onOutdated={compareAgain}
          />
        )
      }
    />
  );
}

function canCompare(source: Source): boolean {
  return source.kind === 'file' || source.listing.integrity !== 'missing';
}

function groupOf(source: Source): string {
  return source.kind === 'file' ? opened : dayOf(source.listing.backup.createdAt);
}
