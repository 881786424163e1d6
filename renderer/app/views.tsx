// The pages beside the navigation, the article that opens beside them, and the shortcuts. A hidden page keeps its state, and
// reads again when it is shown.
import { makeStyles } from '@fluentui/react-components';
import { Activity, lazy, Suspense, useCallback, useContext, useRef, useState } from 'react';
import { OpenArticleContext, type ArticlePlace } from '../article/open-article';
import { ChangeContext, type ShownChange } from '../change/change-context';
import { OpenBackupContext } from '../history/open-backup';
import { EvidenceActionsContext } from '../ui/evidence-actions';
import { ContentLayer } from '../ui/content-layer';
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

// Every page but the first is loaded when it is opened.
const ArticlePane = lazy(async () => ({ default: (await import('../article/article-pane')).ArticlePane }));
const BackupsScreen = lazy(async () => ({ default: (await import('../backup/backups-screen')).BackupsScreen }));
const ChangeScreen = lazy(async () => ({ default: (await import('../change/change-screen')).ChangeScreen }));
const OpenedEvidenceScreen = lazy(async () => ({
  default: (await import('../evidence/opened-evidence-screen')).OpenedEvidenceScreen,
}));
const SaveEvidenceScreen = lazy(async () => ({
  default: (await import('../evidence/save-evidence-screen')).SaveEvidenceScreen,
}));
const HelpScreen = lazy(async () => ({ default: (await import('../help/help-screen')).HelpScreen }));
const HistoryScreen = lazy(async () => ({ default: (await import('../history/history-screen')).HistoryScreen }));
const SettingsScreen = lazy(async () => ({ default: (await import('../settings/settings-screen')).SettingsScreen }));
const UsageView = lazy(async () => ({ default: (await import('../usage/usage-view')).UsageView }));

const useStyles = makeStyles({
  body: { position: 'relative', flex: 1, display: 'flex', minHeight: 0 },
});

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
  const openUsage = useCallback(() => setView('usage'), []);
  const openBackup = useCallback((id: string) => {
    setOpenedBackup(id);
    setView('backups');
  }, []);
  const goTo = useCallback((next: ViewName) => {
    setOpenedBackup(null);
    setView(next);
  }, []);
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
                {!isElsewhere && <ViewNav current={view} isFoldedByHand={isFolded} onFold={fold} onGoTo={goTo} />}
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
                    {/* A boundary for each: a shared one would keep the page that was left, until the next one is loaded. */}
                    {view === 'usage' && (
                      <Suspense>
                        <UsageView onClose={() => setView('wizard')} />
                      </Suspense>
                    )}
                    {view === 'backups' && (
                      <Suspense>
                        <BackupsScreen initialId={openedBackup} />
                      </Suspense>
                    )}
                    {view === 'history' && (
                      <Suspense>
                        <OpenBackupContext value={openBackup}>
                          <HistoryScreen onRecoveryPending={onRecoveryPending} />
                        </OpenBackupContext>
                      </Suspense>
                    )}
                    {view === 'settings' && (
                      <Suspense>
                        <SettingsScreen />
                      </Suspense>
                    )}
                    {view === 'help' && (
                      <Suspense>
                        <HelpScreen />
                      </Suspense>
                    )}
                  </Activity>
                  {change === null && evidence.shown?.kind === 'save' && (
                    <Suspense>
                      <SaveEvidenceScreen chart={evidence.shown.chart} onClose={evidence.close} />
                    </Suspense>
                  )}
                  {change === null && evidence.shown?.kind === 'opened' && (
                    <Suspense>
                      {/* Messages are about this computer. */}
                      <PageMessagesContext value={null}>
                        <OpenedEvidenceScreen opened={evidence.shown.opened} onClose={evidence.close} />
                      </PageMessagesContext>
                    </Suspense>
                  )}
                  {change !== null && (
                    <Suspense>
                      <ChangeScreen change={change} onClose={closeChange} onRecoveryPending={onRecoveryPending} />
                    </Suspense>
                  )}
                </ContentLayer>
                {article && (
                  <Suspense>
                    <ArticlePane place={article.place} opened={article.opened} onClose={closeArticle} />
                  </Suspense>
                )}
              </div>
            </PageMessagesContext>
          </EvidenceActionsContext>
        </RefreshContext>
      </OpenArticleContext>
    </ChangeContext>
  );
}
