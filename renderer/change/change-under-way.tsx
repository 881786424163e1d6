// After a reload of the page: a change that is still running, stage by stage, and its outcome if it failed.
import { Text } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { on } from '../ipc/api';
import { ErrorPanel } from '../ui/error-panel';
import { Page } from '../ui/page';
import { SlowNotice } from './slow-notice';
import { StageList } from './stage-list';
import { seenStages } from './stage-progress';
import { useStages } from './use-stages';
import type { AppError } from '../../electron/contract/errors/errors';
import type { PageState } from '../../electron/contract/ipc/page';

export interface ChangeUnderWayProps {
  readonly running: NonNullable<PageState['running']>;
  /** Reads the state of the change again. */
  readonly onReadAgain: () => void;
}

export function ChangeUnderWay({ running, onReadAgain }: ChangeUnderWayProps) {
  const { t } = useTranslation();
  const [reports] = useStages();
  // Reads once more what happened before this screen subscribed.
  const readAgain = useRef(onReadAgain);
  useEffect(() => {
    const end = on('change.ended', () => readAgain.current());
    readAgain.current();
    return end;
  }, []);
  return (
    <Page title={t('page.underWay.title')}>
      <Text>{t('page.underWay.lead')}</Text>
      <SlowNotice isRunning />
      <StageList rows={seenStages([...running.stages, ...reports])} />
    </Page>
  );
}

export interface ChangeFailedApartProps {
  readonly error: AppError;
  readonly onGoOn: () => void;
}

/** A change that the page requested before its reload failed. */
export function ChangeFailedApart({ error, onGoOn }: ChangeFailedApartProps) {
  const { t } = useTranslation();
  return (
    <Page title={t('page.failed.title')}>
      <ErrorPanel error={error} isAnswer action={{ label: t('page.failed.goOn'), run: onGoOn }} />
    </Page>
  );
}
