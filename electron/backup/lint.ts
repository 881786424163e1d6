// Finds the mistakes that real machines and published .reg files hold (facts of Q196271 and Q149532), in values. Pure.
// Protects: a correction is a number within the catalogue's range, or the deletion of a value that Windows ignores.
import { catalogueFor, isAtLeast, parameterNames, type Parameter, type ParameterName, type WindowsVersion } from '../contract/catalogue';
import type { ValueFinding } from '../contract/findings';
import type { WantedValue } from '../contract/models';
import { registryTypes } from '../contract/stored-value';
import { foldedName } from '../contract/registry-name';
import { parameterNamed } from './parameter-named';
import { editDistance } from './lint-distance';

/** A value to look at, from the live key or from a file. */
export interface LintedValue {
  readonly name: string;
  readonly type: number;
  readonly data: Uint8Array;
}

/** What puts a finding right, through the normal change. */
export type Correction =
  | { readonly kind: 'write'; readonly wanted: WantedValue }
  /** Deletes a value that is not in the catalogue: a misspelt one, which Windows ignores. */
  | { readonly kind: 'delete'; readonly name: string };

export type LintFinding = ValueFinding & {
  /** To be made together; empty where only a person can tell what was meant. */
  readonly corrections: readonly Correction[];
};

/** Names of the key that Windows has known at some time, and that must not count as misspelt. */
const knownNames = new Set(
  ['MaxFreeTcbs', 'MaxHashTableSize', 'MaxFreeTWTcbs', 'MaxUserPort', 'TcpTimedWaitDelay', 'TcpFinWait2Delay', 'TcpNumConnections', 'ReservedPorts'].map(foldedName),
);
/** Hexadecimal digits that are within the range as a number too count as a slip only when they read as one of these. */
const usualNumbers: Readonly<Record<ParameterName, readonly number[]>> = {
  MaxUserPort: [5000],
  TcpTimedWaitDelay: [30, 60, 120, 240],
};

/** What is wrong with the values of the key of the article, on this release of Windows, in the order of the values. */
export function lintValues(values: readonly LintedValue[], version: WindowsVersion): LintFinding[] {
  const catalogue = catalogueFor(version);
  const present = new Set(values.map(({ name }) => foldedName(name)));
  return values.flatMap((value): LintFinding[] => {
    const known = parameterNamed(value.name);
    if (known) return lintParameter(value, catalogue[known]);
    if (foldedName(value.name) === foldedName('ReservedPorts')) {
      return isAtLeast(version, 6, 0) ? [{ code: 'NOT_IMPLEMENTED', name: value.name, corrections: [] }] : [];
    }
    const meant = parameterMeantBy(value.name);
    return meant ? [misspelt(value, catalogue[meant], present.has(foldedName(meant)))] : [];
  });
}

function lintParameter({ name, type, data }: LintedValue, parameter: Parameter): LintFinding[] {
  const { min, max } = parameter;
  if (type !== registryTypes.REG_DWORD) {
    const meant = numberMeantBy({ name, type, data }, parameter);
    return [{ code: 'WRONG_TYPE', name, type, meant, corrections: meant === null ? [] : [write(parameter, meant)] }];
  }
  const value = dwordIn(data);
  if (value === null) return [{ code: 'WRONG_LENGTH', name, length: data.length, corrections: [write(parameter, null)] }];
  const isInRange = value >= min && value <= max;
  const meant = decimalDigitsOf(value);
  const isUsual = meant !== null && usualNumbers[parameter.name].includes(meant);
  if (meant !== null && meant !== value && meant >= min && meant <= max && (!isInRange || isUsual)) {
    return [{ code: 'DECIMAL_AS_HEX', name, value, meant, isCertain: !isInRange, corrections: [write(parameter, meant)] }];
  }
  if (isInRange) return [];
  return [{ code: 'OUT_OF_RANGE', name, value, min, max, corrections: [write(parameter, value > max ? max : min)] }];
}

function misspelt(value: LintedValue, parameter: Parameter, isThereAlready: boolean): LintFinding {
  const number = value.type === registryTypes.REG_DWORD ? dwordIn(value.data) : null;
  const meant = numberMeantBy(value, parameter);
  const corrections: Correction[] = [{ kind: 'delete', name: value.name }];
  if (meant !== null && !isThereAlready) corrections.unshift(write(parameter, meant));
  return { code: 'MISSPELT_NAME', name: value.name, meant: parameter.name, value: number, corrections };
}

function parameterMeantBy(name: string): ParameterName | null {
  const folded = foldedName(name);
  if (knownNames.has(folded)) return null;
  const near = parameterNames
    .map((parameter) => ({ parameter, distance: editDistance(folded, foldedName(parameter), 2) }))
    .filter(({ distance }) => distance <= 2)
    .sort((a, b) => a.distance - b.distance);
  return near[0]?.parameter ?? null;
}

function write({ name }: Parameter, value: number | null): Correction {
  return { kind: 'write', wanted: { name, value } };
}

/** The number that a value of any type holds, when it is within the range. */
function numberMeantBy({ type, data }: LintedValue, { min, max }: Parameter): number | null {
  const number = type === registryTypes.REG_DWORD || type === registryTypes.REG_BINARY ? dwordIn(data) : numberIn(type, data);
  return number !== null && number >= min && number <= max ? number : null;
}

function numberIn(type: number, data: Uint8Array): number | null {
  if (type === registryTypes.REG_QWORD && data.length === 8 && data.subarray(4).every((byte) => byte === 0)) return dwordIn(data.subarray(0, 4));
  if (type === registryTypes.REG_DWORD_BIG_ENDIAN) return dwordIn(Uint8Array.from(data).reverse());
  if (type !== registryTypes.REG_SZ && type !== registryTypes.REG_EXPAND_SZ && type !== registryTypes.REG_MULTI_SZ) return null;
  const text = Buffer.from(data).toString('utf16le').replace(/\0+$/, '').trim();
  if (/^\d{1,10}$/.test(text)) return Number(text);
  return /^0x[0-9a-f]{1,8}$/i.test(text) ? Number(text) : null;
}

/** The number whose decimal digits are the hexadecimal ones of `value`; null when those have letters. */
function decimalDigitsOf(value: number): number | null {
  const digits = value.toString(16);
  return /^\d+$/.test(digits) ? Number(digits) : null;
}

function dwordIn(data: Uint8Array): number | null {
  if (data.length !== 4) return null;
  return new DataView(data.buffer, data.byteOffset, 4).getUint32(0, true);
}
