// The root of the window: the system's theme, facts about the machine, an interrupted change before anything else, then the wizard.
import { AriaLiveAnnouncer, FluentProvider, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { on } from '../ipc/api';
import { ContentLayer } from '../ui/content-layer';
import { formatsFor } from '../text/format';
import { useSystemTheme } from '../ui/theme';
import { useLanguage } from '../text/use-language';
import { MachineContext, useMachine } from '../machine/machine-context';
import { late } from '../ui/late';
import { ReadingView } from '../ui/reading-view';
import { PageMessagesContext } from '../ui/page-messages';
import { useReading, type Reading } from '../ui/use-reading';
import { speak } from './i18n';
import { TitleBar } from './title-bar';
import { KeptFoldContext } from './use-navigation-fold';
import { useWindowMessages } from './use-window-messages';
import { Views } from './views';
import { AnnouncedContext } from './window-message';
import type { ChangeOutcome } from '../../electron/contract/history/outcome';
import type { MachineInfo } from '../../electron/contract/machine/machine-info';
import type { PageState } from '../../electron/contract/ipc/page';
import { directionOf, localeFor } from '../../electron/contract/settings/languages';

const ChangeUnderWay = late(async () => (await import('../change/change-under-way')).ChangeUnderWay);
const ChangeFailedApart = late(async () => (await import('../change/change-under-way')).ChangeFailedApart);
const RecoveryScreen = late(async () => (await import('../recovery/recovery-screen')).RecoveryScreen);

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
});

export function App() {
  const { theme } = useSystemTheme();
  const language = useLanguage();
  useEffect(() => on('language.changed', (next) => void speak(next)), []);
  return (
    <FluentProvider theme={theme} dir={directionOf(language)}>
      <AriaLiveAnnouncer>
        <Machine />
      </AriaLiveAnnouncer>
    </FluentProvider>
  );
}

function Machine() {
  const styles = useStyles();
  const generation = useGeneration();
  const [machine, readMachine] = useReading('machine.describe', generation);
  if (machine.status !== 'ready') {
    return (
      <div className={styles.window}>
        <TitleBar machine={null} />
        <Starting reading={machine} readAgain={readMachine} />
      </div>
    );
  }
  return <MachineScreens machine={machine.value} generation={generation} />;
}

interface StartingProps {
  readonly reading: Reading<unknown>;
  readonly readAgain: () => void;
}

/** Until the first page is known. */
function Starting({ reading, readAgain }: StartingProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <ContentLayer>
      <main className={styles.start}>
        <ReadingView reading={reading} label={t('app.starting')} readAgain={readAgain}>
          {() => null}
        </ReadingView>
      </main>
    </ContentLayer>
  );
}

interface MachineScreensProps {
  readonly machine: MachineInfo;
  readonly generation: number;
}

function MachineScreens({ machine, generation }: MachineScreensProps) {
  const styles = useStyles();
  const [page, readPage] = useReading('page.state', generation);
  const locale = localeFor(useLanguage(), machine.locale);
  const formats = useMemo(() => formatsFor(locale), [locale]);
  const [settings] = useReading('settings.read', generation);
  const place = page.status === 'ready' ? page.value.place : null;
  const scope = useMemo(() => ({ machine, formats, generation, place }), [machine, formats, generation, place]);
  return (
    <MachineContext value={scope}>
      <div className={styles.window}>
        <TitleBar machine={machine} />
        <Messages page={page.status === 'ready' ? page.value : null}>
          {page.status !== 'ready' && <Starting reading={page} readAgain={readPage} />}
          {page.status === 'ready' && page.value.running !== null && (
            <ContentLayer>
              <ChangeUnderWay running={page.value.running} onReadAgain={readPage} />
            </ContentLayer>
          )}
          {page.status === 'ready' && page.value.running === null && settings.status !== 'loading' && (
            <KeptFoldContext
              value={settings.status === 'ready' ? (settings.value.settings.isNavigationFolded ?? null) : null}
            >
              <SettledScreens ended={page.value.ended} />
            </KeptFoldContext>
          )}
        </Messages>
      </div>
    </MachineContext>
  );
}

function Messages({ page, children }: { readonly page: PageState | null; readonly children: ReactNode }) {
  const [announced] = useState(() => new Set<string>());
  return (
    <AnnouncedContext value={announced}>
      <PageMessagesContext value={useWindowMessages(page)}>{children}</PageMessagesContext>
    </AnnouncedContext>
  );
}

/** No change is running: first a change that was cut off, then the outcome of one whose page was reloaded, then the wizard. */
function SettledScreens({ ended }: Pick<PageState, 'ended'>) {
  const { generation } = useMachine();
  const [recovery, readRecovery] = useReading('recovery.read', generation);
  const [settled, setSettled] = useState<ChangeOutcome | null>(null);
  const [isFailureSeen, setIsFailureSeen] = useState(false);

  const finishRecovery = (outcome: ChangeOutcome) => {
    setSettled(outcome);
    readRecovery();
  };

  if (recovery.status !== 'ready') {
    return <Starting reading={recovery} readAgain={readRecovery} />;
  }
  if (recovery.value !== null) {
    return (
      <ContentLayer>
        <RecoveryScreen
          key={recovery.value.record.id}
          recovery={recovery.value}
          onSettled={finishRecovery}
          onReadAgain={readRecovery}
        />
      </ContentLayer>
    );
  }
  if (ended?.ok === false && settled === null && !isFailureSeen) {
    return (
      <ContentLayer>
        <ChangeFailedApart error={ended.error} onGoOn={() => setIsFailureSeen(true)} />
      </ContentLayer>
    );
  }
  return <Views settled={settled ?? outcomeOf(ended)} onRecoveryPending={readRecovery} />;
}

function outcomeOf(ended: PageState['ended']): ChangeOutcome | null {
  return ended?.ok ? ended.outcome : null;
}

/** How often the machine was restarted or reset since the window opened. */
function useGeneration(): number {
  const [generation, setGeneration] = useState(0);
  useEffect(() => on('machine.changed', () => setGeneration((count) => count + 1)), []);
  return generation;
}
