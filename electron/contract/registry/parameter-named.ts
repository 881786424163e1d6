// Which parameter of the catalogue a value's name stands for.
import { parameterNames, type ParameterName } from './parameters';
import { isSameName } from './value-name';

/** The parameter that a value's name stands for, or null. */
export function parameterNamed(name: string): ParameterName | null {
  return parameterNames.find((known) => isSameName(known, name)) ?? null;
}
