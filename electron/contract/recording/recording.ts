// What is recorded of port usage while nobody looks: what window and verdict get of it. Plain data only.
import type { AppError } from '../errors/errors';
import type { Shape } from '../shape';
import type { UsageHistoryView } from '../usage/usage';
import type { EndReason, SnapshotReason } from './recording-limits';
import type { recordedQuestionSchema, recordingLineSchema, snapshotSchema } from './recording.schema';

/** One line of a segment. */
export type RecordingLine = Shape<typeof recordingLineSchema>;
export type LineOf<K extends RecordingLine['kind']> = Extract<RecordingLine, { kind: K }>;
export type RecordedSample = LineOf<'sample'>;
export type RecordedSnapshot = Shape<typeof snapshotSchema>;

/** Why a time has no samples: the program was ended from outside or crashed, nobody recorded, the clock jumped or the computer slept, or a measurement failed. */
export type RecordedGapReason = AppError['code'] | EndReason | 'ended' | 'clock-forward' | 'no-sample' | 'not-written';

export interface RecordedGap {
  readonly from: number;
  readonly to: number;
  readonly reason: RecordedGapReason;
}

/** A snapshot, a change of this program, or a clock that was changed, on the time line. */
export type RecordedMarker =
  | { readonly kind: 'change'; readonly at: number }
  | { readonly kind: 'snapshot'; readonly at: number; readonly reasons: readonly SnapshotReason[] }
  /** `byMs` is negative where the clock was set back. */
  | { readonly kind: 'clock'; readonly at: number; readonly byMs: number };

/** One day of the recording (UTC). */
export interface RecordedDay {
  /** `2026-11-27`. */
  readonly day: string;
  readonly bytes: number;
}

export interface RecordedDays {
  /** The oldest first. */
  readonly days: readonly RecordedDay[];
  /** The machine folder was not read, because others could have written there. */
  readonly isMachineFolderLeftOut: boolean;
}

/** A stretch of the recording. */
export interface RecordedView {
  readonly history: Omit<UsageHistoryView, 'gaps'>;
  readonly gaps: readonly RecordedGap[];
  /** The oldest first; the latest ones where there are too many. */
  readonly markers: readonly RecordedMarker[];
  /** Lines that could not be read. */
  readonly unreadable: number;
}

export type RecordedQuestion = Shape<typeof recordedQuestionSchema>;

/** Who held most of the ports when they ran out. */
export interface RecordedHolder {
  readonly processId: number;
  readonly name: string | null;
  readonly ports: number;
  readonly path: string | null;
  readonly company: string | null;
  readonly handles: number | null;
  /** Null where they are unknown. */
  readonly services: RecordedSnapshot['processes'][number]['services'];
  /** Whether it still ran when the snapshot was taken; null where that could not be told. */
  readonly isRunning: boolean | null;
}

/** A time in which more than 80 % of the usable ports were in use. */
export interface RecordedShortage {
  /** When it was first seen that no port was left, or more than 80 % were in use; milliseconds since 1970. */
  readonly at: number;
  /** The last moment of it that was recorded. */
  readonly until: number;
  /** At its fullest moment. */
  readonly ports: number;
  readonly usable: number;
  /** No port was left: by the count, by a request that was refused, or by the System log. */
  readonly hasRunOut: boolean;
  /** The largest holder at the fullest snapshot; null where none was taken, or no process was told. */
  readonly holder: RecordedHolder | null;
}

/** What the recording tells the verdict. */
export interface RecordedEvidence {
  /** The first and the last sample, milliseconds since 1970. */
  readonly since: number;
  readonly until: number;
  /** The latest shortage of each transport, one that ran out before one that did not. */
  readonly tcp: RecordedShortage | null;
  readonly udp: RecordedShortage | null;
  /** How often ports of the transport ran out. */
  readonly timesOut: { readonly tcp: number; readonly udp: number };
}

/** How it stands with *Keep watching*. */
export interface KeepWatching {
  readonly isOn: boolean;
  /** The choice could not be read: it counts as off. */
  readonly isDamaged: boolean;
  /** Null while nothing is recorded by this window. */
  readonly recording: {
    readonly since: number;
    /** What keeps the last lines from being written; null while all is well. */
    readonly trouble: string | null;
  } | null;
  /** Another process of the program records into the same folder. */
  readonly isElsewhere: boolean;
}
