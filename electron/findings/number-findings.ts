// Judges a REG_DWORD of the article: right, out of range, or the digits of a decimal number typed as hexadecimal ones. Pure.
// Protects: a number that is simply too large is never taken for another one that happens to share its digits.
import type { Parameter } from '../contract/registry/parameters';

/** `corrected` is within the range. */
export type JudgedNumber =
  | { readonly kind: 'right' }
  | { readonly kind: 'out-of-range'; readonly corrected: number }
  /** 'possible': within the range as it is, and a usual number if it was meant as decimal. */
  | { readonly kind: 'decimal' | 'possible'; readonly meant: number; readonly corrected: number };

export function judgeNumber(value: number, parameter: Parameter): JudgedNumber {
  const { usual, min, max } = parameter;
  const meant = decimalDigitsOf(value);
  const isSlip = meant !== null && meant !== value;
  if (value >= min && value <= max) {
    return isSlip && meant >= min && meant <= max && usual.includes(meant)
      ? { kind: 'possible', meant, corrected: meant }
      : { kind: 'right' };
  }
  // Below the range the decimal number would be smaller still.
  if (value > max && isSlip && isDecimalMeant(value, meant, parameter))
    return { kind: 'decimal', meant, corrected: clamped(meant, parameter) };
  return { kind: 'out-of-range', corrected: clamped(value, parameter) };
}

/**
 * Whether a person would rather have written `meant` than `value`: 00065535 is 415029, which nobody writes, and 00010000
 * is 65536, which many do. The rounder number counts; between equally round ones, `value` unless it is over twice the limit.
 */
function isDecimalMeant(value: number, meant: number, parameter: Parameter): boolean {
  const difference = roundness(meant, parameter) - roundness(value, parameter);
  return difference === 0 ? value > 2 * parameter.max : difference > 0;
}

/** How many zeros it ends in; more than any number has for one that people write. */
function roundness(number: number, { written }: Parameter): number {
  if (written.includes(number)) return 10;
  return /0*$/.exec(String(number))?.[0].length ?? 0;
}

function clamped(number: number, { min, max }: Parameter): number {
  return Math.min(Math.max(number, min), max);
}

/** The number whose decimal digits are the hexadecimal ones of `value`; null when those have letters. */
function decimalDigitsOf(value: number): number | null {
  const digits = value.toString(16);
  return /^\d+$/.test(digits) ? Number(digits) : null;
}
