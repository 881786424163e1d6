// The wizard: steps on the left, the current step, and live usage next to it. Holds the one reducer.
import { makeStyles, tokens } from '@fluentui/react-components';
import { startTransition, Suspense, useCallback, useEffect, useReducer, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { low, medium, narrow } from '../ui/layout';
import { useMachine } from '../machine/machine-context';
import { UsagePanel } from '../usage/usage-panel';
import { StepRail } from './step-rail';
import { WizardStep } from './wizard-step';
import { initialState, opensStep, reduceWizard, type WizardAction, type WizardState } from './wizard-state';
import type { ChangeOutcome } from '../../electron/contract/history/outcome';

const useStyles = makeStyles({
  body: {
    flex: 1,
    minHeight: 0,
    display: 'grid',
    gridTemplateColumns: '200px minmax(0, 1fr)',
    [narrow]: { display: 'block', overflowY: 'auto', scrollPaddingBlockEnd: '72px' },
    [low]: { overflowY: 'auto' },
  },
  rail: {
    padding: tokens.spacingHorizontalM,
    overflowY: 'auto',
    borderRight: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground2,
    [narrow]: { padding: tokens.spacingHorizontalS, borderRight: 'none' },
  },
  work: {
    minHeight: 0,
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) 320px',
    [medium]: { display: 'block', overflowY: 'auto', scrollPaddingBlockEnd: '72px' },
    [narrow]: { overflowY: 'visible' },
  },
  main: {
    minHeight: 0,
    overflowY: 'auto',
    scrollPaddingBlockEnd: '72px',
    [medium]: { overflowY: 'visible', minHeight: '100%' },
    [narrow]: { minHeight: 0 },
  },
  panel: {
    padding: tokens.spacingHorizontalL,
    overflowY: 'auto',
    borderLeft: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    [medium]: {
      overflowY: 'visible',
      borderLeft: 'none',
      borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
      padding: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalXXL}`,
    },
  },
});

export interface WizardProps {
  /** The outcome of an interrupted change that was settled, to be shown first. */
  readonly initialOutcome: ChangeOutcome | null;
  readonly onRecoveryPending: () => void;
}

export function Wizard({ initialOutcome, onRecoveryPending }: WizardProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { generation } = useMachine();
  const [state, dispatchNow] = useReducer(reduceWizard, initialOutcome, startWith);
  // The current step stays until the code of the next one is loaded: nothing flashes.
  const dispatch = useCallback((action: WizardAction) => {
    if (opensStep(action)) startTransition(() => dispatchNow(action));
    else dispatchNow(action);
  }, []);
  const seen = useRef(generation);

  useEffect(() => {
    if (seen.current === generation) return;
    seen.current = generation;
    dispatch({ type: 'machine-changed' });
  }, [generation, dispatch]);

  return (
    <div className={styles.body}>
      <nav className={styles.rail} aria-label={t('rail.label')}>
        <StepRail state={state} onGoTo={(step) => dispatch({ type: 'go-to', step })} />
      </nav>
      <div className={styles.work}>
        <main className={styles.main}>
          <Suspense>
            <WizardStep state={state} dispatch={dispatch} onRecoveryPending={onRecoveryPending} />
          </Suspense>
        </main>
        <aside className={styles.panel} aria-labelledby="usage-title">
          <UsagePanel severity={state.step === 'symptom' ? (state.verdict?.severity ?? null) : null} />
        </aside>
      </div>
    </div>
  );
}

function startWith(outcome: ChangeOutcome | null): WizardState {
  return outcome === null ? initialState : reduceWizard(initialState, { type: 'outcome-shown', outcome });
}
