// The wizard: the steps above, the current step, and live usage beside the diagnosis. Holds the one reducer.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { startTransition, Suspense, useCallback, useEffect, useMemo, useReducer, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { low, lowQuery, medium } from '../ui/layout';
import { useMediaQuery } from '../ui/theme';
import { useMachine } from '../machine/machine-context';
import { AlertCoveredContext } from '../usage/alert-covered';
import { UsagePanel } from '../usage/usage-panel';
import { Stepper } from './stepper';
import { WizardStep } from './wizard-step';
import { initialState, opensStep, reduceWizard, type WizardAction, type WizardState } from './wizard-state';
import type { ChangeOutcome } from '../../electron/contract/history/outcome';

const useStyles = makeStyles({
  body: {
    flex: 1,
    minHeight: 0,
    display: 'flex',
    flexDirection: 'column',
    [low]: { display: 'block', overflowY: 'auto' },
  },
  steps: {
    flexShrink: 0,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}`,
    [low]: { paddingBlock: 0 },
  },
  work: {
    flex: 1,
    minHeight: 0,
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    [medium]: { display: 'block', overflowY: 'auto', scrollPaddingBlockEnd: '72px' },
    [low]: { overflowY: 'visible' },
  },
  // One thing scrolls, or the buttons could not stay in view.
  workLow: { [medium]: { overflowY: 'visible' } },
  mainLow: { [medium]: { minHeight: 0 } },
  besidePanel: { gridTemplateColumns: 'minmax(0, 1fr) 360px' },
  main: {
    minHeight: 0,
    overflowY: 'auto',
    scrollPaddingBlockEnd: '72px',
    [medium]: { overflowY: 'visible', minHeight: '100%' },
    [low]: { minHeight: 0 },
  },
  panel: {
    padding: tokens.spacingHorizontalL,
    overflowY: 'auto',
    borderLeft: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
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

  const { step, verdict } = state;
  // The first step says more than the alert, and who is on the way to a change has read it.
  const covered = useMemo(
    () =>
      verdict?.severity === 'warning' || verdict?.severity === 'critical'
        ? { transport: verdict.scope.transport, isFullTold: verdict.conclusion === 'exhausted-now' }
        : null,
    [verdict],
  );
  const isLow = useMediaQuery(lowQuery);
  const hasPanel = step === 'symptom';
  return (
    <div className={styles.body}>
      <nav className={styles.steps} aria-label={t('rail.label')}>
        <Stepper state={state} onGoTo={(step) => dispatch({ type: 'go-to', step })} />
      </nav>
      <div className={mergeClasses(styles.work, isLow && styles.workLow, hasPanel && styles.besidePanel)}>
        <main className={mergeClasses(styles.main, isLow && styles.mainLow)}>
          <AlertCoveredContext value={covered}>
            <Suspense>
              <WizardStep state={state} dispatch={dispatch} onRecoveryPending={onRecoveryPending} />
            </Suspense>
          </AlertCoveredContext>
        </main>
        {hasPanel && (
          <aside className={styles.panel} aria-labelledby="usage-title">
            <UsagePanel severity={verdict?.severity ?? null} />
          </aside>
        )}
      </div>
    </div>
  );
}

function startWith(outcome: ChangeOutcome | null): WizardState {
  return outcome === null ? initialState : reduceWizard(initialState, { type: 'outcome-shown', outcome });
}
