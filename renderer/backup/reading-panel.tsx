// A .reg file being read: the progress, and a button to cancel.
import { Button, Field, makeStyles, ProgressBar, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, on } from '../ipc/api';
import { useMachine } from '../machine/machine-context';

const useStyles = makeStyles({
  reading: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  progress: { flex: '1 1 220px', maxWidth: '420px' },
});

export interface ReadingPanelProps {
  readonly isReading: boolean;
}

export function ReadingPanel({ isReading }: ReadingPanelProps) {
  return isReading && <ReadingProgress />;
}

function ReadingProgress() {
  const { t } = useTranslation();
  const styles = useStyles();
  const { formats } = useMachine();
  const [fraction, setFraction] = useState<number | null>(null);
  useEffect(() => on('reg-file.progress', setFraction), []);
  // Small files are read before the first progress report: nothing flickers for them.
  if (fraction === null) return null;
  return (
    <div className={styles.reading}>
      <Field className={styles.progress} label={t('backups.readingFile', { percent: formats.percent(fraction) })}>
        <ProgressBar value={fraction} />
      </Field>
      <Button onClick={() => void call('reg-file.cancel', {})}>{t('actions.cancel')}</Button>
    </div>
  );
}
