// Step 4: the numbers to set, and at once what they would change. Nothing is written here.
import { Spinner, Text } from '@fluentui/react-components';
import { useCallback, useMemo, useRef, type Dispatch } from 'react';
import { useTranslation } from 'react-i18next';
import type { TFunction } from 'i18next';
import { ChangesTable } from '../ui/changes-table';
import { ErrorPanel } from '../ui/error-panel';
import { useMachine } from '../ui/machine-context';
import { Notice } from '../ui/notice';
import { ReadingView } from '../ui/reading-view';
import { Section } from '../ui/section';
import { useReading } from '../ui/use-reading';
import { wantedFrom, type Drafts } from './drafts';
import { PlanTextsView } from '../change/plan-texts';
import { StepFrame } from './step-frame';
import { usePlan, type PlanRequest } from './use-plan';
import { ValueChoice } from './value-choice';
import { isAtLeast } from '../../electron/contract/catalogue';
import type { WantedValue } from '../../electron/contract/models';
import type { PreparedPlan, WizardAction } from './wizard-state';

export interface ValueStepProps {
  readonly drafts: Drafts;
  readonly plan: PreparedPlan | null;
  readonly dispatch: Dispatch<WizardAction>;
}

export function ValueStep({ drafts, plan, dispatch }: ValueStepProps) {
  const { t } = useTranslation();
  const { generation, machine } = useMachine();
  const [view, readView] = useReading('parameters.read', generation);
  const states = view.status === 'ready' ? view.value.parameters : null;
  const wanted = useMemo(() => states && wantedFrom(drafts, states.map(({ parameter }) => parameter)), [drafts, states]);
  const takePlan = useCallback((made: PreparedPlan) => dispatch({ type: 'planned', plan: made }), [dispatch]);
  const request = usePlan(wanted, takePlan);
  const preview = useRef<HTMLHeadingElement>(null);

  return (
    <StepFrame
      step="value"
      title={t('value.title')}
      onBack={() => dispatch({ type: 'back' })}
      next={{ run: () => dispatch({ type: 'next' }), reason: plan === null ? nextReason(wanted, request, t) : null }}
    >
      {isAtLeast(machine.version, 6, 0) && <Notice intent="warning" title={t('value.modernTitle')}>{t('value.modern')}</Notice>}
      <ReadingView reading={view} label={t('locate.reading')} readAgain={readView}>
        {(value) => (
          <>
            {value.parameters.map((state) => (
              <ValueChoice
                key={state.parameter.name}
                state={state}
                draft={drafts[state.parameter.name]}
                isOptional={state.parameter.name !== 'MaxUserPort'}
                onChange={(draft) => dispatch({ type: 'draft-changed', name: state.parameter.name, draft })}
                onEnter={() => preview.current?.focus()}
              />
            ))}
            <Section title={t('value.previewTitle')} headingRef={preview}>
              <Preview wanted={wanted} plan={plan} request={request} />
            </Section>
          </>
        )}
      </ReadingView>
    </StepFrame>
  );
}

interface PreviewProps {
  readonly wanted: readonly WantedValue[] | null;
  readonly plan: PreparedPlan | null;
  readonly request: PlanRequest;
}

function Preview({ wanted, plan, request }: PreviewProps) {
  const { t } = useTranslation();
  if (wanted === null) return <Text>{t('value.previewHint')}</Text>;
  if (wanted.length === 0) return <Text>{t('value.nothingWanted')}</Text>;
  if (plan !== null) {
    return (
      <>
        <ChangesTable label={t('value.tableLabel')} before={t('value.before')} after={t('value.after')} changes={plan.preview.changes} />
        <Text>{t('value.textsTitle')}</Text>
        <PlanTextsView texts={plan.preview.texts} />
      </>
    );
  }
  if (request.error === null) return <Spinner size="small" labelPosition="after" label={t('value.previewing')} />;
  if (request.error.code === 'ALREADY_AS_WANTED') return <Notice intent="info" title={t('value.alreadyTitle')}>{t('value.already')}</Notice>;
  return <ErrorPanel error={request.error} action={{ label: t('actions.tryAgain'), run: request.askAgain }} />;
}

function nextReason(wanted: readonly WantedValue[] | null, request: PlanRequest, t: TFunction): string {
  if (wanted === null) return t('value.needed');
  if (wanted.length === 0) return t('value.nothingWanted');
  if (request.error === null) return t('value.previewing');
  return request.error.code === 'ALREADY_AS_WANTED' ? t('value.alreadyTitle') : t('value.needed');
}
