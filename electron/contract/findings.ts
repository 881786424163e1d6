// Mistakes that real machines and published .reg files hold, as the window is told of them.
import type { ParameterName } from './catalogue';

/** A mistake in one value of the key. */
export type ValueFinding = {
  /** The value's name as it is stored. */
  readonly name: string;
} & (
  | {
      /** The digits of a decimal number were taken for hexadecimal ones: 00065534 is 415028. */
      readonly code: 'DECIMAL_AS_HEX';
      readonly value: number;
      readonly meant: number;
      /** False: the number is within the range, and may be meant. */
      readonly isCertain: boolean;
    }
  /** Another type than REG_DWORD, which Windows ignores; `meant` where its text is a number within the range. */
  | { readonly code: 'WRONG_TYPE'; readonly type: number; readonly meant: number | null }
  /** A REG_DWORD that is not four bytes long. */
  | { readonly code: 'WRONG_LENGTH'; readonly length: number }
  | { readonly code: 'OUT_OF_RANGE'; readonly value: number; readonly min: number; readonly max: number }
  /** A name that Windows ignores, one or two letters away from one that it knows. */
  | { readonly code: 'MISSPELT_NAME'; readonly meant: ParameterName; readonly value: number | null }
  /** Known to Windows 2000 to 2003, and without effect from Vista on (812873). */
  | { readonly code: 'NOT_IMPLEMENTED' }
);

/** A mistake in the text of a .reg file. */
export type TextFinding =
  /** Windows passes over this line. */
  | { readonly code: 'SKIPPED_LINE'; readonly line: number; readonly column: number; readonly expected: string; readonly text: string }
  /** Legal, and easily mistaken for a decimal number. */
  | { readonly code: 'SHORT_DWORD'; readonly line: number }
  /** The key of the article with a backslash at its end, which this program refuses and Windows forgives. */
  | { readonly code: 'TRAILING_BACKSLASH'; readonly path: string };

export interface ShownFinding {
  readonly finding: ValueFinding | TextFinding;
  /** For `correction.plan`; null where only a person can tell what was meant. */
  readonly correctionId: string | null;
}
