// What the person has chosen for each parameter, and its reading as numbers for a plan.
// Protects: only a number within the catalogue's range becomes wanted.
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
  type PortRange,
  type RangeName,
  type PortRanges,
} from '../../electron/contract/port-ranges/dynamic-ranges';
import type { RequestedRange, RequestedValue } from '../../electron/contract/change/plan';

export type Choice = 'leave' | 'set' | 'default';

export interface Draft {
  readonly choice: Choice;
  /** The text of the number field, kept while another choice is ticked. */
  readonly text: string;
}

export type Drafts = Readonly<Record<ParameterName, Draft>>;

/** The article's example for MaxUserPort; the others are optional and start untouched. */
export const initialDrafts: Drafts = byParameter((name) => ({
  choice: name === 'MaxUserPort' ? 'set' : 'leave',
  text: String(parameterExamples[name]),
}));

/** What the person has chosen for the dynamic port range. */
export interface RangeDraft {
  readonly choice: 'leave' | 'set';
  readonly start: string;
  readonly number: string;
}

export interface AllDrafts extends Drafts {
  readonly range: RangeDraft;
}

/** Where MaxUserPort decides, the article's example; from Vista on nothing is chosen beforehand, for either may have side effects. */
export function draftsFor(version: WindowsVersion, touched: Partial<AllDrafts>): AllDrafts {
  const range: RangeDraft = {
    choice: 'leave',
    start: String(rangePresets.wide.start),
    number: String(rangePresets.wide.number),
  };
  const { MaxUserPort } = initialDrafts;
  const first: Draft = isAtLeast(version, 6, 0) ? { ...MaxUserPort, choice: 'leave' } : MaxUserPort;
  return { ...initialDrafts, MaxUserPort: first, range, ...touched };
}

/** What a number must keep to. */
export interface NumberRule {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly source: string;
}

const rangeSource = '929851';

/** The rules for both fields; the number must leave the last port at 65535 or below. */
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

/** The range in the fields; null while one of them is invalid. */
export function rangeFrom(draft: RangeDraft): PortRange | null {
  const rules = rangeRules(draft, { start: '', number: '' });
  const start = checkNumber(draft.start, rules.start);
  const number = checkNumber(draft.number, rules.number);
  return start.ok && number.ok ? { start: start.value, number: number.value } : null;
}

const tcpRanges = ['ipv4Tcp', 'ipv6Tcp'] as const satisfies readonly RangeName[];

/** The same range for TCP over IPv4 and IPv6, where Windows tells the present one; null while a field is invalid. */
export function requestedRanges(draft: RangeDraft, current: PortRanges | null): RequestedRange[] | null {
  if (draft.choice === 'leave' || !current) return [];
  const value = rangeFrom(draft);
  return value && tcpRanges.filter((range) => current[range].known).map((range) => ({ range, value }));
}

export type NumberCheck =
  | { readonly ok: true; readonly value: number; readonly base: 10 | 16 }
  | { readonly ok: false; readonly problem: NumberTextProblem; readonly suggestion: string | null }
  | { readonly ok: false; readonly problem: 'below' | 'above'; readonly value: number; readonly base: 10 | 16 };

export function checkNumber(text: string, parameter: Pick<NumberRule, 'min' | 'max'>): NumberCheck {
  const reading = readNumberText(text);
  if (!reading.ok) return reading;
  const { value, base } = reading;
  if (value < parameter.min) return { ok: false, problem: 'below', value, base };
  if (value > parameter.max) return { ok: false, problem: 'above', value, base };
  return reading;
}

/** What a plan is asked for: null while a number is invalid, empty when everything is left as it is. */
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
