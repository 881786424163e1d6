// Step 4: the numbers to set, and immediately what they would change. Nothing is written here.
import { Spinner, Text } from '@fluentui/react-components';
import { useCallback, useMemo, useRef, type Dispatch } from 'react';
import { useTranslation } from 'react-i18next';
import type { TFunction } from 'i18next';
import { ChangesTable } from '../change/changes-table';
import { ErrorPanel } from '../ui/error-panel';
import { useMachine } from '../machine/machine-context';
import { Notice } from '../ui/notice';
import { ReadingView } from '../ui/reading-view';
import { Section } from '../ui/section';
import { useReading } from '../ui/use-reading';
import { draftsFor, rangeDraftOf, requestedFrom, requestedRanges, type AllDrafts } from './drafts';
import { PlanTextsView } from '../change/plan-texts';
import { SideEffectList } from '../change/side-effect-list';
import { RangeChoice } from './range-choice';
import { RecommendationNotice } from './recommendation-notice';
import { recommendedDrafts } from './recommended-drafts';
import { SaveCommands } from './save-commands';
import { StepFrame } from './step-frame';
import { usePlan, type PlanRequest } from './use-plan';
import { ValueChoice } from './value-choice';
import { whatIf } from './what-if';
import { WhatIfText } from './what-if-text';
import { rangesOf } from '../../electron/contract/port-ranges/dynamic-ranges';
import { isAtLeast } from '../../electron/contract/registry/parameters';
import type { RequestedChange } from '../../electron/contract/change/plan';
import type { Recommendation } from '../../electron/contract/diagnosis/recommendation';
import type { ParametersView } from '../../electron/contract/current-state/current-state';
import type { PreparedPlan, WizardAction } from './wizard-state';

export interface ValueStepProps {
  readonly recommendation: Recommendation | null;
  readonly drafts: Partial<AllDrafts>;
  readonly plan: PreparedPlan | null;
  readonly dispatch: Dispatch<WizardAction>;
}

export function ValueStep({ recommendation, drafts: touched, plan, dispatch }: ValueStepProps) {
  const { t } = useTranslation();
  const { generation, machine } = useMachine();
  const [view, readView] = useReading('parameters.read', generation);
  const drafts = useMemo(
    () => draftsFor(machine.version, { ...recommendedDrafts(recommendation), ...touched }),
    [machine.version, recommendation, touched],
  );
  const current = view.status === 'ready' ? view.value : null;
  const requested = useMemo(() => current && allRequested(drafts, current), [drafts, current]);
  const takePlan = useCallback((made: PreparedPlan) => dispatch({ type: 'planned', plan: made }), [dispatch]);
  const request = usePlan(requested, takePlan);
  const preview = useRef<HTMLHeadingElement>(null);

  return (
    <StepFrame
      step="value"
      title={t('value.title')}
      onBack={() => dispatch({ type: 'back' })}
      next={{ run: () => dispatch({ type: 'next' }), reason: plan === null ? nextReason(requested, request, t) : null }}
    >
      {isAtLeast(machine.version, 6, 0) && (
        <Notice intent="info" title={t('value.modernTitle')}>
          {t('value.modern')}
        </Notice>
      )}
      <ReadingView reading={view} label={t('locate.reading')} readAgain={readView}>
        {(value) => (
          <>
            {recommendation && <RecommendationNotice recommendation={recommendation} />}
            {value.ranges ? (
              transports.map((transport) => (
                <RangeChoice
                  key={transport}
                  transport={transport}
                  reading={value.ranges?.[rangesOf[transport][0]] ?? unknownRange}
                  draft={drafts[rangeDraftOf[transport]]}
                  onChange={(draft) => dispatch({ type: 'range-draft-changed', transport, draft })}
                  onEnter={() => preview.current?.focus()}
                />
              ))
            ) : (
              <Text>{t('dynamicRange.notBeforeVista')}</Text>
            )}
            {value.parameters.map((state) => (
              <ValueChoice
                key={state.parameter.name}
                state={state}
                draft={drafts[state.parameter.name]}
                isOptional={value.ranges !== null || state.parameter.name !== 'MaxUserPort'}
                onChange={(draft) => dispatch({ type: 'draft-changed', name: state.parameter.name, draft })}
                onEnter={() => preview.current?.focus()}
              />
            ))}
            <Section title={t('value.previewTitle')} headingRef={preview}>
              <WhatIfText figures={whatIf(drafts, value)} />
              <Preview requested={requested} plan={plan} request={request} />
            </Section>
          </>
        )}
      </ReadingView>
    </StepFrame>
  );
}

const transports = ['tcp', 'udp'] as const;
const unknownRange = { known: false, raw: '' } as const;

/** Values and ranges together; null while a number is invalid. */
function allRequested(drafts: AllDrafts, { parameters, ranges }: ParametersView): RequestedChange[] | null {
  const values = requestedFrom(
    drafts,
    parameters.map(({ parameter }) => parameter),
  );
  const tcp = requestedRanges(drafts.range, 'tcp', ranges);
  const udp = requestedRanges(drafts.udpRange, 'udp', ranges);
  return values && tcp && udp && [...values, ...tcp, ...udp];
}

interface PreviewProps {
  readonly requested: readonly RequestedChange[] | null;
  readonly plan: PreparedPlan | null;
  readonly request: PlanRequest;
}

function Preview({ requested, plan, request }: PreviewProps) {
  const { t } = useTranslation();
  if (requested === null) return <Text>{t('value.previewHint')}</Text>;
  if (requested.length === 0) return <Text>{t('value.nothingWanted')}</Text>;
  if (plan !== null) {
    return (
      <>
        <SideEffectList effects={plan.preview.sideEffects} />
        <ChangesTable
          label={t('value.tableLabel')}
          before={t('value.before')}
          after={t('value.after')}
          changes={plan.preview.changes}
        />
        <Text>{t('value.textsTitle')}</Text>
        <PlanTextsView texts={plan.preview.texts} />
        <SaveCommands key={plan.preview.token} token={plan.preview.token} />
      </>
    );
  }
  if (request.error === null) return <Spinner size="small" labelPosition="after" label={t('value.previewing')} />;
  if (request.error.code === 'ALREADY_AS_WANTED')
    return (
      <Notice intent="info" title={t('value.alreadyTitle')}>
        {t('value.already')}
      </Notice>
    );
  return <ErrorPanel error={request.error} action={{ label: t('actions.tryAgain'), run: request.askAgain }} />;
}

function nextReason(requested: readonly RequestedChange[] | null, request: PlanRequest, t: TFunction): string {
  if (requested === null) return t('value.needed');
  if (requested.length === 0) return t('value.nothingWanted');
  if (request.error === null) return t('value.previewing');
  return request.error.code === 'ALREADY_AS_WANTED' ? t('value.alreadyTitle') : t('value.needed');
}
