// What a person requests, and the plan that shows it before anything is written.
import type { Shape } from '../shape';
import type { Change } from './change';
import type { SideEffect } from './side-effects';
import type { requestedChangeSchema, requestedRangeSchema, requestedValueSchema } from './plan.schema';

/** One number requested for a parameter; `null` deletes the value, so that the default of Windows holds again. */
export type RequestedValue = Shape<typeof requestedValueSchema>;

/** A dynamic port range requested (Vista and later). */
export type RequestedRange = Shape<typeof requestedRangeSchema>;

export type RequestedChange = Shape<typeof requestedChangeSchema>;

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
