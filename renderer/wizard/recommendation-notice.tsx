// What the verdict recommends to set, with the reason for each bound; or why it recommends nothing.
import { useTranslation } from 'react-i18next';
import type { TFunction } from 'i18next';
import { useFormats } from '../machine/machine-context';
import type { Formats } from '../text/format';
import { Notice } from '../ui/notice';
import type { Listener } from '../../electron/contract/change/side-effects';
import type { EndReason, Recommendation, StartReason } from '../../electron/contract/diagnosis/recommendation';
import type { PortRange } from '../../electron/contract/port-ranges/dynamic-ranges';
import { lastPort } from '../../electron/contract/port-ranges/port-ranges';

export interface RecommendationNoticeProps {
  readonly recommendation: Recommendation;
}

export function RecommendationNotice({ recommendation }: RecommendationNoticeProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (recommendation.kind === 'none')
    return (
      <Notice intent="info" title={t('recommendation.noneTitle')}>
        {t(`recommendation.none.${recommendation.why}`)}
      </Notice>
    );
  const { usableBefore, usableAfter, isEnough } = recommendation;
  const ports = { before: formats.count(usableBefore), after: formats.count(usableAfter) };
  const bounds =
    recommendation.kind === 'range'
      ? [startText(recommendation.start, formats, t), endText(recommendation.end, formats, t)]
      : [endText(recommendation.end, formats, t)];
  return (
    <Notice intent="info" title={titleOf(recommendation, t)}>
      {[t('recommendation.ports', ports), ...bounds, ...(isEnough ? [] : [t('recommendation.notEnough')])].join(' ')}
    </Notice>
  );
}

function titleOf(recommendation: Exclude<Recommendation, { kind: 'none' }>, t: TFunction): string {
  return recommendation.kind === 'range'
    ? t('recommendation.range', portsOf(recommendation.range))
    : t('recommendation.maxUserPort', { value: recommendation.value });
}

function startText(reason: StartReason, formats: Formats, t: TFunction): string {
  switch (reason.code) {
    case 'enough':
      return t('recommendation.start.enough', { needed: formats.count(reason.needed) });
    case 'above-listener':
      return t('recommendation.start.above-listener', listenerWords(reason.listener, t));
    case 'above-excluded':
      return t('recommendation.start.above-excluded', portsOf(reason.excluded));
    case 'above-wsl-block':
      return t('recommendation.start.above-wsl-block', portsOf(reason.block));
    case 'lowest-allowed':
    case 'unchanged':
      return t(`recommendation.start.${reason.code}`);
  }
}

function endText(reason: EndReason, formats: Formats, t: TFunction): string {
  switch (reason.code) {
    case 'enough':
      return t('recommendation.end.enough', { needed: formats.count(reason.needed) });
    case 'below-listener':
      return t('recommendation.end.below-listener', listenerWords(reason.listener, t));
    case 'below-excluded':
      return t('recommendation.end.below-excluded', portsOf(reason.excluded));
    case 'highest-allowed':
    case 'unchanged':
      return t(`recommendation.end.${reason.code}`);
  }
}

function portsOf(range: PortRange) {
  return { first: range.start, last: lastPort(range) };
}

function listenerWords({ name, processId, port }: Listener, t: TFunction) {
  return { port, program: name ?? t('recommendation.unnamed', { processId }) };
}
