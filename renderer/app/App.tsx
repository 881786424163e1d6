// The root of the window: the system's theme, facts about the machine, an interrupted change before anything else, then the wizard.
import { AriaLiveAnnouncer, FluentProvider, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { Activity, lazy, Suspense, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { on } from '../ipc/api';
import { ChangeContext, type ShownChange } from '../change/change-context';
import { formatsFor } from '../text/format';
import { useSystemTheme } from '../ui/theme';
import { MachineContext, useMachine } from '../machine/machine-context';
import { ReadingView } from '../ui/reading-view';
import { PageMessagesContext } from '../ui/page-messages';
import { useReading } from '../ui/use-reading';
import { TitleBar } from './title-bar';
import { useWindowMessages } from './use-window-messages';
import { ViewNav } from './view-nav';
import type { ViewName } from './views';
import { OpenUsageContext } from '../usage/open-usage';
import { Wizard } from '../wizard/wizard';
import type { ChangeOutcome } from '../../electron/contract/history/outcome';
import type { MachineInfo } from '../../electron/contract/machine/machine-info';
import type { PageState } from '../../electron/contract/ipc/page';

// Every screen but the first is loaded when it is opened.
const BackupsScreen = lazy(async () => ({ default: (await import('../backup/backups-screen')).BackupsScreen }));
const ChangeScreen = lazy(async () => ({ default: (await import('../change/change-screen')).ChangeScreen }));
const ChangeUnderWay = lazy(async () => ({ default: (await import('../change/change-under-way')).ChangeUnderWay }));
const ChangeFailedApart = lazy(async () => ({
  default: (await import('../change/change-under-way')).ChangeFailedApart,
}));
const HistoryScreen = lazy(async () => ({ default: (await import('../history/history-screen')).HistoryScreen }));
const RecoveryScreen = lazy(async () => ({ default: (await import('../recovery/recovery-screen')).RecoveryScreen }));
const UsageView = lazy(async () => ({ default: (await import('../usage/usage-view')).UsageView }));

const useStyles = makeStyles({
  start: {
    display: 'grid',
    placeContent: 'center',
    height: '100%',
    padding: tokens.spacingHorizontalXXL,
    boxSizing: 'border-box',
  },
  window: {
    display: 'flex',
    flexDirection: 'column',
    height: '100%',
    minHeight: 0,
    backgroundColor: tokens.colorNeutralBackground3,
  },
  body: { flex: 1, display: 'flex', minHeight: 0 },
  content: {
    flex: 1,
    minWidth: 0,
    minHeight: 0,
    display: 'flex',
    flexDirection: 'column',
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground2,
    overflow: 'hidden',
  },
  besideNav: {
    borderTopLeftRadius: '8px',
    borderLeft: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
});

export function App() {
  const { theme } = useSystemTheme();
  return (
    <FluentProvider theme={theme}>
      <AriaLiveAnnouncer>
        <Machine />
      </AriaLiveAnnouncer>
    </FluentProvider>
  );
}

function Machine() {
  const { t } = useTranslation();
  const styles = useStyles();
  const generation = useGeneration();
  const [machine, readMachine] = useReading('machine.describe', generation);
  if (machine.status !== 'ready') {
    return (
      <div className={styles.window}>
        <TitleBar machine={null} />
        <main className={mergeClasses(styles.content, styles.start)}>
          <ReadingView reading={machine} label={t('app.starting')} readAgain={readMachine}>
            {() => null}
          </ReadingView>
        </main>
      </div>
    );
  }
  return <MachineScreens machine={machine.value} generation={generation} />;
}

interface MachineScreensProps {
  readonly machine: MachineInfo;
  readonly generation: number;
}

function MachineScreens({ machine, generation }: MachineScreensProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [page, readPage] = useReading('page.state', generation);
  const formats = useMemo(() => formatsFor(machine.locale), [machine.locale]);
  const place = page.status === 'ready' ? page.value.place : null;
  const scope = useMemo(() => ({ machine, formats, generation, place }), [machine, formats, generation, place]);
  return (
    <MachineContext value={scope}>
      <div className={styles.window}>
        <TitleBar machine={machine} />
        <Messages page={page.status === 'ready' ? page.value : null}>
          {page.status !== 'ready' && (
            <main className={mergeClasses(styles.content, styles.start)}>
              <ReadingView reading={page} label={t('app.starting')} readAgain={readPage}>
                {() => null}
              </ReadingView>
            </main>
          )}
          {page.status === 'ready' && page.value.running !== null && (
            <div className={styles.content}>
              <Suspense>
                <ChangeUnderWay running={page.value.running} onReadAgain={readPage} />
              </Suspense>
            </div>
          )}
          {page.status === 'ready' && page.value.running === null && <SettledScreens ended={page.value.ended} />}
        </Messages>
      </div>
    </MachineContext>
  );
}

function Messages({ page, children }: { readonly page: PageState | null; readonly children: ReactNode }) {
  return <PageMessagesContext value={useWindowMessages(page)}>{children}</PageMessagesContext>;
}

/** No change is running: first a change that was cut off, then the outcome of one whose page was reloaded, then the wizard. */
function SettledScreens({ ended }: Pick<PageState, 'ended'>) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { generation } = useMachine();
  const [recovery, readRecovery] = useReading('recovery.read', generation);
  const [settled, setSettled] = useState<ChangeOutcome | null>(null);
  const [isFailureSeen, setIsFailureSeen] = useState(false);

  const finishRecovery = (outcome: ChangeOutcome) => {
    setSettled(outcome);
    readRecovery();
  };

  if (recovery.status !== 'ready') {
    return (
      <main className={mergeClasses(styles.content, styles.start)}>
        <ReadingView reading={recovery} label={t('app.starting')} readAgain={readRecovery}>
          {() => null}
        </ReadingView>
      </main>
    );
  }
  if (recovery.value !== null) {
    return (
      <div className={styles.content}>
        <Suspense>
          <RecoveryScreen
            key={recovery.value.record.id}
            recovery={recovery.value}
            onSettled={finishRecovery}
            onReadAgain={readRecovery}
          />
        </Suspense>
      </div>
    );
  }
  if (ended?.ok === false && settled === null && !isFailureSeen) {
    return (
      <div className={styles.content}>
        <Suspense>
          <ChangeFailedApart error={ended.error} onGoOn={() => setIsFailureSeen(true)} />
        </Suspense>
      </div>
    );
  }
  return <Views settled={settled ?? outcomeOf(ended)} onRecoveryPending={readRecovery} />;
}

function outcomeOf(ended: PageState['ended']): ChangeOutcome | null {
  return ended?.ok ? ended.outcome : null;
}

interface ViewsProps {
  readonly settled: ChangeOutcome | null;
  readonly onRecoveryPending: () => void;
}

/** The wizard and the screens beside it. A hidden screen keeps its state, and reads again when it is shown. */
function Views({ settled, onRecoveryPending }: ViewsProps) {
  const styles = useStyles();
  const messages = useContext(PageMessagesContext);
  const [view, setView] = useState<ViewName>('wizard');
  const [change, setChange] = useState<ShownChange | null>(null);
  const openUsage = useCallback(() => setView('usage'), []);

  const closeChange = (isOutdated: boolean) => {
    setChange(null);
    if (change?.kind === 'plan') change.onClose?.(isOutdated);
  };

  return (
    <ChangeContext value={setChange}>
      <div className={styles.body}>
        {change === null && <ViewNav current={view} onGoTo={setView} />}
        <div className={mergeClasses(styles.content, change === null && styles.besideNav)}>
          <Activity mode={change === null ? 'visible' : 'hidden'}>
            <Activity mode={view === 'wizard' ? 'visible' : 'hidden'}>
              <OpenUsageContext value={openUsage}>
                {/* A page that is hidden has no messages. */}
                <PageMessagesContext value={view === 'wizard' && change === null ? messages : null}>
                  <Wizard initialOutcome={settled} onRecoveryPending={onRecoveryPending} />
                </PageMessagesContext>
              </OpenUsageContext>
            </Activity>
            {/* A boundary for each: a shared one would keep the screen that was left, until the next one is loaded. */}
            {view === 'usage' && (
              <Suspense>
                <UsageView onClose={() => setView('wizard')} />
              </Suspense>
            )}
            {view === 'backups' && (
              <Suspense>
                <BackupsScreen />
              </Suspense>
            )}
            {view === 'history' && (
              <Suspense>
                <HistoryScreen onRecoveryPending={onRecoveryPending} />
              </Suspense>
            )}
          </Activity>
          {change !== null && (
            <Suspense>
              <ChangeScreen change={change} onClose={closeChange} onRecoveryPending={onRecoveryPending} />
            </Suspense>
          )}
        </div>
      </div>
    </ChangeContext>
  );
}

/** How often the machine was restarted or reset since the window opened. */
function useGeneration(): number {
  const [generation, setGeneration] = useState(0);
  useEffect(() => on('machine.changed', () => setGeneration((count) => count + 1)), []);
  return generation;
}
