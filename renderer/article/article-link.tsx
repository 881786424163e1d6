// Names a place of article Q196271 and opens it.
import { Link, makeStyles, tokens } from '@fluentui/react-components';
import { BookOpenRegular } from '@fluentui/react-icons/svg/book-open';
import { useContext } from 'react';
import { useTranslation } from 'react-i18next';
import { OpenArticleContext, type ArticlePlace } from './open-article';

const useStyles = makeStyles({
  link: { display: 'inline-flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
});

export interface ArticleLinkProps {
  readonly place: ArticlePlace;
}

export function ArticleLink({ place }: ArticleLinkProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const open = useContext(OpenArticleContext);
  return (
    <Link as="button" className={styles.link} onClick={() => open(place)}>
      <BookOpenRegular fontSize={16} aria-hidden />
      {t('article.link', { place: t(`article.places.${place}`) })}
    </Link>
  );
}
