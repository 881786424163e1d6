// An entry of the history: what was changed, by whom, with which backup; its ticket, and undo where it is possible.
import { Button, makeStyles, Spinner, Text, tokens } from '@fluentui/react-components';
import { ArrowUndoRegular } from '@fluentui/react-icons/svg/arrow-undo';
import { ClipboardTextLtrRegular } from '@fluentui/react-icons/svg/clipboard-text-ltr';
import { FolderOpenRegular } from '@fluentui/react-icons/svg/folder-open';
import { useState, type ReactNode, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { ChangesTable } from '../change/changes-table';
import { useMachine, useNeedsRights } from '../machine/machine-context';
import { useRightsShield } from '../machine/rights-shield';
import { call } from '../ipc/api';
import { momentText } from '../text/day-text';
import { nameOfFile } from '../text/name-of-file';
import { visibleText } from '../text/readable-value';
import { nameText } from '../text/stored-text';
import { ErrorPanel } from '../ui/error-panel';
import { Facts, type Fact } from '../ui/facts';
import { Detail } from '../ui/list-detail';
import { reasonText } from './entry-text';
import type { HistoryRow } from './history-rows';
import { useOpenBackup } from './open-backup';
import { StateLabel } from './state-label';
import type { AppError } from '../../electron/contract/errors/errors';
import { otherConfirmer } from '../../electron/contract/history/actor';
import type { HistoryEvent } from '../../electron/contract/history/history-event';

const useStyles = makeStyles({
  footer: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  hint: { flex: '1 1 160px', color: tokens.colorNeutralForeground3 },
});

export interface HistoryDetailProps {
  readonly row: HistoryRow;
  /** Failure of an undo, or that it was canceled. */
  readonly panel: ReactNode;
  readonly isUndoing: boolean;
  readonly headingRef: Ref<HTMLHeadingElement>;
  readonly onUndo: (changeId: string) => void;
  readonly onTicket: (changeId: string) => void;
}

export function HistoryDetail({ row, panel, isUndoing, headingRef, onUndo, onTicket }: HistoryDetailProps) {
  const { t } = useTranslation();
  const { formats } = useMachine();
  const { entry, state, undoneBy } = row;
  const { event, hasTicket } = entry;
  const { at, kind, changes, changeId, ticketNumber } = event;
  const [now] = useState(Date.now);
  const when = momentText(at, now, formats, t);
  const facts: (Fact | null)[] = [
    { name: t('history.who'), value: whoText(event) },
    ticketNumber === undefined ? null : { name: t('history.ticketNumber'), value: visibleText(ticketNumber) },
    event.backup && { name: t('history.backup'), value: <BackupLink event={event} /> },
    undoneBy && {
      name: t('history.undoneAt'),
      value: t('history.undoneBy', {
        when: momentText(undoneBy.event.at, now, formats, t),
        user: visibleText(undoneBy.event.userName),
      }),
    },
  ];
  return (
    <Detail
      title={t('history.detailTitle', { kind: t(`history.kinds.${kind}`), when })}
      headingRef={headingRef}
      facts={[<StateLabel key="state" state={state} reason={reasonText(row, t)} />]}
      actions={
        hasTicket &&
        changeId !== null && (
          <Button
            icon={<ClipboardTextLtrRegular />}
            aria-label={t('ticket.openName', { when: formats.dateTime(at) })}
            onClick={() => onTicket(changeId)}
          >
            {t('ticket.open')}
          </Button>
        )
      }
      footer={canUndo(row) && <Undo row={row} isUndoing={isUndoing} onUndo={onUndo} />}
    >
      {panel}
      {changes.length > 0 && (
        <ChangesTable
          label={t('history.changesLabel')}
          before={t('history.before')}
          after={t('history.after')}
          changes={changes}
        />
      )}
      <Facts facts={facts.filter((fact) => fact !== null)} />
    </Detail>
  );

  function whoText({ userName, computerName }: HistoryEvent): string {
    const confirmer = otherConfirmer(event);
    const words = { user: visibleText(userName), computer: visibleText(computerName) };
    return confirmer === null
      ? t('history.userAt', words)
      : t('history.confirmedBy', { ...words, confirmer: visibleText(confirmer) });
  }
}

function BackupLink({ event: { backup, kind } }: Pick<HistoryRow['entry'], 'event'>) {
  const { t } = useTranslation();
  const openBackup = useOpenBackup();
  const [error, setError] = useState<AppError | null>(null);
  if (backup === null) return null;
  const reveal = async () => {
    const result = await call('backup.reveal', { id: backup.id });
    setError(result.ok ? null : result.error);
  };
  return (
    <>
      <span>{visibleText(nameOfFile(backup.file))}</span>
      {kind !== 'backup-deleted' && openBackup && (
        <>
          <Button size="small" onClick={() => openBackup(backup.id)}>
            {t('history.openBackup')}
          </Button>
          <Button size="small" icon={<FolderOpenRegular />} onClick={() => void reveal()}>
            {t('actions.showInFolder')}
          </Button>
        </>
      )}
      {error && <ErrorPanel error={error} />}
    </>
  );
}

/** Whether there is something to say about an undo. */
function canUndo({ entry, state }: HistoryRow): boolean {
  return entry.event.changeId !== null && (state === 'active' || state === 'waiting' || state === 'changed-since');
}

function Undo({ row: { entry, state }, isUndoing, onUndo }: Pick<HistoryDetailProps, 'row' | 'isUndoing' | 'onUndo'>) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { formats } = useMachine();
  const needsRights = useNeedsRights();
  const shield = useRightsShield(<ArrowUndoRegular />);
  const { event, inTheWay } = entry;
  const { changeId } = event;
  if (state === 'changed-since') {
    const names = inTheWay.map((name) => nameText(name, t)).join(', ');
    return <Text size={200}>{t('history.changedSince', { names })}</Text>;
  }
  const name = t('history.undoName', { when: formats.dateTime(event.at) });
  return (
    <div className={styles.footer}>
      <Text size={200} className={styles.hint}>
        {t('history.undoHint')}
      </Text>
      <Button
        icon={isUndoing ? <Spinner size="tiny" /> : shield}
        disabledFocusable={isUndoing}
        aria-label={needsRights ? t('rights.named', { name }) : name}
        onClick={() => changeId !== null && onUndo(changeId)}
      >
        {t(isUndoing ? 'history.undoing' : 'history.undo')}
      </Button>
    </div>
  );
}
