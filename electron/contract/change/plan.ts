// What a person requests, and the plan that shows it before anything is written.
import type { Change } from './change';
import type { SideEffect } from './side-effects';
import type { PortRange, RangeName } from '../port-ranges/dynamic-ranges';
import type { ParameterName } from '../registry/parameters';

// What the two sides tell each other. Plain data only: everything here survives JSON.
/** One number wanted for a parameter; `null` deletes the value, so that the default of Windows holds again. */
export interface RequestedValue {
  readonly name: ParameterName;
  readonly value: number | null;
}

/** A dynamic port range wanted (Vista and later). */
export interface RequestedRange {
  readonly range: RangeName;
  readonly value: PortRange;
}

export type RequestedChange = RequestedValue | RequestedRange;

/** A plan as shown before anything is written. */
export interface PlanPreview {
  /** Single use, and bound to the state that the plan was computed from. */
  readonly token: string;
  readonly changes: readonly Change[];
  readonly texts: PlanTexts;
  /** What the change may break, the worst first. */
  readonly sideEffects: readonly SideEffect[];
}

/** The same change as texts that can be used without this program. */
export interface PlanTexts {
  readonly apply: string;
  readonly undo: string;
  readonly applyCommands: readonly string[];
  readonly undoCommands: readonly string[];
}
