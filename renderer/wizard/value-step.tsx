// Step 3: the new values, and beside them what they would change. Nothing is written here.
import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  Link,
  makeStyles,
  Text,
  tokens,
} from '@fluentui/react-components';
import { useCallback, useMemo, useRef, type Dispatch } from 'react';
import { useTranslation } from 'react-i18next';
import type { TFunction } from 'i18next';
import { useMachine } from '../machine/machine-context';
import { wide } from '../ui/layout';
import { ReadingView } from '../ui/reading-view';
import { useReading } from '../ui/use-reading';
import { draftsFor, rangeDraftOf, requestedFrom, requestedRanges, type AllDrafts } from './drafts';
import { PlanPreviewCard } from './plan-preview-card';
import { RangeChoice } from './range-choice';
import { RecommendationNotice, RecommendationReasons } from './recommendation-notice';
import { recommendedDrafts } from './recommended-drafts';
import { StepFrame } from './step-frame';
import { usePlan, type PlanRequest } from './use-plan';
import { groupLabel, ValueChoice } from './value-choice';
import { rangesOf } from '../../electron/contract/port-ranges/dynamic-ranges';
import type { SideEffect } from '../../electron/contract/change/side-effects';
import type { RequestedChange } from '../../electron/contract/change/plan';
import type { Recommendation } from '../../electron/contract/diagnosis/recommendation';
import type { ParameterState } from '../../electron/contract/registry/parameters';
import type { ParametersView } from '../../electron/contract/current-state/current-state';
import type { PreparedPlan, WizardAction } from './wizard-state';

const useStyles = makeStyles({
  columns: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: tokens.spacingHorizontalM,
    [wide]: { gridTemplateColumns: 'minmax(0, 1fr) 400px', alignItems: 'start' },
  },
  choices: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, minWidth: 0 },
  preview: { [wide]: { position: 'sticky', top: 0 } },
  // Where the preview is below the choices, its sum stands above the buttons.
  summary: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM, [wide]: { display: 'none' } },
});

export interface ValueStepProps {
  readonly recommendation: Recommendation | null;
  readonly drafts: Partial<AllDrafts>;
  readonly plan: PreparedPlan | null;
  readonly dispatch: Dispatch<WizardAction>;
}

export function ValueStep({ recommendation, drafts: touched, plan, dispatch }: ValueStepProps) {
  const { t } = useTranslation();
  const styles = useStyles();
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
  const showPreview = () => preview.current?.focus();

  return (
    <StepFrame
      step="value"
      title={t('value.title')}
      onBack={() => dispatch({ type: 'back' })}
      next={{
        run: () => dispatch({ type: 'next' }),
        reason: plan === null ? nextReason(requested, request, t) : null,
        label: t('value.review'),
      }}
      hint={t('value.nothingWritten')}
      answer={
        plan !== null && (
          <div className={styles.summary}>
            <Text>{summaryOf(plan, t)}</Text>
            <Link as="button" onClick={showPreview}>
              {t('value.showPreview')}
            </Link>
          </div>
        )
      }
    >
      <ReadingView reading={view} label={t('locate.reading')} readAgain={readView}>
        {(value) => (
          <div className={styles.columns}>
            <div className={styles.choices}>
              {recommendation && <RecommendationNotice recommendation={recommendation} />}
              {value.ranges && rangeChoice('tcp', value)}
              {value.parameters.filter(isFirst).map(valueChoice)}
              <Accordion collapsible multiple defaultOpenItems={openAtFirst(drafts)}>
                {value.parameters
                  .filter((state) => !isFirst(state))
                  .map((state) => (
                    <AccordionItem key={state.parameter.name} value={state.parameter.name}>
                      <AccordionHeader as="h2">{groupLabel(state, t)}</AccordionHeader>
                      <AccordionPanel>{valueChoice(state)}</AccordionPanel>
                    </AccordionItem>
                  ))}
                {value.ranges && (
                  <AccordionItem value="udpRange">
                    <AccordionHeader as="h2">{t('dynamicRange.udpTitle')}</AccordionHeader>
                    <AccordionPanel>{rangeChoice('udp', value)}</AccordionPanel>
                  </AccordionItem>
                )}
              </Accordion>
              {!value.ranges && <Text size={200}>{t('dynamicRange.notBeforeVista')}</Text>}
            </div>
            <PlanPreviewCard
              className={styles.preview}
              headingRef={preview}
              drafts={drafts}
              view={value}
              requested={requested}
              plan={plan}
              request={request}
            />
          </div>
        )}
      </ReadingView>
    </StepFrame>
  );

  function valueChoice(state: ParameterState) {
    const { name } = state.parameter;
    return (
      <ValueChoice
        key={name}
        state={state}
        draft={drafts[name]}
        onChange={(draft) => dispatch({ type: 'draft-changed', name, draft })}
        onEnter={showPreview}
      />
    );
  }

  function rangeChoice(transport: keyof typeof rangesOf, { ranges }: ParametersView) {
    return (
      <RangeChoice
        transport={transport}
        reading={ranges?.[rangesOf[transport][0]] ?? unknownRange}
        recommended={recommendedDrafts(recommendation)[rangeDraftOf[transport]] ?? null}
        why={recommendation && <RecommendationReasons recommendation={recommendation} />}
        draft={drafts[rangeDraftOf[transport]]}
        onChange={(draft) => dispatch({ type: 'range-draft-changed', transport, draft })}
        onEnter={showPreview}
      />
    );
  }
}

/** The article's own value stands open; what rarely helps is one click away, unless it was chosen. */
function isFirst({ parameter: { name } }: ParameterState): boolean {
  return name === 'MaxUserPort';
}

function openAtFirst(drafts: AllDrafts): string[] {
  return (['TcpTimedWaitDelay', 'udpRange'] as const).filter((name) => drafts[name].choice !== 'leave');
}

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

function summaryOf({ preview: { changes, sideEffects } }: PreparedPlan, t: TFunction): string {
  const counted = (severity: SideEffect['severity']) =>
    sideEffects.filter((effect) => effect.severity === severity).length;
  const told = (['severe', 'warning', 'note'] as const).filter((severity) => counted(severity) > 0);
  return [
    t('value.summary.changes', { count: changes.length }),
    ...told.map((severity) => t(`value.summary.${severity}`, { count: counted(severity) })),
  ].join(' · ');
}

function nextReason(requested: readonly RequestedChange[] | null, request: PlanRequest, t: TFunction): string {
  if (requested === null) return t('value.needed');
  if (requested.length === 0) return t('value.nothingWanted');
  if (request.error === null) return t('value.previewing');
  return request.error.code === 'ALREADY_AS_WANTED' ? t('value.alreadyTitle') : t('value.needed');
}
