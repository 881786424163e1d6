// The whole window: theme of the system, facts of the machine, an interrupted change before anything else, then the wizard.
import { AriaLiveAnnouncer, FluentProvider, makeStyles, tokens } from '@fluentui/react-components';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { on } from './api';
import { formatsFor } from './format';
import { RecoveryScreen } from './recovery/recovery-screen';
import { useSystemTheme } from './theme';
import { MachineContext } from './ui/machine-context';
import { MachineHeader } from './ui/machine-header';
import { ReadingView } from './ui/reading-view';
import { useReading } from './ui/use-reading';
import { OpenUsageContext } from './usage/open-usage';
import { UsageAlertBar } from './usage/usage-alert-bar';
import { UsageView } from './usage/usage-view';
import { Wizard } from './wizard/wizard';
import type { ChangeOutcome, MachineInfo } from '../electron/contract/models';

const useStyles = makeStyles({
  provider: { height: '100%' },
  start: { display: 'grid', placeContent: 'center', height: '100%', padding: tokens.spacingHorizontalXXL, boxSizing: 'border-box' },
  shown: { display: 'contents' },
  hidden: { display: 'none' },
  window: { display: 'flex', flexDirection: 'column', height: '100%', minHeight: 0 },
});

export function App() {
  const { theme } = useSystemTheme();
  const styles = useStyles();
  return (
    <FluentProvider theme={theme} className={styles.provider}>
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
  const [isUsageOpen, setIsUsageOpen] = useState(false);
  const openUsage = useCallback(() => setIsUsageOpen(true), []);
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
        {isUsageOpen && <UsageView onClose={() => setIsUsageOpen(false)} />}
        {recovery.status !== 'ready' && (
          <main className={styles.start}>
            <ReadingView reading={recovery} label={t('app.starting')} readAgain={readRecovery}>
              {() => null}
            </ReadingView>
          </main>
        )}
        {recovery.status === 'ready' && recovery.value !== null && (
          <RecoveryScreen key={recovery.value.record.id} recovery={recovery.value} onSettled={finishRecovery} onReadAgain={readRecovery} />
        )}
        {recovery.status === 'ready' && recovery.value === null && (
          // The wizard stays as it is behind the usage view.
          <div className={isUsageOpen ? styles.hidden : styles.shown}>
            <OpenUsageContext value={openUsage}>
              <Wizard initialOutcome={settled} onRecoveryPending={readRecovery} />
            </OpenUsageContext>
          </div>
        )}
      </div>
    </MachineContext>
  );
}

/** How often the machine was restarted or reset since the window opened. */
function useGeneration(): number {
  const [generation, setGeneration] = useState(0);
  useEffect(() => on('machine.changed', () => setGeneration((count) => count + 1)), []);
  return generation;
}
