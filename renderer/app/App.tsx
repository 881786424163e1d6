// The root of the window: the system's theme, facts about the machine, an interrupted change before anything else, then the wizard.
import { AriaLiveAnnouncer, FluentProvider, makeStyles, tokens } from '@fluentui/react-components';
import { Activity, lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { on } from '../ipc/api';
import { ChangeContext, type ShownChange } from '../change/change-context';
import { formatsFor } from '../text/format';
import { useSystemTheme } from '../ui/theme';
import { MachineContext, useMachine } from '../machine/machine-context';
import { MachineHeader } from '../machine/machine-header';
import { PageNotice } from './page-notice';
import { ReadingView } from '../ui/reading-view';
import { useReading } from '../ui/use-reading';
import { ViewNav, type ViewName } from './view-nav';
import { OpenBackupContext } from '../history/open-backup';
import { OpenUsageContext } from '../usage/open-usage';
import { UsageAlertBar } from '../usage/usage-alert-bar';
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
  window: { display: 'flex', flexDirection: 'column', height: '100%', minHeight: 0 },
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
      <main className={styles.start}>
        <ReadingView reading={machine} label={t('app.starting')} readAgain={readMachine}>
          {() => null}
        </ReadingView>
      </main>
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
        <MachineHeader />
        <UsageAlertBar />
        {page.status !== 'ready' && (
          <main className={styles.start}>
            <ReadingView reading={page} label={t('app.starting')} readAgain={readPage}>
              {() => null}
            </ReadingView>
          </main>
        )}
        {page.status === 'ready' && <PageNotice reloaded={page.value.reloaded} folder={page.value.folder} />}
        {page.status === 'ready' && page.value.running !== null && (
          <Suspense>
            <ChangeUnderWay running={page.value.running} onReadAgain={readPage} />
          </Suspense>
        )}
        {page.status === 'ready' && page.value.running === null && <SettledScreens ended={page.value.ended} />}
      </div>
    </MachineContext>
  );
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
      <main className={styles.start}>
        <ReadingView reading={recovery} label={t('app.starting')} readAgain={readRecovery}>
          {() => null}
        </ReadingView>
      </main>
    );
  }
  if (recovery.value !== null) {
    return (
      <Suspense>
        <RecoveryScreen
          key={recovery.value.record.id}
          recovery={recovery.value}
          onSettled={finishRecovery}
          onReadAgain={readRecovery}
        />
      </Suspense>
    );
  }
  if (ended?.ok === false && settled === null && !isFailureSeen) {
    return (
      <Suspense>
        <ChangeFailedApart error={ended.error} onGoOn={() => setIsFailureSeen(true)} />
      </Suspense>
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
  const [view, setView] = useState<ViewName>('wizard');
  const [change, setChange] = useState<ShownChange | null>(null);
  const [openedBackup, setOpenedBackup] = useState<string | null>(null);
  const openUsage = useCallback(() => setView('usage'), []);
  const openBackup = useCallback((id: string) => {
    setOpenedBackup(id);
    setView('backups');
  }, []);
  const goTo = (next: ViewName) => {
    setOpenedBackup(null);
    setView(next);
  };

  const closeChange = (isOutdated: boolean) => {
    setChange(null);
    if (change?.kind === 'plan') change.onClose?.(isOutdated);
  };

  return (
    <ChangeContext value={setChange}>
      <Activity mode={change === null ? 'visible' : 'hidden'}>
        <ViewNav current={view} onGoTo={goTo} />
        <Activity mode={view === 'wizard' ? 'visible' : 'hidden'}>
          <OpenUsageContext value={openUsage}>
            <Wizard initialOutcome={settled} onRecoveryPending={onRecoveryPending} />
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
      </Activity>
      {change !== null && (
        <Suspense>
          <ChangeScreen change={change} onClose={closeChange} onRecoveryPending={onRecoveryPending} />
        </Suspense>
      )}
    </ChangeContext>
  );
}

/** How often the machine was restarted or reset since the window opened. */
function useGeneration(): number {
  const [generation, setGeneration] = useState(0);
  useEffect(() => on('machine.changed', () => setGeneration((count) => count + 1)), []);
  return generation;
}
