// What the person has chosen for each parameter, and its reading as numbers for a plan.
// Protects: only a number within the catalogue's range becomes wanted.
import { readNumberText, type NumberTextProblem } from '../../electron/contract/number-text';
import type { Parameter, ParameterName } from '../../electron/contract/catalogue';
import type { WantedValue } from '../../electron/contract/models';

export type Choice = 'leave' | 'set' | 'default';

export interface Draft {
  readonly choice: Choice;
  /** The text of the number field, kept while another choice is ticked. */
  readonly text: string;
}

export type Drafts = Readonly<Record<ParameterName, Draft>>;

/** The article's example for MaxUserPort; the delay is optional and starts untouched. */
export const initialDrafts: Drafts = {
  MaxUserPort: { choice: 'set', text: '65534' },
  TcpTimedWaitDelay: { choice: 'leave', text: '30' },
};

export type NumberCheck =
  | { readonly ok: true; readonly value: number; readonly base: 10 | 16 }
  | { readonly ok: false; readonly problem: NumberTextProblem }
  | { readonly ok: false; readonly problem: 'below' | 'above'; readonly value: number; readonly base: 10 | 16 };

export function checkNumber(text: string, parameter: Parameter): NumberCheck {
  const reading = readNumberText(text);
  if (!reading.ok) return reading;
  const { value, base } = reading;
  if (value < parameter.min) return { ok: false, problem: 'below', value, base };
  if (value > parameter.max) return { ok: false, problem: 'above', value, base };
  return reading;
}

/** What a plan is asked for: null while a number is invalid, empty when everything is left as it is. */
export function wantedFrom(drafts: Drafts, parameters: readonly Parameter[]): WantedValue[] | null {
  const wanted: WantedValue[] = [];
  for (const parameter of parameters) {
    const { choice, text } = drafts[parameter.name];
    if (choice === 'leave') continue;
    if (choice === 'default') {
      wanted.push({ name: parameter.name, value: null });
      continue;
    }
    const check = checkNumber(text, parameter);
    if (!check.ok) return null;
    wanted.push({ name: parameter.name, value: check.value });
  }
  return wanted;
}
