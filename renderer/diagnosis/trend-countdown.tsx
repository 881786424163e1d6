// How long the trend of the ports has to be watched until it is known.
import { makeStyles, Spinner } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

const useStyles = makeStyles({ root: { justifyContent: 'flex-start' } });

const tickMs = 1000;

export interface TrendCountdownProps {
  /** When the trend is known, milliseconds since 1970. */
  readonly knownAt: number;
  readonly onKnown: () => void;
}

export function TrendCountdown({ knownAt, onKnown }: TrendCountdownProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [now, setNow] = useState(Date.now);
  const isOver = now >= knownAt;

  useEffect(() => {
    if (isOver) onKnown();
  }, [isOver, onKnown]);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), tickMs);
    return () => clearInterval(timer);
  }, []);

  const seconds = Math.max(0, Math.ceil((knownAt - now) / tickMs));
  return (
    <Spinner
      className={styles.root}
      size="tiny"
      labelPosition="after"
      label={t('symptom.watchingTrend', { seconds })}
    />
  );
}
