// What the user has chosen for each parameter, and its conversion to numbers for a plan.
// Protects: only a number within the parameter's range is requested.
import { readNumberText, type NumberTextProblem } from '../../electron/contract/registry/number-text';
import {
  byParameter,
  isAtLeast,
  parameterExamples,
  type Parameter,
  type ParameterName,
  type WindowsVersion,
} from '../../electron/contract/registry/parameters';
import {
  rangeLimits,
  rangePresets,
  rangesOf,
  type PortRange,
  type PortRanges,
} from '../../electron/contract/port-ranges/dynamic-ranges';
import type { RequestedRange, RequestedValue } from '../../electron/contract/change/plan';

export type Choice = 'leave' | 'set' | 'default';

export interface Draft {
  readonly choice: Choice;
  /** The text of the number field, kept while another choice is selected. */
  readonly text: string;
}

export type Drafts = Readonly<Record<ParameterName, Draft>>;

/** The article's example for MaxUserPort; the others are optional and start untouched. */
export const initialDrafts: Drafts = byParameter((name) => ({
  choice: name === 'MaxUserPort' ? 'set' : 'leave',
  text: String(parameterExamples[name]),
}));

/** What the user has chosen for the dynamic port range of a transport. */
export interface RangeDraft {
  readonly choice: 'leave' | 'set';
  readonly start: string;
  readonly number: string;
}

export interface AllDrafts extends Drafts {
  readonly range: RangeDraft;
  readonly udpRange: RangeDraft;
}

/** Which draft is that of a transport. */
export const rangeDraftOf = { tcp: 'range', udp: 'udpRange' } as const satisfies Record<
  keyof typeof rangesOf,
  keyof AllDrafts
>;

/** The article's example where MaxUserPort decides; since Vista nothing is preselected, because either setting may have side effects. */
export function draftsFor(version: WindowsVersion, touched: Partial<AllDrafts>): AllDrafts {
  const range: RangeDraft = {
    choice: 'leave',
    start: String(rangePresets.wide.start),
    number: String(rangePresets.wide.number),
  };
  const { MaxUserPort } = initialDrafts;
  const first: Draft = isAtLeast(version, 6, 0) ? { ...MaxUserPort, choice: 'leave' } : MaxUserPort;
  return { ...initialDrafts, MaxUserPort: first, range, udpRange: range, ...touched };
}

/** The limits of a number. */
export interface NumberRule {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly source: string;
}

const rangeSource = '929851';

/** The limits of both fields; the last port must be 65535 or below. */
export function rangeRules(
  draft: RangeDraft,
  names: { readonly start: string; readonly number: string },
): { readonly start: NumberRule; readonly number: NumberRule } {
  const start = { name: names.start, ...rangeLimits.start, source: rangeSource };
  const check = checkNumber(draft.start, start);
  const room = check.ok ? rangeLimits.lastPort + 1 - check.value : rangeLimits.number.max;
  return {
    start,
    number: {
      name: names.number,
      min: rangeLimits.number.min,
      max: Math.min(room, rangeLimits.number.max),
      source: rangeSource,
    },
  };
}

/** The range in the fields; null while either is invalid. */
export function rangeFrom(draft: RangeDraft): PortRange | null {
  const rules = rangeRules(draft, { start: '', number: '' });
  const start = checkNumber(draft.start, rules.start);
  const number = checkNumber(draft.number, rules.number);
  return start.ok && number.ok ? { start: start.value, number: number.value } : null;
}

/** The same range of a transport for IPv4 and IPv6, if Windows reports the current one; null while a field is invalid. */
export function requestedRanges(
  draft: RangeDraft,
  transport: keyof typeof rangesOf,
  current: PortRanges | null,
): RequestedRange[] | null {
  if (draft.choice === 'leave' || !current) return [];
  const value = rangeFrom(draft);
  return value && rangesOf[transport].filter((range) => current[range].known).map((range) => ({ range, value }));
}

export type NumberCheck =
  | { readonly ok: true; readonly value: number; readonly base: 10 | 16 }
  | { readonly ok: false; readonly problem: NumberTextProblem; readonly suggestion: string | null }
  | { readonly ok: false; readonly problem: 'below' | 'above'; readonly value: number; readonly base: 10 | 16 };

/** Suggests only what it would accept. */
export function checkNumber(text: string, { min, max }: Pick<NumberRule, 'min' | 'max'>): NumberCheck {
  const reading = readNumberText(text);
  if (!reading.ok) {
    const suggested = Number(reading.suggestion ?? min);
    if (suggested >= min && suggested <= max) return reading;
    // "Enter 0x first" is a suggestion too.
    const problem = reading.problem === 'hex-without-prefix' ? 'not-a-number' : reading.problem;
    return { ok: false, problem, suggestion: null };
  }
  const { value, base } = reading;
  if (value < min) return { ok: false, problem: 'below', value, base };
  if (value > max) return { ok: false, problem: 'above', value, base };
  return reading;
}

/** The requested changes: null while a number is invalid, empty if everything is left as it is. */
export function requestedFrom(drafts: Drafts, parameters: readonly Parameter[]): RequestedValue[] | null {
  const requested: RequestedValue[] = [];
  for (const parameter of parameters) {
    const { choice, text } = drafts[parameter.name];
    if (choice === 'leave') continue;
    if (choice === 'default') {
      requested.push({ name: parameter.name, value: null });
      continue;
    }
    const check = checkNumber(text, parameter);
    if (!check.ok) return null;
    requested.push({ name: parameter.name, value: check.value });
  }
  return requested;
}
