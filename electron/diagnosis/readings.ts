// Answers of the machine as readings of the evidence: what was read, or why there is nothing.
import type { Reading, UnknownReason } from '../contract/diagnosis/diagnosis';
import type { AppError } from '../contract/errors/errors';
import type { Result } from '../contract/errors/result';

export type UnknownReading = Extract<Reading<unknown>, { known: false }>;

const longestDetail = 160;

export const notAvailable: UnknownReading = { known: false, reason: 'not-available', detail: '' };

export function known<T>(value: T): Reading<T> {
  return { known: true, value };
}

export function readingOf<T>(result: Result<T>): Reading<T> {
  return result.ok ? known(result.value) : unknown(result.error);
}

export function unknown(error: AppError): UnknownReading {
  return {
    known: false,
    reason: reasonOf(error),
    detail: error.code === 'MACHINE_FAILED' ? shortened(error.detail) : '',
  };
}

function reasonOf({ code }: AppError): UnknownReason {
  if (code === 'NOT_AVAILABLE_HERE') return 'not-available';
  return code === 'ACCESS_DENIED' || code === 'NOT_ELEVATED' ? 'denied' : 'failed';
}

/** What a program of Windows said, on one line that fits a table. */
export function shortened(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, longestDetail);
}
