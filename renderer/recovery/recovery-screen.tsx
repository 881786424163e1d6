// Shown before anything else: a change that a crash cut off, the state of each value, and the two ways to settle it.
import { Button, makeStyles, Spinner, Text, tokens } from '@fluentui/react-components';
import { ArrowUndoRegular } from '@fluentui/react-icons/svg/arrow-undo';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../ipc/api';
import { SlowNotice } from '../change/slow-notice';
import { BackupFacts } from '../change/backup-facts';
import { DataTable } from '../ui/data-table';
import { PageMessages } from '../ui/page-messages';
import { ErrorPanel } from '../ui/error-panel';
import { HistoryFaults } from '../history/history-faults';
import { useChangeLabel, useMachine } from '../machine/machine-context';
import { Notice } from '../ui/notice';
import { useRightsShield } from '../machine/rights-shield';
import { Section } from '../ui/section';
import { nameText, valueText } from '../text/stored-text';
import { useReading } from '../ui/use-reading';
import type { AppError } from '../../electron/contract/errors/errors';
import type { ChangeOutcome, RecoveryInfo } from '../../electron/contract/history/outcome';

const useStyles = makeStyles({
  main: { flex: 1, minHeight: 0, overflowY: 'auto' },
  page: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
    maxWidth: '860px',
    margin: '0 auto',
    padding: tokens.spacingHorizontalXXL,
    boxSizing: 'border-box',
  },
  title: { margin: 0, fontSize: tokens.fontSizeBase600, lineHeight: tokens.lineHeightBase600, outline: 'none' },
  choices: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXXL },
  choice: { display: 'flex', flexDirection: 'column', alignItems: 'flex-start', gap: tokens.spacingVerticalXS },
});

export interface RecoveryScreenProps {
  readonly recovery: RecoveryInfo;
  readonly onSettled: (outcome: ChangeOutcome) => void;
  readonly onReadAgain: () => void;
}

type SettleAction = 'restore' | 'keep';

export function RecoveryScreen({ recovery, onSettled, onReadAgain }: RecoveryScreenProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { formats, generation } = useMachine();
  const [history] = useReading('history.check', generation);
  const mayBeFinished = history.status === 'ready' && history.value.undo.kind === 'unknown';
  const [running, setRunning] = useState<SettleAction | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const shield = useRightsShield();
  const restoreLabel = useChangeLabel(t('recovery.restore'));
  const restoreIcon = useRightsShield(<ArrowUndoRegular />);
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => heading.current?.focus(), []);

  const settle = async (action: SettleAction) => {
    if (running) return;
    setRunning(action);
    const result = await call('recovery.settle', { id: recovery.record.id, action });
    setRunning(null);
    setError(result.ok ? null : result.error);
    if (result.ok) onSettled(result.value);
  };

  const when = formats.dateTime(recovery.record.startedAt);
  if (recovery.isAtWork === true) {
    return (
      <main className={styles.main}>
        <div className={styles.page}>
          <h1 ref={heading} tabIndex={-1} className={styles.title}>
            {t('recovery.atWorkTitle')}
          </h1>
          <PageMessages />
          <Text>{t('recovery.atWork', { when })}</Text>
          <div>
            <Button appearance="primary" onClick={onReadAgain}>
              {t('recovery.checkAgain')}
            </Button>
          </div>
        </div>
      </main>
    );
  }
  return (
    <main className={styles.main}>
      <div className={styles.page}>
        <h1 ref={heading} tabIndex={-1} className={styles.title}>
          {t('recovery.title')}
        </h1>
        <PageMessages />
        {history.status === 'ready' && <HistoryFaults faults={history.value.faults} />}
        <Text>
          {t(
            mayBeFinished
              ? 'recovery.mayBeFinished'
              : recovery.isAtWork === null
                ? 'recovery.maybeAtWork'
                : 'recovery.lead',
            { when },
          )}
        </Text>
        <RecoveryTable recovery={recovery} />
        {error?.code === 'NOT_CONFIRMED' && (
          <Notice intent="info" title={t('apply.notConfirmedTitle')}>
            {t('apply.notConfirmed')}
          </Notice>
        )}
        {error && error.code !== 'NOT_CONFIRMED' && (
          <ErrorPanel error={error} isAnswer action={{ label: t('apply.readAgain'), run: onReadAgain }} />
        )}
        <SlowNotice isRunning={running !== null} />
        <div className={styles.choices}>
          <div className={styles.choice}>
            <Button
              appearance="primary"
              icon={running === 'restore' ? <Spinner size="tiny" /> : restoreIcon}
              disabledFocusable={running !== null}
              onClick={() => void settle('restore')}
            >
              {restoreLabel}
            </Button>
            <Text size={200}>{t('recovery.restoreHint')}</Text>
          </div>
          <div className={styles.choice}>
            <Button icon={shield} disabledFocusable={running !== null} onClick={() => void settle('keep')}>
              {t('recovery.keep')}
            </Button>
            <Text size={200}>{t('recovery.keepHint')}</Text>
          </div>
        </div>
        <Section title={t('recovery.backup')}>
          <BackupFacts backup={recovery.record.backup} />
        </Section>
      </div>
    </main>
  );
}

function RecoveryTable({ recovery }: Pick<RecoveryScreenProps, 'recovery'>) {
  const { t } = useTranslation();
  const { formats } = useMachine();
  return (
    <DataTable
      label={t('recovery.tableLabel')}
      columns={[t('recovery.value'), t('recovery.before'), t('recovery.wanted'), t('recovery.now')]}
      rows={recovery.values.map(({ change, now, stands }) => [
        nameText(change.name, t),
        valueText(change.name, change.before, formats, t),
        valueText(change.name, change.after, formats, t),
        t('recovery.nowWithStands', {
          value: valueText(change.name, now, formats, t),
          stands: t(`recovery.stands.${stands}`),
        }),
      ])}
    />
  );
}
