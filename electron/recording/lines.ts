// One line of a segment as text, and back.
// Protects: a line that was torn, or that a later version wrote, costs that line and nothing else.
import type { RecordingLine } from '../contract/recording/recording';
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
    return recordingLineSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
