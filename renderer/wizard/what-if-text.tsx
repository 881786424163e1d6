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
  const { formats } = useMachine();
  if (!figures) return null;
  const { ports, seconds, perSecond, udp } = figures;
  return (
    <div className={styles.root}>
      <Text>
        {t('value.whatIf', { ports: formats.count(ports), seconds, perSecond: formats.count(Math.round(perSecond)) })}
      </Text>
      {udp && <Text>{t('value.whatIfUdp', { ports: formats.count(udp.ports) })}</Text>}
    </div>
  );
}

/** What is not counted, and what is measured now. */
export function WhatIfNotes({ figures }: WhatIfTextProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { formats, machine } = useMachine();
  const rate = useMeasuredRate();
  if (!figures) return null;
  const { excluded, udp } = figures;
  const isElsewhere = machine.kind === 'practice' && machine.usageSource === 'this-computer' && !rate.isSimulated;
  return (
    <div className={styles.root}>
      <ExcludedText excluded={excluded} />
      {udp && <ExcludedText excluded={udp.excluded} isUdp />}
      <Text size={200}>
        {rate.perSecond === null
          ? t('value.whatIfNotMeasured')
          : t(isElsewhere ? 'value.whatIfMeasuredElsewhere' : 'value.whatIfMeasured', {
              rate: formats.count(Math.round(rate.perSecond * 10) / 10),
            })}
      </Text>
    </div>
  );
}

/** Where the excluded ports are unknown, and the usable ports with them; the warnings name those that are known. */
function ExcludedText({ excluded, isUdp = false }: { readonly excluded: number | null; readonly isUdp?: boolean }) {
  const { t } = useTranslation();
  const told = (text: string) => <Text size={200}>{isUdp ? t('sideEffects.ofUdp', { text }) : text}</Text>;
  return excluded === null ? told(t('value.whatIfExcludedUnknown')) : null;
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
