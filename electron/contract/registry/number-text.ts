// Reads the number that a person types or pastes for a REG_DWORD: decimal, or hexadecimal with 0x.
// Protects: nothing is guessed. A text that could be read in two ways is refused with the reason, and with what to enter
// instead where that is certain to be taken.

export type NumberTextProblem =
  | 'empty'
  | 'sign'
  | 'line-break'
  | 'blank-inside'
  | 'separator'
  | 'fraction'
  | 'exponent'
  /** Digits of another script: full-width, Arabic, Thai and so on. */
  | 'full-width'
  /** Characters that nobody sees stand between the digits, or turn their order around. */
  | 'invisible'
  | 'hex-without-prefix'
  /** `5000d`: a decimal number as assemblers write it. */
  | 'decimal-suffix'
  /** `0b10`, `0o17`. */
  | 'other-base'
  | 'not-a-number'
  | 'over-dword';

export type NumberText =
  | { readonly ok: true; readonly value: number; readonly base: 10 | 16 }
  /** `suggestion`: what was most likely meant, in a form that this function reads; null where nobody can tell. */
  | { readonly ok: false; readonly problem: NumberTextProblem; readonly suggestion: string | null };

const dwordMax = 0xffff_ffff;

/** Zero-width characters, soft hyphen, byte order mark, and marks that only order what is shown: they come with copied text. */
const invisible = '\\u00ad\\u061c\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufeff\\ufe00-\\ufe0f';
const around = new RegExp(`^[\\s${invisible}]+|[\\s${invisible}]+$`, 'g');
const within = new RegExp(`[${invisible}]`);
/** Turns the order of what follows around: what is seen is not what is read. */
const override = /[\u202d\u202e]/;
/** Thousands separators: full stop, comma, apostrophes (Swiss and typographic), Arabic, underscore, middle dot. */
const separators = ".,'\\u2018\\u2019\\u02bc\\u00b4`\\u066b\\u066c_\\u00b7";
const grouped = new RegExp(`^\\d+(?:[${separators}]\\d{3})+$`);

/**
 * Reads a whole number from 0 to 4294967295 (REG_DWORD). Blanks and invisible characters around it are ignored; leading
 * zeros are read as decimal ("05000" is 5000). Everything else is refused with its problem.
 */
export function readNumberText(text: string): NumberText {
  const trimmed = text.replace(around, '');
  if (override.test(text)) return problem('invisible');
  if (trimmed === '') return problem('empty');
  if (/[\r\n\u2028\u2029]/.test(trimmed)) return problem('line-break');
  if (within.test(trimmed)) return problem('invisible');
  if (/[^0-9\P{Nd}]/u.test(trimmed)) return problem('full-width');
  if (/^[+\-\u2010-\u2015\u2212\ufe63\uff0d\uff0b]/.test(trimmed)) return problem('sign');
  if (/^0x[0-9a-f]+$/i.test(trimmed)) return fitting(trimmed, 16);
  if (/^\d+$/.test(trimmed)) return fitting(trimmed, 10);
  if (grouped.test(trimmed)) return problem('separator', trimmed.replaceAll(/\D/g, ''));
  if (/^\d+(?:\s\d+)+$/.test(trimmed)) return problem('blank-inside', trimmed.replaceAll(/\D/g, ''));
  if (/^\d*[.,]\d+$/.test(trimmed)) return problem('fraction');
  if (/^\d+(?:[.,]\d+)?e[+-]?\d+$/i.test(trimmed)) return problem('exponent');
  return inOtherNotation(trimmed);
}

/** Ways of writing the base of a number that this program does not read; what they say is certain. */
function inOtherNotation(text: string): NumberText {
  if (/^0b[01]+$/i.test(text) || /^0o[0-7]+$/i.test(text)) {
    const value = Number(text);
    return problem('other-base', Number.isSafeInteger(value) ? String(value) : null);
  }
  const decimal = /^(\d+)d$/i.exec(text)?.[1];
  if (decimal !== undefined) return problem('decimal-suffix', decimal);
  // 1388h, &H1388, $1388, #fffe, x1388, 0x1388h, dword:00001388, and letters that are digits.
  const hex = /^(?:dword:\s*|&h|0x|[$#x])?([0-9a-f]+)h?$/i.exec(text)?.[1];
  return hex !== undefined ? problem('hex-without-prefix', `0x${hex}`) : problem('not-a-number');
}

function fitting(digits: string, base: 10 | 16): NumberText {
  const value = Number(digits);
  return value <= dwordMax ? { ok: true, value, base } : problem('over-dword');
}

/** A suggestion that would be refused itself helps nobody. */
function problem(kind: NumberTextProblem, suggestion: string | null = null): NumberText {
  return {
    ok: false,
    problem: kind,
    suggestion: suggestion !== null && Number(suggestion) <= dwordMax ? suggestion : null,
  };
}
