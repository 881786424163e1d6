// One line of a segment as text, and back.
// Protects: a line that was torn, or that a later version wrote, costs that line and nothing else.
import type { RecordedSample, RecordingLine } from '../contract/recording/recording';
import { recordingVersion } from '../contract/recording/recording-limits';
import { recordingLineSchema } from '../contract/recording/recording.schema';

/** A line that is longer is none of ours. */
export const longestLine = 65_536;

/** In ASCII, so that a part of a file is never half a character. */
export function lineText(line: RecordingLine): string {
  const text = JSON.stringify(line).replace(
    /[\u0080-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `${text}\n`;
}

/** Null where it is not to be read. */
export function parsedLine(text: string): RecordingLine | null {
  if (text.length > longestLine) return null;
  try {
    const value: unknown = JSON.parse(text);
    return isUsualSample(value) ? value : (recordingLineSchema.safeParse(value).data ?? null);
  } catch {
    return null;
  }
}

const sampleFields = 10;
/** Milliseconds since 1970 that a Date can be. */
const lastMoment = 8.64e15;
const mostStates = 16;

/**
 * Whether the schema would take `value` as it is: a sample with each of its fields and no other. Most lines are, and the
 * schema takes longer than parsing; what is not is left to it.
 */
export function isUsualSample(value: unknown): value is RecordedSample {
  if (!hasFields(value, sampleFields) || value.kind !== 'sample' || value.v !== recordingVersion) return false;
  const { at, stepMs, tcp, udp, states, usable, udpSockets, newPerSecond } = value;
  return (
    isBetween(at, 0, lastMoment) &&
    isBetween(stepMs, Number.MIN_VALUE, Number.MAX_VALUE) &&
    isFullness(tcp) &&
    (udp === null || isFullness(udp)) &&
    Array.isArray(states) &&
    states.length <= mostStates &&
    states.every(isCountOrNull) &&
    isCount(usable) &&
    isCountOrNull(udpSockets) &&
    (newPerSecond === null || isBetween(newPerSecond, 0, Number.MAX_VALUE))
  );
}

function hasFields(value: unknown, count: number): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && Object.keys(value).length === count;
}

function isFullness(value: unknown): boolean {
  return hasFields(value, 2) && isCount(value.ports) && isCount(value.usable);
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && isBetween(value, 0, Number.MAX_SAFE_INTEGER);
}

function isCountOrNull(value: unknown): boolean {
  return value === null || isCount(value);
}

function isBetween(value: unknown, least: number, most: number): boolean {
  return typeof value === 'number' && value >= least && value <= most;
}
