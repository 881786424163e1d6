// What the verdict recommends to set, or why it recommends nothing; the reason for each bound is one click away.
import { InfoButton, makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { TFunction } from 'i18next';
import { useFormats } from '../machine/machine-context';
import type { Formats } from '../text/format';
import { Notice } from '../ui/notice';
import type { BoundReason, Recommendation } from '../../electron/contract/diagnosis/recommendation';
import { rangesOf, type PortRange } from '../../electron/contract/port-ranges/dynamic-ranges';
import { lastPort } from '../../electron/contract/port-ranges/port-ranges';

const useStyles = makeStyles({
  reasons: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS, maxWidth: '320px' },
});

export interface RecommendationNoticeProps {
  readonly recommendation: Recommendation;
}

/** Says nothing of a range that is enough: it is the first choice. */
export function RecommendationNotice({ recommendation }: RecommendationNoticeProps) {
  const { t } = useTranslation();
  if (recommendation.kind === 'none')
    return (
      <Notice intent="info" title={t('recommendation.noneTitle')}>
        {t(`recommendation.none.${recommendation.why}`)}
      </Notice>
    );
  const { kind, names, range, isEnough } = recommendation;
  if (kind === 'range' && isEnough) return null;
  const isUdp = names.some((name) => rangesOf.udp.some((each) => each === name));
  return (
    <Notice
      intent="info"
      title={
        kind === 'range'
          ? t(isUdp ? 'recommendation.udpRange' : 'recommendation.range', portsOf(range))
          : t('recommendation.maxUserPort', { value: lastPort(range) })
      }
    >
      {!isEnough && t('recommendation.notEnough')}
      {kind === 'MaxUserPort' && <RecommendationReasons recommendation={recommendation} />}
    </Notice>
  );
}

/** Why this range; nothing where none is recommended. */
export function RecommendationReasons({ recommendation }: RecommendationNoticeProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const formats = useFormats();
  if (recommendation.kind === 'none') return null;
  const { kind, start, end, usableBefore, usableAfter } = recommendation;
  const ports = { before: formats.count(usableBefore), after: formats.count(usableAfter) };
  return (
    <InfoButton
      aria-label={t('recommendation.why')}
      info={
        <div className={styles.reasons}>
          <span>{t('recommendation.ports', ports)}</span>
          {/* MaxUserPort says where the range ends, and nothing else. */}
          {kind === 'range' && <span>{boundText('start', start, formats, t)}</span>}
          <span>{boundText('end', end, formats, t)}</span>
        </div>
      }
    />
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
