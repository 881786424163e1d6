// The stages of a change, reported as they happen.

/** In the order in which they happen; `elevating` only where the window has no administrator rights. */
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
