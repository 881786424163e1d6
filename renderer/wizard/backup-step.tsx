// Step 2: the article's warning, and the backup without which the wizard does not continue.
import { Button, makeStyles, Spinner } from '@fluentui/react-components';
import { useState, type Dispatch } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../ipc/api';
import { BackupFacts } from '../change/backup-facts';
import { ErrorPanel } from '../ui/error-panel';
import { Notice } from '../ui/notice';
import { StepFrame } from './step-frame';
import type { WizardAction } from './wizard-state';
import type { AppError } from '../../electron/contract/errors/errors';
import type { BackupInfo } from '../../electron/contract/backup/backup-info';

const useStyles = makeStyles({ paragraph: { margin: 0 } });

export interface BackupStepProps {
  readonly backup: BackupInfo | null;
  readonly dispatch: Dispatch<WizardAction>;
}

export function BackupStep({ backup, dispatch }: BackupStepProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [isTaking, setIsTaking] = useState(false);
  const [error, setError] = useState<AppError | null>(null);

  const take = async () => {
    if (isTaking) return;
    setIsTaking(true);
    const result = await call('backup.create', {});
    setIsTaking(false);
    setError(result.ok ? null : result.error);
    if (result.ok) dispatch({ type: 'backed-up', backup: result.value });
  };

  return (
    <StepFrame
      step="backup"
      title={t('backup.title')}
      onBack={() => dispatch({ type: 'back' })}
      next={{ run: () => dispatch({ type: 'next' }), reason: backup === null ? t('backup.needed') : null }}
    >
      <Notice intent="warning" title={t('backup.warningTitle')}>
        {t('backup.warning')}
      </Notice>
      <p className={styles.paragraph}>{t('backup.what')}</p>
      <div>
        <Button
          appearance={backup === null ? 'primary' : 'secondary'}
          disabledFocusable={isTaking}
          icon={isTaking ? <Spinner size="tiny" /> : undefined}
          onClick={() => void take()}
        >
          {t(isTaking ? 'backup.taking' : backup === null ? 'backup.take' : 'backup.takeAgain')}
        </Button>
      </div>
      {error && (
        <ErrorPanel
          error={error}
          action={{ label: t('actions.tryAgain'), run: () => void take(), isRunning: isTaking }}
        />
      )}
      {backup && !error && (
        <>
          <Notice intent="success" title={t('backup.doneTitle')}>
            {t('backup.done')}
          </Notice>
          <BackupFacts backup={backup} />
          <p className={styles.paragraph}>{t('backup.restoreHint')}</p>
        </>
      )}
    </StepFrame>
  );
}
