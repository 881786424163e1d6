// How an operation answers: expected failures are values with a code, never exceptions.
import type { AppError } from './errors';

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: AppError };

export function success<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function failure<E extends AppError>(error: E): { readonly ok: false; readonly error: E } {
  return { ok: false, error };
}
