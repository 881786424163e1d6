// The wizard as a union of steps and a pure reducer.
// Protects: no step from "value" on without a backup, none from "apply" on without a plan, and "done" only with an outcome.
import { rangeDraftOf, type AllDrafts, type Draft, type RangeDraft } from './drafts';
import type { ParameterName } from '../../electron/contract/registry/parameters';
import type { ReportedError } from '../../electron/contract/diagnosis/diagnosis';
import type { Verdict } from '../../electron/contract/diagnosis/verdict';
import type { BackupInfo } from '../../electron/contract/backup/backup-info';
import type { PlanPreview, RequestedChange } from '../../electron/contract/change/plan';
import type { ChangeOutcome } from '../../electron/contract/history/outcome';

export const stepNames = ['symptom', 'backup', 'value', 'apply', 'done'] as const;
export type StepName = (typeof stepNames)[number];

/** A plan together with the request, so that it can be computed again. */
export interface PreparedPlan {
  readonly requested: readonly RequestedChange[];
  readonly preview: PlanPreview;
}

type JudgedVerdict = Pick<Verdict, 'recommendation' | 'severity' | 'scope' | 'conclusion'>;

interface Common {
  /** What the user saw, as the person in front of the wizard says. */
  readonly reported: ReportedError | null;
  /** The latest verdict of the first step: what it recommends, how bad it is, and of what; null where there was none. */
  readonly verdict: JudgedVerdict | null;
  /** The furthest step reached since the wizard started. */
  readonly furthest: StepName;
  /** Choices that the user has touched. */
  readonly drafts: Partial<AllDrafts>;
  readonly backup: BackupInfo | null;
  readonly plan: PreparedPlan | null;
  readonly outcome: ChangeOutcome | null;
  /** A change is running: the step cannot be left. */
  readonly isBusy: boolean;
  /** The wizard started over because the machine was restarted or reset. */
  readonly wasInterrupted: boolean;
}

export type WizardState =
  | (Common & { readonly step: 'symptom' | 'backup' })
  | (Common & { readonly step: 'value'; readonly backup: BackupInfo })
  | (Common & { readonly step: 'apply'; readonly backup: BackupInfo; readonly plan: PreparedPlan })
  | (Common & { readonly step: 'done'; readonly outcome: ChangeOutcome });

export type WizardAction =
  | { readonly type: 'reported'; readonly reported: ReportedError | null }
  | { readonly type: 'judged'; readonly verdict: JudgedVerdict | null }
  | { readonly type: 'next' }
  | { readonly type: 'back' }
  | { readonly type: 'go-to'; readonly step: StepName }
  | { readonly type: 'backed-up'; readonly backup: BackupInfo }
  | { readonly type: 'draft-changed'; readonly name: ParameterName; readonly draft: Draft }
  | { readonly type: 'range-draft-changed'; readonly transport: keyof typeof rangeDraftOf; readonly draft: RangeDraft }
  | { readonly type: 'planned'; readonly plan: PreparedPlan }
  | { readonly type: 'plan-lost' }
  | { readonly type: 'busy'; readonly isBusy: boolean }
  | { readonly type: 'applied'; readonly outcome: ChangeOutcome }
  | { readonly type: 'outcome-shown'; readonly outcome: ChangeOutcome }
  | { readonly type: 'outcome-gone' }
  | { readonly type: 'machine-changed' }
  | { readonly type: 'start-over' };

export const initialState: WizardState = {
  step: 'symptom',
  reported: null,
  verdict: null,
  furthest: 'symptom',
  drafts: {},
  backup: null,
  plan: null,
  outcome: null,
  isBusy: false,
  wasInterrupted: false,
};

const moves: readonly WizardAction['type'][] = [
  'next',
  'back',
  'go-to',
  'plan-lost',
  'applied',
  'outcome-shown',
  'outcome-gone',
  'machine-changed',
  'start-over',
];

/** Whether an action may open another step. */
export function opensStep({ type }: WizardAction): boolean {
  return moves.includes(type);
}

export function reduceWizard(state: WizardState, action: WizardAction): WizardState {
  switch (action.type) {
    case 'reported':
      return { ...state, reported: action.reported };
    case 'judged':
      return { ...state, verdict: action.verdict };
    case 'next':
      // Only an applied change leads from "apply" to "done", never a button.
      return state.step === 'apply' ? state : entered(state, stepNames[stepNames.indexOf(state.step) + 1]);
    case 'back':
      return entered(state, stepNames[stepNames.indexOf(state.step) - 1]);
    case 'go-to':
      return canGoTo(state, action.step) ? entered(state, action.step) : state;
    case 'backed-up':
      return state.step === 'backup' ? { ...state, backup: action.backup } : state;
    case 'draft-changed':
      if (state.step !== 'value') return state;
      return { ...state, plan: null, drafts: { ...state.drafts, [action.name]: action.draft } };
    case 'range-draft-changed':
      if (state.step !== 'value') return state;
      return { ...state, plan: null, drafts: { ...state.drafts, [rangeDraftOf[action.transport]]: action.draft } };
    case 'planned':
      return state.step === 'value' || state.step === 'apply' ? { ...state, plan: action.plan } : state;
    case 'plan-lost':
      return state.step === 'apply' ? { ...state, step: 'value', plan: null, isBusy: false } : state;
    case 'busy':
      return { ...state, isBusy: action.isBusy };
    case 'applied':
      return state.step === 'apply' ? { ...withOutcome(state, action.outcome), furthest: 'done' } : state;
    case 'outcome-shown':
      return state.step === 'symptom' || state.step === 'done' ? withOutcome(state, action.outcome) : state;
    case 'outcome-gone':
    case 'machine-changed':
      return afterMachineChange(state, action.type);
    case 'start-over':
      return state.isBusy ? state : initialState;
    default:
      return unknownAction(action);
  }
}

/** Whether the rail offers a step: it was reached before, and its prerequisites still hold. */
export function canGoTo(state: WizardState, step: StepName): boolean {
  if (state.isBusy) return false;
  const wasReached = stepNames.indexOf(step) <= stepNames.indexOf(state.furthest);
  return (wasReached || step === 'done') && atStep(state, step) !== null;
}

/** Whether the rail marks a step as done: the wizard has gone past it. */
export function isFinished(state: WizardState, step: StepName): boolean {
  return stepNames.indexOf(step) < stepNames.indexOf(state.furthest);
}

function entered(state: WizardState, step: StepName | undefined): WizardState {
  if (step === undefined || state.isBusy) return state;
  const next = atStep(state, step);
  return next === null ? state : { ...next, furthest: further(state.furthest, step), wasInterrupted: false };
}

/** The state at `step`, or null if the step lacks its prerequisites. */
function atStep(state: WizardState, step: StepName): WizardState | null {
  const { backup, plan, outcome } = state;
  switch (step) {
    case 'symptom':
    case 'backup':
      return { ...state, step };
    case 'value':
      // The step requests a new plan, which invalidates an earlier token.
      return backup && { ...state, step, backup, plan: null };
    case 'apply':
      return backup && plan && { ...state, step, backup, plan };
    case 'done':
      return outcome && { ...state, step, outcome };
    default:
      return unknownStep(step);
  }
}

function withOutcome(state: WizardState, outcome: ChangeOutcome): WizardState {
  return { ...state, step: 'done', outcome, plan: null, isBusy: false, wasInterrupted: false };
}

function afterMachineChange(state: WizardState, cause: 'outcome-gone' | 'machine-changed'): WizardState {
  // The last step compares requested and effective after a restart: it stays. Everything else relies on outdated readings.
  if (cause === 'machine-changed' && (state.step === 'done' || state.isBusy)) return state;
  return { ...initialState, wasInterrupted: cause === 'outcome-gone' || state.furthest !== 'symptom' };
}

function further(a: StepName, b: StepName): StepName {
  return stepNames.indexOf(a) >= stepNames.indexOf(b) ? a : b;
}

function unknownAction(action: never): never {
  throw new Error(`Unknown action ${JSON.stringify(action)}`);
}

function unknownStep(step: never): never {
  throw new Error(`Unknown step ${String(step)}`);
}
