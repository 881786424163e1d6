// The files of a recording: a segment for each day (UTC), named after it. Pure.

/** Below the folder that the rights of the process lead to. */
export const recordingFolderName = 'recording';

const segmentName = /^(\d{4}-\d{2}-\d{2})\.jsonl$/;
const dayMs = 86_400_000;

/** The day of a moment (milliseconds since 1970), as in the names of segments. */
export function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

export function segmentOf(day: string): string {
  return `${day}.jsonl`;
}

/** The days of the segments among `names`, the oldest first; everything else in the folder is somebody else's. */
export function daysAmong(names: readonly string[]): string[] {
  return names.flatMap((name) => segmentName.exec(name)?.[1] ?? []).sort();
}

/** The first day that is kept at `now`, where so many days are. */
export function firstKeptDay(now: number, days: number): string {
  return dayOf(now - days * dayMs);
}
