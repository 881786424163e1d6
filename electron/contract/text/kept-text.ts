// The one rule for texts that are kept and shown again: notes, ticket numbers, requesters, and every name from outside.
// Protects: a kept text is one line that shows itself as it is; it can neither forge a line of a listing, a log or a table,
// nor give a terminal an order, nor turn around what stands beside it.

/**
 * Controls (escape sequences begin with one), line and paragraph ends, halves of characters, marks that set the direction,
 * and characters that show nothing at all. The joiners U+200C and U+200D stay: Persian and Indic scripts are written with them.
 */
const unshowable =
  '[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cs}\\p{Bidi_Control}\\u200b\\u2060\\ufeff\\ufff9-\\ufffb\\u{e0000}-\\u{e007f}]';
const anywhere = new RegExp(unshowable, 'u');
const runs = new RegExp(`${unshowable}+`, 'gu');

/** Characters (UTF-16 units) that the note of a backup holds at most. */
export const longestNote = 500;

export type KeptTextProblem = 'too-long' | 'control-character';

/** Why a text that was typed cannot be kept as it is; null when it can. `limit` counts UTF-16 units. */
export function keptTextProblem(text: string, limit: number): KeptTextProblem | null {
  if (anywhere.test(text)) return 'control-character';
  return text.length > limit ? 'too-long' : null;
}

/** A text of whatever origin as it may be shown: one line, each run of what cannot be shown replaced by `mark`. */
export function onOneLine(text: string, mark = ' '): string {
  return text.replace(runs, mark);
}
