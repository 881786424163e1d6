// Why the verdict is what it is: the strongest reasons, and the others one click away.
// Protects: what could not be measured is always shown, and so are who holds the ports, what the user saw, and a value that is
// not in effect.
import { Link, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Reason } from '../../electron/contract/diagnosis/verdict';

const useStyles = makeStyles({
  reasons: {
    margin: 0,
    paddingInlineStart: tokens.spacingHorizontalXL,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
  },
  more: { alignSelf: 'flex-start' },
});

/** Of the reasons, the strongest first. */
const shownAtFirst = 2;

/** What could not be measured, who holds the ports, what the user saw, and what a restart may bring. */
const alwaysShown: readonly Reason['code'][] = [
  'owner-holds',
  'owner-binds',
  'reported',
  'stored-not-in-effect',
  'usage-not-known',
  'bound-not-known',
  'udp-not-known',
  'events-not-known',
  'excluded-not-known',
];

export interface ReasonListProps {
  readonly reasons: readonly Reason[];
  /** In words, in the same order. */
  readonly texts: readonly string[];
  /** When they were measured, in words; undefined where that is said elsewhere. */
  readonly time?: string;
}

export function ReasonList({ reasons, texts, time }: ReasonListProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [isWhole, setIsWhole] = useState(false);
  const isShown = (index: number) => {
    const code = reasons[index]?.code;
    return isWhole || index < shownAtFirst || (code !== undefined && alwaysShown.includes(code));
  };
  const left = texts.filter((_, index) => !isShown(index)).length;
  return (
    <>
      <Text weight="semibold">{time === undefined ? t('symptom.reasons') : t('symptom.reasonsAt', { time })}</Text>
      <ul className={styles.reasons} aria-label={t('symptom.reasons')}>
        {texts.map((text, index) => isShown(index) && <li key={reasons[index]?.code ?? index}>{text}</li>)}
      </ul>
      {left > 0 && (
        <Link as="button" className={styles.more} onClick={() => setIsWhole(true)}>
          {t('symptom.moreReasons', { count: left })}
        </Link>
      )}
    </>
  );
}
