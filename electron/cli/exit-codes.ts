// The exit codes, as documented in docs/command-line.md.
/** 3010 is the installers' code for "done, restart needed"; systems with 8-bit exit codes see 194. */
export const exitCodes = {
  done: 0,
  failed: 1,
  invalidInput: 2,
  notElevated: 3,
  alreadyAsWanted: 4,
  drifted: 5,
  /** Enough ports are free at this moment; whether they are becoming fewer is unknown. */
  enoughNow: 6,
  restartNeeded: 3010,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
