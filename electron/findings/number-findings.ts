// Judges a REG_DWORD of the article: right, out of range, or the digits of a decimal number typed as hexadecimal ones. Pure.
// Protects: a number that is simply too large is never taken for another one that happens to share its digits.
import type { Parameter, ParameterName } from '../contract/registry/parameters';

/** `corrected` is within the range. */
export type JudgedNumber =
  | { readonly kind: 'right' }
  | { readonly kind: 'out-of-range'; readonly corrected: number }
  /** 'possible': within the range as it is, and a usual number if it was meant as decimal. */
  | { readonly kind: 'decimal' | 'possible'; readonly meant: number; readonly corrected: number };

/** Within the range, hexadecimal digits count as a slip only when they read as one of these. */
const usualNumbers: Readonly<Record<ParameterName, readonly number[]>> = {
  MaxUserPort: [5000],
  TcpTimedWaitDelay: [30, 60, 120, 240],
};
/** Numbers that people write though Windows does not accept all of them: the largest ports there are, and whole minutes. */
const writtenNumbers: Readonly<Record<ParameterName, readonly number[]>> = {
  MaxUserPort: [65534, 65535, 65536],
  TcpTimedWaitDelay: [30, 60, 120, 180, 240, 300, 600, 900],
};

export function judgeNumber(value: number, parameter: Parameter): JudgedNumber {
  const { name, min, max } = parameter;
  const meant = decimalDigitsOf(value);
  const isSlip = meant !== null && meant !== value;
  if (value >= min && value <= max) {
    return isSlip && meant >= min && meant <= max && usualNumbers[name].includes(meant)
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
function roundness(number: number, { name }: Parameter): number {
  if (writtenNumbers[name].includes(number)) return 10;
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
