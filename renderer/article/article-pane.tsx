// The article at hand: opens beside the page, which stays usable, at the place that the page is about.
import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { useTranslation } from 'react-i18next';
import { ArticleView } from './article-view';
import type { ArticlePlace } from './open-article';

const useStyles = makeStyles({
  pane: {
    flexShrink: 0,
    display: 'flex',
    flexDirection: 'column',
    width: '380px',
    minHeight: 0,
    boxSizing: 'border-box',
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderLeft: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    // No room beside the page: over it.
    '@media (max-width: 1000px)': {
      position: 'absolute',
      insetBlock: 0,
      insetInlineEnd: 0,
      zIndex: 2,
      maxWidth: '100%',
      boxShadow: tokens.shadow16,
    },
  },
  head: {
    display: 'flex',
    alignItems: 'flex-start',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL} ${tokens.spacingVerticalS}`,
  },
  names: { flex: 1, minWidth: 0 },
  title: { margin: 0, fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400 },
  note: { color: tokens.colorNeutralForeground3 },
  body: {
    flex: 1,
    minHeight: 0,
    overflowY: 'auto',
    padding: `0 ${tokens.spacingHorizontalS} ${tokens.spacingVerticalL} ${tokens.spacingHorizontalXS}`,
  },
});

export interface ArticlePaneProps {
  readonly place: ArticlePlace;
  /** Another number each time that it is opened. */
  readonly opened: number;
  readonly onClose: () => void;
}

export function ArticlePane({ place, opened, onClose }: ArticlePaneProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <aside
      className={styles.pane}
      aria-label={t('article.label')}
      data-pane
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <div className={styles.head}>
        <div className={styles.names}>
          <h2 className={styles.title}>{t('article.title')}</h2>
          <Text size={200} className={styles.note}>
            {t('article.id')}. {t('article.summaryNote')}
          </Text>
        </div>
        <Button
          appearance="subtle"
          size="small"
          icon={<DismissRegular />}
          aria-label={t('article.close')}
          onClick={onClose}
        />
      </div>
      {/* Scrolls by the keyboard too: its headings receive the focus. */}
      <div className={styles.body} data-pane-start tabIndex={0} role="region" aria-label={t('article.title')}>
        <ArticleView place={place} opened={opened} />
      </div>
    </aside>
  );
}
