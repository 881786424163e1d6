// The stages of a change, reported as they happen.

/** The stages of a change, in the order in which they happen; `elevating` only where the window has no administrator rights. */
export const changeStages = [
  'reading',
  'confirming',
  'elevating',
  'backing-up',
  'comparing',
  'writing',
  'reading-back',
  'closing',
] as const;

export type ChangeStage = (typeof changeStages)[number];

/** Progress of a change, as it happens. */
export interface StageReport {
  readonly stage: ChangeStage | 'rolling-back';
  /** The value concerned, when writing or rolling back. */
  readonly name: string | null;
}
