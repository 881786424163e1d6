// A plan that can be written as scripts for another machine. Pure.
// Protects: only parameters, as REG_DWORD or deleted, and ranges within their limits get into a script.
import { createHash } from 'node:crypto';
import { parameterNames, type ParameterName } from '../contract/registry/parameters';
import { isRangeChange, type Change } from '../contract/change/change';
import { brokenLimit, type RangeName } from '../contract/port-ranges/dynamic-ranges';
import { dwordOf } from '../contract/registry/stored-value';

export interface CommandsPlan {
  /** `number` is null: the value is deleted. */
  readonly values: readonly { readonly name: ParameterName; readonly number: number | null }[];
  readonly ranges: readonly { readonly range: RangeName; readonly start: number; readonly number: number }[];
}

/**
 * 16 hexadecimal digits that identify what a plan sets: the same for every folder of the same change, and different for any
 * other change. A computer saves its state under it, so that folders never share a state.
 */
export function planId({ values, ranges }: CommandsPlan): string {
  const lines = [
    ...values.map(({ name, number }) => `${name}=${number ?? 'default'}`),
    ...ranges.map(({ range, start, number }) => `${range}=${start}:${number}`),
  ];
  return createHash('sha256').update(lines.sort().join('\n')).digest('hex').slice(0, 16);
}

/** The plan, or null if a change is something else: another value of a restore, or another type. */
export function commandsPlan(changes: readonly Change[]): CommandsPlan | null {
  const values: CommandsPlan['values'][number][] = [];
  const ranges: CommandsPlan['ranges'][number][] = [];
  for (const change of changes) {
    if (isRangeChange(change)) {
      if (brokenLimit(change.after)) return null;
      ranges.push({ range: change.range, ...change.after });
      continue;
    }
    const name = parameterNames.find((known) => known === change.name);
    const number = dwordOf(change.after);
    if (!name || (change.after.present && number === null)) return null;
    values.push({ name, number });
  }
  return { values, ranges };
}
