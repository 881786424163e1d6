// Whether the page shows the present or what was recorded: the last seven days, or one of them.
import { makeStyles, Select } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMachine } from '../machine/machine-context';
import { dayOf, dayText } from '../text/day-text';
import { recordedSpans } from './recorded-time';
import type { TimeSpan } from './chart-window';
import type { RecordedDay } from '../../electron/contract/recording/recording';

const useStyles = makeStyles({ choice: { maxWidth: '220px', minWidth: 0 } });

const now = 'now';
const all = 'all';

/** What was chosen; null for the present. */
export type RecordedChoice = { readonly key: string; readonly span: TimeSpan } | null;

export interface WhenChoiceProps {
  readonly days: readonly RecordedDay[];
  readonly chosen: RecordedChoice;
  readonly onChoose: (choice: RecordedChoice) => void;
}

export function WhenChoice({ days, chosen, onChoose }: WhenChoiceProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { formats } = useMachine();
  const [readAt] = useState(() => Date.now());
  const spans = recordedSpans(days, readAt);
  const choose = (key: string) => {
    const span = recordedSpans(days, Date.now()).find(({ from }) => String(from) === key);
    if (key === all) onChoose(wholeRecording(days));
    else onChoose(span ? { key, span } : null);
  };
  return (
    <Select
      size="small"
      className={styles.choice}
      aria-label={t('recording.when.label')}
      value={chosen?.key ?? now}
      onChange={(_, { value }) => choose(value)}
    >
      <option value={now}>{t('recording.when.now')}</option>
      <option value={all}>{t('recording.when.all')}</option>
      {spans.map(({ from }) => (
        <option key={from} value={String(from)}>
          {dayText(dayOf(new Date(from).toISOString()), readAt, formats, t)}
        </option>
      ))}
    </Select>
  );
}

/** The whole recording, as it is now. */
export function wholeRecording(days: readonly RecordedDay[]): RecordedChoice {
  const present = Date.now();
  return { key: all, span: wholeOf(recordedSpans(days, present), present) };
}

/** From the first day that was recorded on; the last day where none was. */
function wholeOf(spans: readonly TimeSpan[], present: number): TimeSpan {
  return { from: spans.at(-1)?.from ?? present - 86_400_000, to: present };
}
