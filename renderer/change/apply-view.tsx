// A plan before and while it is applied: what will be written, each stage as it happens, and a failure in words.
import { Button, Spinner, Text } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { ChangesTable } from './changes-table';
import { ErrorPanel } from '../ui/error-panel';
import { useChangeLabel, useChangeWay, useNeedsRights } from '../machine/machine-context';
import { useRightsShield } from '../machine/rights-shield';
import { Notice } from '../ui/notice';
import { Section } from '../ui/section';
import { SlowNotice } from './slow-notice';
import { StageList } from './stage-list';
import { stageRows } from './stage-progress';
import { leadsToRecovery, needsNewChoice, type Applying } from './use-apply';
import type { ReactNode } from 'react';
import type { Change } from '../../electron/contract/change/change';

export interface ApplyViewProps {
  readonly changes: readonly Change[];
  readonly applying: Applying;
  readonly onTryAgain: () => void;
  /** Shown between the values and the stages. */
  readonly children?: ReactNode;
}

export function ApplyView({ changes, applying, onTryAgain, children }: ApplyViewProps) {
  const { t } = useTranslation();
  const { end, error, reports } = applying;
  const needsRights = useNeedsRights();
  const way = useChangeWay();
  return (
    <>
      {(end === null || end === 'canceled') && (
        <Text>
          {t('apply.lead')} {way === 'ask' && t('apply.leadRights')}
        </Text>
      )}
      {end === 'canceled' && error === null && (
        <Notice intent="info" title={t('apply.notConfirmedTitle')}>
          {t('apply.notConfirmed')}
        </Notice>
      )}
      {error && (
        <ErrorPanel
          error={error}
          isAnswer
          action={{
            label: t(needsNewChoice(error) || leadsToRecovery(error) ? 'apply.readAgain' : 'actions.tryAgain'),
            run: onTryAgain,
          }}
        />
      )}
      <ChangesTable
        label={t('apply.tableLabel')}
        before={t('value.before')}
        after={t('value.after')}
        changes={changes}
      />
      {children}
      <SlowNotice isRunning={end === 'running'} />
      <Section title={t('apply.stagesTitle')}>
        <StageList rows={stageRows(changes, reports, end, needsRights)} />
      </Section>
    </>
  );
}

export interface ApplyButtonProps {
  readonly applying: Applying;
  readonly isBusy: boolean;
}

/** The button that writes: never focused automatically, and the main process asks for confirmation before the first write. */
export function ApplyButton({ applying, isBusy }: ApplyButtonProps) {
  const { t } = useTranslation();
  const shield = useRightsShield();
  const label = useChangeLabel(t('apply.button'));
  return (
    <Button
      appearance="primary"
      icon={isBusy ? <Spinner size="tiny" /> : shield}
      disabledFocusable={isBusy || applying.error !== null}
      onClick={() => void applying.apply()}
    >
      {isBusy ? t('apply.running') : label}
    </Button>
  );
}
