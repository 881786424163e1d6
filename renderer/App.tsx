// The whole window: theme of the system, facts of the machine, an interrupted change before anything else, then the wizard.
import { AriaLiveAnnouncer, FluentProvider, makeStyles, tokens } from '@fluentui/react-components';
import { Activity, lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { on } from './api';
import { ChangeContext, type ShownChange } from './change/change-context';
import { formatsFor } from './format';
import { useSystemTheme } from './theme';
import { MachineContext } from './ui/machine-context';
import { MachineHeader } from './ui/machine-header';
import { ReadingView } from './ui/reading-view';
import { useReading } from './ui/use-reading';
import { ViewNav, type ViewName } from './ui/view-nav';
import { OpenUsageContext } from './usage/open-usage';
import { UsageAlertBar } from './usage/usage-alert-bar';
import { Wizard } from './wizard/wizard';
import type { ChangeOutcome, MachineInfo } from '../electron/contract/models';

// The screens that are not the first: their code is loaded when they are opened, from the same folder.
const BackupsScreen = lazy(async () => ({ default: (await import('./backups/backups-screen')).BackupsScreen }));
const ChangeScreen = lazy(async () => ({ default: (await import('./change/change-screen')).ChangeScreen }));
const HistoryScreen = lazy(async () => ({ default: (await import('./history/history-screen')).HistoryScreen }));
const RecoveryScreen = lazy(async () => ({ default: (await import('./recovery/recovery-screen')).RecoveryScreen }));
const UsageView = lazy(async () => ({ default: (await import('./usage/usage-view')).UsageView }));

const useStyles = makeStyles({
  start: { display: 'grid', placeContent: 'center', height: '100%', padding: tokens.spacingHorizontalXXL, boxSizing: 'border-box' },
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
  const [recovery, readRecovery] = useReading('recovery.read', generation);
  const [settled, setSettled] = useState<ChangeOutcome | null>(null);
  const formats = useMemo(() => formatsFor(machine.locale), [machine.locale]);
  const scope = useMemo(() => ({ machine, formats, generation }), [machine, formats, generation]);

  const finishRecovery = (outcome: ChangeOutcome) => {
    setSettled(outcome);
    readRecovery();
  };

  return (
    <MachineContext value={scope}>
      <div className={styles.window}>
        <MachineHeader />
        <UsageAlertBar />
        {recovery.status !== 'ready' && (
          <main className={styles.start}>
            <ReadingView reading={recovery} label={t('app.starting')} readAgain={readRecovery}>
              {() => null}
            </ReadingView>
          </main>
        )}
        {recovery.status === 'ready' && recovery.value !== null && (
          <Suspense>
            <RecoveryScreen key={recovery.value.record.id} recovery={recovery.value} onSettled={finishRecovery} onReadAgain={readRecovery} />
          </Suspense>
        )}
        {recovery.status === 'ready' && recovery.value === null && (
          <Views settled={settled} onRecoveryPending={readRecovery} />
        )}
      </div>
    </MachineContext>
  );
}

interface ViewsProps {
  readonly settled: ChangeOutcome | null;
  readonly onRecoveryPending: () => void;
}

/** The wizard and the screens beside it. What is hidden keeps its state, and reads again when it comes back. */
function Views({ settled, onRecoveryPending }: ViewsProps) {
  const [view, setView] = useState<ViewName>('wizard');
  const [change, setChange] = useState<ShownChange | null>(null);
  const openUsage = useCallback(() => setView('usage'), []);

  const closeChange = (isOutdated: boolean) => {
    setChange(null);
    if (change?.kind === 'plan') change.onClose?.(isOutdated);
  };

  return (
    <ChangeContext value={setChange}>
      <Activity mode={change === null ? 'visible' : 'hidden'}>
        <ViewNav current={view} onGoTo={setView} />
        <Activity mode={view === 'wizard' ? 'visible' : 'hidden'}>
          <OpenUsageContext value={openUsage}>
            <Wizard initialOutcome={settled} onRecoveryPending={onRecoveryPending} />
          </OpenUsageContext>
        </Activity>
        {/* A boundary for each: a shared one would keep the screen that was left, until the next one is loaded. */}
        {view === 'usage' && <Suspense><UsageView onClose={() => setView('wizard')} /></Suspense>}
        {view === 'backups' && <Suspense><BackupsScreen /></Suspense>}
        {view === 'history' && <Suspense><HistoryScreen onRecoveryPending={onRecoveryPending} /></Suspense>}
      </Activity>
      {change !== null && <Suspense><ChangeScreen change={change} onClose={closeChange} onRecoveryPending={onRecoveryPending} /></Suspense>}
    </ChangeContext>
  );
}

/** How often the machine was restarted or reset since the window opened. */
function useGeneration(): number {
  const [generation, setGeneration] = useState(0);
  useEffect(() => on('machine.changed', () => setGeneration((count) => count + 1)), []);
  return generation;
}
