// What the choices would change: before and after, what that may break, when it takes effect, and how to do it without this app.
import { Accordion, AccordionHeader, AccordionItem, AccordionPanel, Spinner, Text } from '@fluentui/react-components';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { ChangesTable } from '../change/changes-table';
import { EffectNote } from '../change/effect-note';
import { PlanTextsView } from '../change/plan-texts';
import { SideEffectList } from '../change/side-effect-list';
import { Card } from '../ui/card';
import { ErrorPanel } from '../ui/error-panel';
import { Notice } from '../ui/notice';
import type { AllDrafts } from './drafts';
import { SaveCommands } from './save-commands';
import type { PlanRequest } from './use-plan';
import { whatIf } from './what-if';
import { WhatIfNotes, WhatIfText } from './what-if-text';
import type { RequestedChange } from '../../electron/contract/change/plan';
import type { ParametersView } from '../../electron/contract/current-state/current-state';
import type { PreparedPlan } from './wizard-state';

export interface PlanPreviewCardProps {
  readonly className: string;
  readonly headingRef: Ref<HTMLHeadingElement>;
  readonly drafts: AllDrafts;
  readonly view: ParametersView;
  readonly requested: readonly RequestedChange[] | null;
  readonly plan: PreparedPlan | null;
  readonly request: PlanRequest;
}

export function PlanPreviewCard({
  className,
  headingRef,
  drafts,
  view,
  requested,
  plan,
  request,
}: PlanPreviewCardProps) {
  const { t } = useTranslation();
  const figures = whatIf(drafts, view);
  return (
    <Card title={t('value.previewTitle')} className={className} headingRef={headingRef}>
      <Preview requested={requested} plan={plan} request={request} />
      <WhatIfText figures={figures} />
      <WhatIfNotes figures={figures} />
      {requested !== null && requested.length > 0 && plan !== null && (
        <SideEffectList effects={plan.preview.sideEffects} />
      )}
      {plan !== null && requested !== null && requested.length > 0 && (
        <Accordion collapsible>
          <AccordionItem value="texts">
            <AccordionHeader as="h3">{t('texts.title')}</AccordionHeader>
            <AccordionPanel>
              <PlanTextsView texts={plan.preview.texts} />
              <SaveCommands key={plan.preview.token} token={plan.preview.token} />
            </AccordionPanel>
          </AccordionItem>
        </Accordion>
      )}
    </Card>
  );
}

function Preview({ requested, plan, request }: Pick<PlanPreviewCardProps, 'requested' | 'plan' | 'request'>) {
  const { t } = useTranslation();
  if (requested === null) return <Text>{t('value.previewHint')}</Text>;
  if (requested.length === 0) return <Text>{t('value.nothingYet')}</Text>;
  if (plan !== null) {
    const { changes } = plan.preview;
    return (
      <>
        <ChangesTable
          label={t('value.tableLabel')}
          before={t('value.before')}
          after={t('value.after')}
          changes={changes}
        />
        <EffectNote changes={changes} />
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
