// Numbers and ranges of the command line. Pure.
// Protects: for a number that cannot be parsed the error says why, not just "not a number".
import { rangePresets, type PortRange } from '../contract/port-ranges/dynamic-ranges';
import { readNumberText } from '../contract/registry/number-text';

export interface NumberProblem {
  readonly kind: 'not-a-number' | 'number-with-sign' | 'number-too-large' | 'not-a-range';
  readonly option: string;
  readonly text: string;
}

type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: NumberProblem };

/** A number from 0 to 4294967295, or null for `default`: the value is deleted and the default of Windows applies. */
export function requestedNumber(option: string, text: string): Read<number | null> {
  if (text === 'default') return { ok: true, value: null };
  return numberIn(option, text, { kind: 'not-a-number', option, text });
}

/** "START:NUMBER" or, as the window writes it, "START/NUMBER"; or `default` for the range of a freshly installed Windows. Its limits are checked later. */
export function requestedRange(option: string, text: string): Read<PortRange> {
  if (text === 'default') return { ok: true, value: rangePresets.default };
  const problem: NumberProblem = { kind: 'not-a-range', option, text };
  const [startText, numberText, ...more] = text.split(/[:/]/);
  if (startText === undefined || numberText === undefined || more.length > 0) return { ok: false, problem };
  const start = numberIn(option, startText, problem);
  if (!start.ok) return start;
  const number = numberIn(option, numberText, problem);
  return number.ok ? { ok: true, value: { start: start.value, number: number.value } } : number;
}

function numberIn(option: string, text: string, otherwise: NumberProblem): Read<number> {
  const read = readNumberText(text);
  if (read.ok) return read;
  if (read.problem === 'sign') return { ok: false, problem: { kind: 'number-with-sign', option, text } };
  if (read.problem === 'over-dword') return { ok: false, problem: { kind: 'number-too-large', option, text } };
  return { ok: false, problem: otherwise };
}
