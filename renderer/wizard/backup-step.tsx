// Step 2: the article's warning, its steps 1 and 2 (the key and what it stores), and the backup without which the wizard does
// not continue.
import { Button, Spinner } from '@fluentui/react-components';
import { useState, type Dispatch } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../ipc/api';
import { BackupFacts } from '../change/backup-facts';
import { LiveFindings } from '../findings/live-findings';
import { useMachine } from '../machine/machine-context';
import { Card } from '../ui/card';
import { ErrorPanel } from '../ui/error-panel';
import { Notice } from '../ui/notice';
import { ReadingView } from '../ui/reading-view';
import { useReading } from '../ui/use-reading';
import { KeyContents } from './key-contents';
import { StepFrame } from './step-frame';
import type { WizardAction } from './wizard-state';
import type { AppError } from '../../electron/contract/errors/errors';
import type { BackupInfo } from '../../electron/contract/backup/backup-info';
import { isAtLeast } from '../../electron/contract/registry/parameters';

export interface BackupStepProps {
  readonly backup: BackupInfo | null;
  readonly dispatch: Dispatch<WizardAction>;
}

export function BackupStep({ backup, dispatch }: BackupStepProps) {
  const { t } = useTranslation();
  const { generation, machine } = useMachine();
  const [view, readView] = useReading('parameters.read', generation);
  const [isRunning, setIsRunning] = useState(false);
  const [error, setError] = useState<AppError | null>(null);

  const backUp = async (isLast: boolean) => {
    if (isRunning) return;
    setIsRunning(true);
    const result = await call('backup.create', {});
    setIsRunning(false);
    setError(result.ok ? null : result.error);
    if (!result.ok) return;
    dispatch({ type: 'backed-up', backup: result.value });
    if (isLast) dispatch({ type: 'next' });
  };

  return (
    <StepFrame
      step="backup"
      title={t('backup.title')}
      onBack={() => dispatch({ type: 'back' })}
      hint={t(backup === null ? 'backup.needed' : 'backup.what')}
      next={
        backup === null
          ? {
              run: () => void backUp(true),
              reason: null,
              isRunning,
              label: t(isRunning ? 'backup.taking' : 'backup.takeAndContinue'),
            }
          : { run: () => dispatch({ type: 'next' }), reason: null }
      }
    >
      <Notice intent="warning" title={t('backup.warningTitle')}>
        {t('backup.warning')} {!isAtLeast(machine.version, 5, 0) && t('backup.emergencyDisk')}
      </Notice>
      {error && (
        <ErrorPanel
          error={error}
          isAnswer
          action={{ label: t('actions.tryAgain'), run: () => void backUp(backup === null), isRunning }}
        />
      )}
      {backup && !error && (
        <Card
          title={t('backup.doneTitle')}
          actions={
            <Button
              disabledFocusable={isRunning}
              icon={isRunning ? <Spinner size="tiny" /> : undefined}
              onClick={() => void backUp(false)}
            >
              {t(isRunning ? 'backup.taking' : 'backup.takeAgain')}
            </Button>
          }
        >
          <BackupFacts backup={backup} />
        </Card>
      )}
      <LiveFindings />
      <ReadingView reading={view} label={t('locate.reading')} readAgain={readView}>
        {(value) => <KeyContents view={value} />}
      </ReadingView>
    </StepFrame>
  );
}
