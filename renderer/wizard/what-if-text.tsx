// What the chosen numbers would give, next to what is measured now.
import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, on } from '../ipc/api';
import { useMachine } from '../machine/machine-context';
import type { WhatIf } from './what-if';

const useStyles = makeStyles({ root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS } });

export interface WhatIfTextProps {
  readonly figures: WhatIf | null;
}

export function WhatIfText({ figures }: WhatIfTextProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { formats, machine } = useMachine();
  const rate = useMeasuredRate();
  if (!figures) return null;
  const { ports, excluded, seconds, perSecond, udp } = figures;
  const isElsewhere = machine.kind === 'practice' && machine.usageSource === 'this-computer' && !rate.isSimulated;
  return (
    <div className={styles.root}>
      <Text>
        {t('value.whatIf', { ports: formats.count(ports), seconds, perSecond: formats.count(Math.round(perSecond)) })}
      </Text>
      <ExcludedText excluded={excluded} />
      {udp && (
        <>
          <Text>{t('value.whatIfUdp', { ports: formats.count(udp.ports) })}</Text>
          <ExcludedText excluded={udp.excluded} />
        </>
      )}
      <Text>
        {rate.perSecond === null
          ? t('value.whatIfNotMeasured')
          : t(isElsewhere ? 'value.whatIfMeasuredElsewhere' : 'value.whatIfMeasured', {
              rate: formats.count(Math.round(rate.perSecond * 10) / 10),
            })}
      </Text>
    </div>
  );
}

/** The difference between the usable ports and those of the range. */
function ExcludedText({ excluded }: { readonly excluded: number | null }) {
  const { t } = useTranslation();
  const { formats } = useMachine();
  if (excluded === null) return <Text>{t('value.whatIfExcludedUnknown')}</Text>;
  if (excluded === 0) return null;
  const ports = t('range.ports', { count: excluded, formatted: formats.count(excluded) });
  return <Text>{t('value.whatIfExcluded', { ports })}</Text>;
}

/** Mean over the last minute, read again with every fifth sample; null until it is known. */
function useMeasuredRate(): { readonly perSecond: number | null; readonly isSimulated: boolean } {
  const [rate, setRate] = useState<{ readonly perSecond: number | null; readonly isSimulated: boolean }>({
    perSecond: null,
    isSimulated: false,
  });
  useEffect(() => {
    let samples = 0;
    return on('usage.sampled', (sample) => {
      samples += 1;
      if (samples % 5 !== 1) return;
      const isSimulated = sample.ok && sample.details.simulated !== null;
      void call('usage.outlook', {}).then((answer) =>
        setRate({ perSecond: answer.ok ? answer.value.rate.measured : null, isSimulated }),
      );
    });
  }, []);
  return rate;
}
