// The pages beside the navigation, the article that opens beside them, and the shortcuts. A hidden page keeps its state, and
// reads again when it is shown.
import { makeStyles } from '@fluentui/react-components';
import { Activity, startTransition, useCallback, useContext, useRef, useState } from 'react';
import { OpenArticleContext, type ArticlePlace } from '../article/open-article';
import { ChangeContext, type ShownChange } from '../change/change-context';
import { OpenBackupContext } from '../history/open-backup';
import { askHistoryAhead } from '../history/use-history';
import { EvidenceActionsContext } from '../ui/evidence-actions';
import { ContentLayer } from '../ui/content-layer';
import { late } from '../ui/late';
import { PageMessagesContext } from '../ui/page-messages';
import { RefreshContext } from '../ui/refresh';
import { OpenUsageContext } from '../usage/open-usage';
import { Wizard } from '../wizard/wizard';
import { useEvidence } from './use-evidence';
import { useCommands } from './use-commands';
import { useNavigationFold } from './use-navigation-fold';
import { useShortcuts } from './use-shortcuts';
import { ViewNav } from './view-nav';
import type { ViewName } from './view-names';
import type { ChangeOutcome } from '../../electron/contract/history/outcome';

const ArticlePane = late(async () => (await import('../article/article-pane')).ArticlePane);
const ChangeScreen = late(async () => (await import('../change/change-screen')).ChangeScreen);
const OpenedEvidenceScreen = late(
  async () => (await import('../evidence/opened-evidence-screen')).OpenedEvidenceScreen,
);
const SaveEvidenceScreen = late(async () => (await import('../evidence/save-evidence-screen')).SaveEvidenceScreen);
// Every page but the first is loaded when the pointer is over its name, at the latest when it is opened.
const pages = {
  usage: late(async () => (await import('../usage/usage-view')).UsageView),
  backups: late(async () => (await import('../backup/backups-screen')).BackupsScreen),
  history: late(async () => (await import('../history/history-screen')).HistoryScreen),
  settings: late(async () => (await import('../settings/settings-screen')).SettingsScreen),
  help: late(async () => (await import('../help/help-screen')).HelpScreen),
} as const satisfies Partial<Record<ViewName, unknown>>;

const useStyles = makeStyles({
  body: { position: 'relative', flex: 1, display: 'flex', minHeight: 0 },
});

/** What cannot be loaded now is tried again when it is opened. */
function prepare(view: ViewName): void {
  if (view !== 'wizard') void pages[view].load().catch(() => undefined);
}

export interface ViewsProps {
  /** The outcome to be shown first; null for none. */
  readonly settled: ChangeOutcome | null;
  readonly onRecoveryPending: () => void;
}

export function Views({ settled, onRecoveryPending }: ViewsProps) {
  const styles = useStyles();
  const windowMessages = useContext(PageMessagesContext);
  const [refreshCount, setRefreshCount] = useState(0);
  const [view, setView] = useState<ViewName>('wizard');
  const [isFolded, fold] = useNavigationFold();
  const [change, setChange] = useState<ShownChange | null>(null);
  const [article, setArticle] = useState<{ readonly place: ArticlePlace; readonly opened: number } | null>(null);
  /** What opened the article, and receives the focus when it is closed. */
  const opener = useRef<Element | null>(null);
  const [openedBackup, setOpenedBackup] = useState<string | null>(null);
  /** A page is drawn while there is time: the one before it answers until then. */
  const goTo = useCallback(
    (next: ViewName, backup: string | null = null) =>
      startTransition(() => {
        setOpenedBackup(backup);
        setView(next);
      }),
    [],
  );
  const openUsage = useCallback(() => goTo('usage'), [goTo]);
  const openBackup = useCallback((id: string) => goTo('backups', id), [goTo]);
  const openArticle = useCallback((place: ArticlePlace) => {
    opener.current = document.activeElement;
    setArticle((before) => ({ place, opened: (before?.opened ?? 0) + 1 }));
  }, []);
  const closeArticle = () => {
    setArticle(null);
    if (opener.current instanceof HTMLElement) opener.current.focus();
  };

  const refresh = useCallback(() => setRefreshCount((count) => count + 1), []);
  const commands = useCommands(refresh, setChange);
  const evidence = useEvidence();
  /** Something else than the pages of this computer. */
  const isElsewhere = change !== null || evidence.shown !== null;
  useShortcuts({ goTo, refresh, backUp: commands.backUp, showLastChange: commands.showLastChange }, isElsewhere);
  const messages = (
    <>
      {windowMessages}
      {commands.answer}
      {evidence.answer}
    </>
  );

  const closeChange = (isOutdated: boolean) => {
    setChange(null);
    if (change?.kind === 'plan') change.onClose?.(isOutdated);
  };

  return (
    <ChangeContext value={setChange}>
      <OpenArticleContext value={openArticle}>
        <RefreshContext value={refreshCount}>
          <EvidenceActionsContext value={evidence.actions}>
            <PageMessagesContext value={messages}>
              <div className={styles.body}>
                {!isElsewhere && (
                  <ViewNav
                    current={view}
                    isFoldedByHand={isFolded}
                    onFold={fold}
                    onNear={prepare}
                    onGoTo={(next) => {
                      if (next === 'history' && next !== view) askHistoryAhead();
                      goTo(next);
                    }}
                  />
                )}
                <ContentLayer isBesideNavigation={!isElsewhere}>
                  <Activity mode={isElsewhere ? 'hidden' : 'visible'}>
                    <Activity mode={view === 'wizard' ? 'visible' : 'hidden'}>
                      <OpenUsageContext value={openUsage}>
                        {/* A page that is hidden has no messages. */}
                        <PageMessagesContext value={view === 'wizard' && !isElsewhere ? messages : null}>
                          <Wizard initialOutcome={settled} onRecoveryPending={onRecoveryPending} />
                        </PageMessagesContext>
                      </OpenUsageContext>
                    </Activity>
                    {view === 'usage' && <pages.usage onClose={() => setView('wizard')} />}
                    {view === 'backups' && <pages.backups initialId={openedBackup} />}
                    {view === 'history' && (
                      <OpenBackupContext value={openBackup}>
                        <pages.history onRecoveryPending={onRecoveryPending} />
                      </OpenBackupContext>
                    )}
                    {view === 'settings' && <pages.settings />}
                    {view === 'help' && <pages.help />}
                  </Activity>
                  {change === null && evidence.shown?.kind === 'save' && (
                    <SaveEvidenceScreen chart={evidence.shown.chart} onClose={evidence.close} />
                  )}
                  {change === null && evidence.shown?.kind === 'opened' && (
                    // Messages are about this computer.
                    <PageMessagesContext value={null}>
                      <OpenedEvidenceScreen opened={evidence.shown.opened} onClose={evidence.close} />
                    </PageMessagesContext>
                  )}
                  {change !== null && (
                    <ChangeScreen change={change} onClose={closeChange} onRecoveryPending={onRecoveryPending} />
                  )}
                </ContentLayer>
                {article && <ArticlePane place={article.place} opened={article.opened} onClose={closeArticle} />}
              </div>
            </PageMessagesContext>
          </EvidenceActionsContext>
        </RefreshContext>
      </OpenArticleContext>
    </ChangeContext>
  );
}
