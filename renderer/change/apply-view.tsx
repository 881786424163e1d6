// A plan before and while it is applied: what will be written, each stage as it happens, and a failure in words.
import { Button, Checkbox, Spinner, Text } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { Card } from '../ui/card';
import { choiceLabel } from '../ui/choice-label';
import { ChangesTable } from './changes-table';
import { EffectNote } from './effect-note';
import { ErrorPanel } from '../ui/error-panel';
import { useChangeLabel, useChangeWay, useNeedsRights } from '../machine/machine-context';
import { useRightsShield } from '../machine/rights-shield';
import { Notice } from '../ui/notice';
import { SideEffectList } from './side-effect-list';
import { SlowNotice } from './slow-notice';
import { StageProgress } from './stage-progress-view';
import { stageRows } from './stage-progress';
import { leadsToRecovery, needsNewChoice, type Applying } from './use-apply';
import type { SeriousWarnings } from './use-serious-warnings';
import type { PlanPreview } from '../../electron/contract/change/plan';

export interface ApplyViewProps {
  readonly preview: PlanPreview;
  readonly applying: Applying;
  readonly warnings: SeriousWarnings;
}

export function ApplyView({ preview: { changes, sideEffects }, applying, warnings }: ApplyViewProps) {
  const { t } = useTranslation();
  const { end, reports } = applying;
  const needsRights = useNeedsRights();
  const way = useChangeWay();
  return (
    <>
      {(end === null || end === 'canceled') && (
        <Text>
          {t('apply.lead')} {way === 'ask' && t('apply.leadRights')}
        </Text>
      )}
      <SlowNotice isRunning={end === 'running'} />
      {(end === 'running' || end === 'failed') && (
        <Card title={t('apply.stagesTitle')}>
          <StageProgress rows={stageRows(changes, reports, end, needsRights)} isFailed={end === 'failed'} />
        </Card>
      )}
      <Card title={t('value.previewTitle')}>
        <ChangesTable
          label={t('apply.tableLabel')}
          before={t('value.before')}
          after={t('value.after')}
          changes={changes}
        />
        <EffectNote changes={changes} />
        <SideEffectList effects={sideEffects} />
        {warnings.areThere && (
          <Checkbox
            label={choiceLabel(t('apply.isRead'))}
            checked={warnings.areRead}
            onChange={(_, { checked }) => warnings.setRead(checked === true)}
          />
        )}
      </Card>
    </>
  );
}

export interface ApplyAnswerProps {
  readonly applying: Applying;
  readonly onTryAgain: () => void;
}

/** What came of the last attempt, beside the button that made it; null for nothing to say. */
export function ApplyAnswer({ applying: { end, error }, onTryAgain }: ApplyAnswerProps) {
  const { t } = useTranslation();
  if (error !== null)
    return (
      <ErrorPanel
        error={error}
        isAnswer
        action={{
          label: t(needsNewChoice(error) || leadsToRecovery(error) ? 'apply.readAgain' : 'actions.tryAgain'),
          run: onTryAgain,
        }}
      />
    );
  if (end !== 'canceled') return null;
  return (
    <Notice intent="info" title={t('apply.notConfirmedTitle')}>
      {t('apply.notConfirmed')}
    </Notice>
  );
}

export interface ApplyButtonProps {
  readonly applying: Applying;
  readonly isBusy: boolean;
  /** What is serious was not read yet. */
  readonly isUnread: boolean;
}

/** The button that writes: never focused automatically, and the main process asks for confirmation before the first write. */
export function ApplyButton({ applying, isBusy, isUnread }: ApplyButtonProps) {
  const { t } = useTranslation();
  const shield = useRightsShield();
  const label = useChangeLabel(t('apply.button'));
  return (
    <Button
      appearance="primary"
      icon={isBusy ? <Spinner size="tiny" /> : shield}
      disabledFocusable={isBusy || isUnread || applying.error !== null}
      onClick={() => void applying.apply()}
    >
      {isBusy ? t('apply.running') : label}
    </Button>
  );
}
