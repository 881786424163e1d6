// Help: the article, the keyboard, where files lie, and what this program is.
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { FolderOpenRegular } from '@fluentui/react-icons/svg/folder-open';
import { SaveRegular } from '@fluentui/react-icons/svg/save';
import { useTranslation } from 'react-i18next';
import { ArticleView } from '../article/article-view';
import { call } from '../ipc/api';
import { useMachine } from '../machine/machine-context';
import { Card } from '../ui/card';
import { useEvidenceActions } from '../ui/evidence-actions';
import { Facts } from '../ui/facts';
import { medium } from '../ui/layout';
import { Page } from '../ui/page';
import { ReadingView } from '../ui/reading-view';
import { useReading } from '../ui/use-reading';
import { SaveCollector } from './save-collector';
import { shownFolders, type AboutProgram } from '../../electron/contract/settings/about';

const useStyles = makeStyles({
  columns: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 2fr)',
    gap: tokens.spacingHorizontalL,
    alignItems: 'start',
    [medium]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  column: { display: 'flex', flexDirection: 'column', gap: tokens.spacingHorizontalL, minWidth: 0 },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
  note: { margin: 0, color: tokens.colorNeutralForeground3 },
  keys: {
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalL,
    margin: 0,
  },
  pair: { display: 'contents' },
  key: { whiteSpace: 'nowrap', fontWeight: tokens.fontWeightSemibold },
  does: { margin: 0 },
  folder: { display: 'flex', alignItems: 'flex-start', gap: tokens.spacingHorizontalM },
  path: { flex: 1, minWidth: 0, display: 'flex', flexDirection: 'column', overflowWrap: 'anywhere' },
});

/** What the keys do, as views.tsx and the menu have it. */
const keys = [
  ['Ctrl+1 … Ctrl+4', 'pages'],
  ['F5', 'refresh'],
  ['Ctrl+B', 'backUp'],
  ['Ctrl+Z', 'undo'],
  ['F1', 'help'],
  ['F6', 'panes'],
  ['Ctrl++, Ctrl+-, Ctrl+0', 'zoom'],
] as const;

export function HelpScreen() {
  const { t } = useTranslation();
  const styles = useStyles();
  const { generation } = useMachine();
  const [about, readAbout] = useReading('about.read', generation);
  return (
    <Page title={t('help.title')}>
      <div className={styles.columns}>
        <Card title={t('help.article')}>
          <p className={styles.note}>
            {t('article.title')}. {t('article.summaryNote')}
          </p>
          <ArticleView place={null} opened={0} />
        </Card>
        <div className={styles.column}>
          <Card title={t('help.keyboard')}>
            <dl className={styles.keys}>
              {keys.map(([key, name]) => (
                <div key={key} className={styles.pair}>
                  <dt className={styles.key}>{key.replaceAll('Ctrl', t('help.ctrl'))}</dt>
                  <dd className={styles.does}>{t(`help.keys.${name}`)}</dd>
                </div>
              ))}
            </dl>
          </Card>
          <Evidence />
          <SaveCollector />
          <ReadingView reading={about} label={t('help.reading')} readAgain={readAbout}>
            {(program) => <Program program={program} />}
          </ReadingView>
        </div>
      </div>
    </Page>
  );
}

function Evidence() {
  const { t } = useTranslation();
  const styles = useStyles();
  const { save, open } = useEvidenceActions();
  return (
    <Card title={t('evidence.help.title')}>
      <p className={styles.note}>{t('evidence.help.text')}</p>
      <div className={styles.buttons}>
        <Button icon={<SaveRegular />} onClick={() => save(null)}>
          {t('evidence.actions.save')}
        </Button>
        <Button icon={<FolderOpenRegular />} onClick={open}>
          {t('evidence.actions.open')}
        </Button>
      </div>
    </Card>
  );
}

function Program({ program }: { readonly program: AboutProgram }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { version, electron, chromium, node, folders } = program;
  return (
    <>
      <Card title={t('help.files')}>
        {shownFolders.map((which) => {
          const name = t(`help.folders.${which}`);
          return (
            <div key={which} className={styles.folder}>
              <span className={styles.path}>
                <span>{name}</span>
                <span className={styles.note}>{folders[which]}</span>
              </span>
              <Button
                icon={<FolderOpenRegular />}
                aria-label={t('help.openName', { folder: name })}
                onClick={() => void call('about.open-folder', { which })}
              >
                {t('help.open')}
              </Button>
            </div>
          );
        })}
      </Card>
      <Card title={t('help.about')}>
        <Facts
          facts={[
            { name: t('help.version'), value: `${t('app.title')} ${version}` },
            { name: t('help.runtime'), value: t('help.runtimeText', { electron, chromium, node }) },
            { name: t('help.license'), value: t('help.licenseText') },
          ]}
        />
        <div>
          <Button onClick={() => void call('about.show-licenses', {})}>{t('help.licenses')}</Button>
        </div>
      </Card>
    </>
  );
}
