// Article Q196271 in our own words: each part with what this app does for it, and what was done already on this PC.
import { makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMachine } from '../machine/machine-context';
import { storedText } from '../text/stored-text';
import { CodeBlock } from '../ui/code-block';
import { Facts } from '../ui/facts';
import { useReading } from '../ui/use-reading';
import { articlePlaces, type ArticlePlace } from './open-article';
import type { ParametersView } from '../../electron/contract/current-state/current-state';
import { isAtLeast, parametersKeyPath } from '../../electron/contract/registry/parameters';

const useStyles = makeStyles({
  article: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL, minWidth: 0 },
  part: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
    minWidth: 0,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    borderLeft: '3px solid transparent',
  },
  current: {
    borderLeftColor: tokens.colorCompoundBrandStroke,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1Selected,
  },
  heading: {
    margin: 0,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    outline: 'none',
  },
  text: { margin: 0 },
  wording: { margin: 0, fontStyle: 'italic' },
  app: { margin: 0, color: tokens.colorNeutralForeground2 },
});

export interface ArticleViewProps {
  /** What is brought into view and receives the focus; null where the article is read from its beginning. */
  readonly place: ArticlePlace | null;
  /** Another number each time that a place is opened, also the same one again. */
  readonly opened: number;
}

export function ArticleView({ place, opened }: ArticleViewProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { generation } = useMachine();
  const [reading] = useReading('parameters.read', generation + opened);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    heading.current?.parentElement?.scrollIntoView({ block: 'start' });
  }, [place, opened]);
  const now = reading.status === 'ready' ? reading.value : null;
  return (
    <div className={styles.article}>
      {articlePlaces.map((each) => (
        <section key={each} className={mergeClasses(styles.part, each === place && styles.current)}>
          <h3 ref={each === place ? heading : undefined} tabIndex={-1} className={styles.heading}>
            {t(`article.${each}.title`)}
          </h3>
          <Part place={each} now={now} />
        </section>
      ))}
    </div>
  );
}

interface PartProps {
  readonly place: ArticlePlace;
  /** Null until it is read. */
  readonly now: ParametersView | null;
}

function Part({ place, now }: PartProps): ReactNode {
  const { t } = useTranslation();
  const styles = useStyles();
  const { machine, formats } = useMachine();
  const isModern = isAtLeast(machine.version, 6, 0);
  const lastChange = now?.lastChange ?? null;
  switch (place) {
    case 'about':
      return (
        <Facts
          facts={[
            { name: t('article.about.appliesTo'), value: t('article.about.appliesToText') },
            { name: t('article.about.date'), value: t('article.about.dateText') },
            {
              name: t('article.about.here', { product: machine.product }),
              value: t(isModern ? 'article.about.hereModern' : 'article.about.hereApplies'),
            },
          ]}
        />
      );
    case 'symptom':
      return (
        <>
          <p className={styles.text}>{t('article.symptom.text')}</p>
          <p className={styles.text}>{t('symptom.meaning')}</p>
          <p className={styles.text}>{t('symptom.onThePhone')}</p>
          <Wording />
          <AppDoes text={t('article.symptom.app')} />
        </>
      );
    case 'warning':
      return (
        <>
          <p className={styles.text}>{t('article.warning.text')}</p>
          <p className={styles.text}>{t('article.warning.repairDisk')}</p>
          <AppDoes
            text={t('article.warning.app')}
            done={lastChange && t('article.warning.done', { when: formats.dateTime(lastChange.backup.createdAt) })}
          />
        </>
      );
    case 'step-2':
      return (
        <>
          <p className={styles.text}>{t('article.step-2.text')}</p>
          <CodeBlock text={parametersKeyPath} copyName={t('copyNames.keyPath')} />
          <AppDoes
            text={t('article.step-2.app')}
            done={now?.parameters
              .map(({ parameter, stored }) =>
                t('article.step-2.now', { name: parameter.name, stored: storedText(stored, parameter, formats, t) }),
              )
              .join('. ')}
          />
        </>
      );
    case 'step-3':
      return (
        <>
          <p className={styles.text}>{t('article.step-3.text')}</p>
          <Facts
            facts={[
              { name: t('article.step-3.name'), value: 'MaxUserPort' },
              { name: t('article.step-3.type'), value: 'REG_DWORD' },
              { name: t('article.step-3.range'), value: t('article.step-3.rangeText') },
              { name: t('article.step-3.default'), value: t('article.step-3.defaultText') },
              { name: t('article.step-3.example'), value: '65534' },
              { name: t('article.step-3.governs'), value: t('article.step-3.governsText') },
            ]}
          />
          <AppDoes
            text={t('article.step-3.app')}
            done={lastChange && t('article.step-3.done', { when: formats.dateTime(lastChange.startedAt) })}
          />
        </>
      );
    case 'step-4':
      return (
        <>
          <p className={styles.text}>{t('article.step-4.text')}</p>
          <AppDoes text={t(isModern ? 'article.step-4.appModern' : 'article.step-4.app')} />
        </>
      );
    case 'step-1':
    case 'time-wait':
      return (
        <>
          <p className={styles.text}>{t(`article.${place}.text`)}</p>
          <AppDoes text={t(`article.${place}.app`)} />
        </>
      );
    case 'more':
      return <p className={styles.text}>{t('article.more.text')}</p>;
  }
}

/** The error in Windows' own words: those of this Windows in its language, or those of the article. */
function Wording() {
  const { t } = useTranslation();
  const styles = useStyles();
  const { generation } = useMachine();
  const [texts] = useReading('diagnosis.error-texts', generation);
  const own = texts.status === 'ready' ? texts.value[10055] : null;
  return (
    <>
      <Text size={200}>{t('article.symptom.wording')}</Text>
      <p className={styles.wording}>{own ?? t('article.symptom.wordingText')}</p>
    </>
  );
}

function AppDoes({ text, done = null }: { readonly text: string; readonly done?: string | null | undefined }) {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <p className={styles.app}>
      <strong>{t('article.appLabel')}:</strong> {text}
      {done && ` ${done}`}
    </p>
  );
}
