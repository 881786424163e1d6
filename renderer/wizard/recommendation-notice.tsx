// What the verdict recommends to set, with the reason for each bound; or why it recommends nothing.
import { useTranslation } from 'react-i18next';
import type { TFunction } from 'i18next';
import { useFormats } from '../machine/machine-context';
import type { Formats } from '../text/format';
import { Notice } from '../ui/notice';
import type { BoundReason, Recommendation } from '../../electron/contract/diagnosis/recommendation';
import { rangesOf, type PortRange } from '../../electron/contract/port-ranges/dynamic-ranges';
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
  const { kind, names, range, start, end, usableBefore, usableAfter, isEnough } = recommendation;
  const isUdp = names.some((name) => rangesOf.udp.some((each) => each === name));
  const ports = { before: formats.count(usableBefore), after: formats.count(usableAfter) };
  return (
    <Notice
      intent="info"
      title={
        kind === 'range'
          ? t(isUdp ? 'recommendation.udpRange' : 'recommendation.range', portsOf(range))
          : t('recommendation.maxUserPort', { value: lastPort(range) })
      }
    >
      {[
        t('recommendation.ports', ports),
        // MaxUserPort says where the range ends, and nothing else.
        ...(kind === 'range' ? [boundText('start', start, formats, t)] : []),
        boundText('end', end, formats, t),
        ...(isEnough ? [] : [t('recommendation.notEnough')]),
      ].join(' ')}
    </Notice>
  );
}

function boundText(bound: 'start' | 'end', reason: BoundReason, formats: Formats, t: TFunction): string {
  switch (reason.code) {
    case 'enough':
      return t(`recommendation.${bound}.enough`, { needed: formats.count(reason.needed) });
    case 'listener': {
      const { name, processId, port } = reason.listener;
      return t(`recommendation.${bound}.listener`, {
        port,
        program: name ?? t('recommendation.unnamed', { processId }),
      });
    }
    case 'excluded':
      return t(`recommendation.${bound}.excluded`, portsOf(reason.excluded));
    case 'wsl-block':
      return t(`recommendation.${bound}.wsl-block`, portsOf(reason.block));
    case 'limit':
      return t(`recommendation.${bound}.limit`);
  }
}

function portsOf(range: PortRange) {
  return { first: range.start, last: lastPort(range) };
}
