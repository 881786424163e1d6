// Mistakes that real machines and published .reg files hold, as the window is told of them.
import type { ParameterName } from '../registry/parameters';

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
      /** `meant` within the range: 65535 becomes 65534. */
      readonly corrected: number;
      /** False: the number is within the range, and may be meant. */
      readonly isCertain: boolean;
    }
  /** Another type than REG_DWORD, which Windows ignores; `meant` where its text is a number within the range. */
  | { readonly code: 'WRONG_TYPE'; readonly type: number; readonly meant: number | null }
  /** A REG_DWORD that is not four bytes long. */
  | { readonly code: 'WRONG_LENGTH'; readonly length: number }
  | { readonly code: 'OUT_OF_RANGE'; readonly value: number; readonly min: number; readonly max: number }
  /**
   * A name that Windows ignores: one or two letters away from one that it knows, or with the data inside (the name
   * `MaxUserPort=dword:0000fffe`, where a quotation mark stands in the wrong place). `value`: what it holds.
   */
  | { readonly code: 'MISSPELT_NAME'; readonly meant: ParameterName; readonly value: number | null }
  /** A value of the article below a key where Windows does not look for it. `value`: the number to be set instead. */
  | {
      readonly code: 'OTHER_KEY';
      readonly meant: ParameterName;
      readonly path: string;
      readonly place: OtherLocation;
      readonly value: number | null;
    }
  /** Known to Windows 2000 to 2003, and without effect from Vista on (812873). */
  | { readonly code: 'NOT_IMPLEMENTED' }
);

/** Where a value of the article has no effect. */
export type OtherLocation =
  /** ControlSet001 and so on: Windows goes by CurrentControlSet, which may be this set or another one. */
  | 'control-set'
  /** HKLM and the like: in a .reg file Windows knows hives by their whole names only. */
  | 'short-hive-name'
  /** Below the key of the article, such as Interfaces. */
  | 'sub-key'
  | 'other-key';

/** A mistake in the text of a .reg file. */
export type TextFinding =
  /** Windows passes over this line. */
  | {
      readonly code: 'SKIPPED_LINE';
      readonly line: number;
      readonly column: number;
      readonly expected: string;
      readonly text: string;
    }
  /** Legal, and with decimal digits only easily mistaken for a decimal number. */
  | { readonly code: 'SHORT_DWORD'; readonly line: number }
  /** Windows reads over this text behind the `]` of a key. */
  | { readonly code: 'TEXT_AFTER_KEY'; readonly line: number; readonly text: string }
  /** Blanks behind the header: Wine imports nothing of such a file, what Windows does is not known. */
  | { readonly code: 'BLANK_AFTER_HEADER' }
  /** The key of the article with a backslash at its end, which this program refuses and Windows forgives. */
  | { readonly code: 'TRAILING_BACKSLASH'; readonly path: string };

export interface ShownFinding {
  readonly finding: ValueFinding | TextFinding;
  /** For `correction.plan`; null where only a person can tell what was meant. */
  readonly correctionId: string | null;
}
