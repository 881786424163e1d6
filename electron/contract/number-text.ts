// Reads the number that a person types or pastes for a REG_DWORD: decimal, or hexadecimal with 0x.
// Protects: nothing is guessed. A text that could be read in two ways is refused with the reason.

export type NumberTextProblem =
  | 'empty'
  | 'sign'
  | 'line-break'
  | 'blank-inside'
  | 'separator'
  | 'fraction'
  | 'exponent'
  | 'full-width'
  | 'hex-without-prefix'
  | 'not-a-number'
  | 'over-dword';

export type NumberText =
  | { readonly ok: true; readonly value: number; readonly base: 10 | 16 }
  | { readonly ok: false; readonly problem: NumberTextProblem };

const dwordMax = 0xffff_ffff;

/**
 * Reads a whole number from 0 to 4294967295 (REG_DWORD). Blanks around it are ignored; leading zeros are read as
 * decimal ("05000" is 5000). Everything else is refused with its problem.
 */
export function readNumberText(text: string): NumberText {
  const trimmed = text.trim();
  if (trimmed === '') return problem('empty');
  if (/[\r\n\u2028\u2029]/.test(trimmed)) return problem('line-break');
  if (/[\uff10-\uff19\u0660-\u0669\u06f0-\u06f9\u0966-\u096f]/.test(trimmed)) return problem('full-width');
  if (/^[+\-\u2212\u2013]/.test(trimmed)) return problem('sign');
  if (/^0x[0-9a-f]+$/i.test(trimmed)) return fitting(trimmed, 16);
  if (/^\d+$/.test(trimmed)) return fitting(trimmed, 10);
  if (/^\d+(?:[.,']\d{3})+$/.test(trimmed)) return problem('separator');
  if (/^\d+(?:\s\d+)+$/.test(trimmed)) return problem('blank-inside');
  if (/^\d*[.,]\d+$/.test(trimmed)) return problem('fraction');
  if (/^\d+(?:[.,]\d+)?e[+-]?\d+$/i.test(trimmed)) return problem('exponent');
  if (/^[0-9a-f]+h?$/i.test(trimmed)) return problem('hex-without-prefix');
  return problem('not-a-number');
}

function fitting(digits: string, base: 10 | 16): NumberText {
  const value = Number(digits);
  return value <= dwordMax ? { ok: true, value, base } : problem('over-dword');
}

function problem(kind: NumberTextProblem): NumberText {
  return { ok: false, problem: kind };
}
