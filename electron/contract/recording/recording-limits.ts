// What a recording may take, and the words that stand in its lines.

/** Version of the lines; a line of another one is counted as unreadable. */
export const recordingVersion = 1;

/** Milliseconds from one recorded sample to the next, unless somebody chose. */
export const defaultStepMs = 20_000;
/** What `--every` takes, in seconds. */
export const stepLimits = { least: 1, most: 3600 } as const;

/** What the segments may take together: samples are thinned before a snapshot is dropped. */
export const recordingBudget = { days: 7, bytes: 20_000_000 } as const;

/** Why a snapshot was taken; each of them at most once in five minutes. */
export const snapshotReasons = [
  'over-50',
  'over-80',
  'over-95',
  'refused',
  'event-4227',
  'event-4231',
  'event-4266',
  'calm',
] as const;
export type SnapshotReason = (typeof snapshotReasons)[number];

/** Why recording ended: `paused` and `stopped` by a person, `time-over` as it was asked for, `signal` by the system. */
export const endReasons = ['stopped', 'paused', 'time-over', 'signal'] as const;
export type EndReason = (typeof endReasons)[number];
