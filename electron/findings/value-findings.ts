// Finds the mistakes that real machines and published .reg files hold (facts of Q196271 and Q149532), in values. Pure.
// Protects: a correction is a number within the range of its parameter, or the deletion of a value that Windows ignores.
import {
  parametersFor,
  isAtLeast,
  parameterNames,
  parameterNamed,
  type Parameter,
  type ParameterName,
  type WindowsVersion,
} from '../contract/registry/parameters';
import type { ValueFinding } from '../contract/findings/findings';
import type { RequestedValue } from '../contract/change/plan';
import { registryTypes } from '../contract/registry/stored-value';
import { foldedName } from '../contract/registry/value-name';
import { editDistance } from './edit-distance';
import { judgeNumber } from './number-findings';

/** A value to look at, from the live key or from a file. */
export interface LintedValue {
  readonly name: string;
  readonly type: number;
  readonly data: Uint8Array;
  /** Length of the data, where `data` may be only its start. */
  readonly size?: number;
}

/** What puts a finding right, through the normal change. */
export type Correction =
  | { readonly kind: 'write'; readonly requested: RequestedValue }
  /** Deletes a value that is no parameter: a misspelled one, which Windows ignores. */
  | { readonly kind: 'delete'; readonly name: string };

export type LintFinding = ValueFinding & {
  /** To be made together; empty where only a person can tell what was meant. */
  readonly corrections: readonly Correction[];
};

/** Names of the key that Windows has known at some time, and that must not count as misspelt. */
const knownNames = new Set(
  [
    'MaxFreeTcbs',
    'MaxHashTableSize',
    'MaxFreeTWTcbs',
    ...parameterNames,
    'TcpFinWait2Delay',
    'TcpNumConnections',
    'ReservedPorts',
  ].map(foldedName),
);
/** What is wrong with the values of the key of the article, on this release of Windows, in the order of the values. */
export function lintValues(values: readonly LintedValue[], version: WindowsVersion): LintFinding[] {
  const parameters = parametersFor(version);
  const present = new Set(values.map(({ name }) => foldedName(name)));
  return values.flatMap((value): LintFinding[] => {
    const known = parameterNamed(value.name);
    if (known) return lintParameter(value, parameters[known]);
    if (isReservedPorts(value.name)) {
      return isAtLeast(version, 6, 0) ? [{ code: 'NOT_IMPLEMENTED', name: value.name, corrections: [] }] : [];
    }
    const meant = parameterMeantBy(value.name);
    return meant ? [misspelt(value, meant, parameters[meant.name], present.has(foldedName(meant.name)))] : [];
  });
}

function lintParameter({ name, type, data, size }: LintedValue, parameter: Parameter): LintFinding[] {
  const { min, max } = parameter;
  if (type !== registryTypes.REG_DWORD) {
    const meant = numberMeantBy({ name, type, data }, parameter);
    return [{ code: 'WRONG_TYPE', name, type, meant, corrections: meant === null ? [] : [write(parameter, meant)] }];
  }
  const value = dwordIn(data);
  if (value === null)
    return [{ code: 'WRONG_LENGTH', name, length: size ?? data.length, corrections: [write(parameter, null)] }];
  const judged = judgeNumber(value, parameter);
  if (judged.kind === 'right') return [];
  const { corrected } = judged;
  const corrections = [write(parameter, corrected)];
  if (judged.kind === 'out-of-range') return [{ code: 'OUT_OF_RANGE', name, value, min, max, corrections }];
  return [
    {
      code: 'DECIMAL_AS_HEX',
      name,
      value,
      meant: judged.meant,
      corrected,
      isCertain: judged.kind === 'decimal',
      corrections,
    },
  ];
}

function misspelt(
  value: LintedValue,
  { name, number }: MeantParameter,
  parameter: Parameter,
  isThereAlready: boolean,
): LintFinding {
  const held = number ?? (value.type === registryTypes.REG_DWORD ? dwordIn(value.data) : null);
  const meant = numberMeantBy(
    number === null ? value : { ...value, type: registryTypes.REG_DWORD, data: dwordBytes(number) },
    parameter,
  );
  const corrections: Correction[] = [{ kind: 'delete', name: value.name }];
  if (meant !== null && !isThereAlready) corrections.unshift(write(parameter, meant));
  return { code: 'MISSPELT_NAME', name: value.name, meant: name, value: held, corrections };
}

/** A parameter that a name stands for, which is not its own; `number` where the name holds the data as well. */
interface MeantParameter {
  readonly name: ParameterName;
  readonly number: number | null;
}

/** `MaxUserPort=dword:0000fffe` and the like, as names: `"NAME=DATA"=""` instead of `"NAME"=DATA`. */
function parameterWithData(name: string): MeantParameter | null {
  const equals = name.indexOf('=');
  if (equals < 0) return null;
  const left = name.slice(0, equals).trim();
  const meant = parameterNamed(left) ?? parameterLike(left);
  if (!meant) return null;
  const data = name.slice(equals + 1).trim();
  const hex = /^(?:dword:|0x)\s*([0-9a-f]{1,8})$/i.exec(data)?.[1];
  const decimal = /^"?(\d{1,10})"?$/.exec(data)?.[1];
  const number = hex !== undefined ? parseInt(hex, 16) : decimal !== undefined ? Number(decimal) : null;
  return { name: meant, number: number !== null && number <= 0xffff_ffff ? number : null };
}

/** Whether a value of our key with this name may be a mistake, or matters for one. */
export function concernsParameter(name: string): boolean {
  return parameterNamed(name) !== null || isReservedPorts(name) || parameterMeantBy(name) !== null;
}

function isReservedPorts(name: string): boolean {
  return foldedName(name) === foldedName('ReservedPorts');
}

/** Whether a name that starts with this UTF-16 unit may be that of a parameter, alone or with its data. */
export function mayBeginParameter(unit: number): boolean {
  return initials.has(unit);
}

const letters = parameterNames.flatMap((name) => [name.charAt(0).toUpperCase(), name.charAt(0).toLowerCase()]);
/** What \s means; asking for each of 65,536 units would take 6 ms at each start. */
const blanks =
  '\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff';
const initials: ReadonlySet<number> = new Set([...letters, ...Array.from(blanks)].map((sign) => sign.charCodeAt(0)));

/** Whether a name is that of a parameter, or holds one with its data. Cheap, for files of a million values. */
export function mayBeParameter(name: string): boolean {
  return parameterMeant(name) !== null;
}

/** The parameter whose name this is, alone or with its data; spelling mistakes do not count. */
export function parameterMeant(name: string): MeantParameter | null {
  const equals = name.indexOf('=');
  if (equals < 0 && !parameterLengths.has(name.length)) return null;
  const known = parameterNamed((equals < 0 ? name : name.slice(0, equals)).trim());
  if (!known) return null;
  return equals < 0 ? { name: known, number: null } : parameterWithData(name);
}

const parameterLengths: ReadonlySet<number> = new Set(parameterNames.map(({ length }) => length));
/** Two letters more, and no name is near one of these. */
const longestNear = Math.max(...parameterLengths) + 2;

function parameterMeantBy(name: string): MeantParameter | null {
  const withData = parameterWithData(name);
  if (withData) return withData;
  const like = parameterLike(name);
  return like && { name: like, number: null };
}

function parameterLike(name: string): ParameterName | null {
  if (name.length > longestNear) return null;
  const folded = foldedName(name);
  if (knownNames.has(folded)) return null;
  const near = parameterNames
    .map((parameter) => ({ parameter, distance: editDistance(folded, foldedName(parameter), 2) }))
    .filter(({ distance }) => distance <= 2)
    .sort((a, b) => a.distance - b.distance);
  return near[0]?.parameter ?? null;
}

export function write({ name }: Parameter, value: number | null): Correction {
  return { kind: 'write', requested: { name, value } };
}

/** The number within the range that a value of any type holds, or was meant to hold; null where only a person can tell. */
export function numberMeantBy({ type, data }: LintedValue, parameter: Parameter): number | null {
  if (type !== registryTypes.REG_DWORD) {
    const number = type === registryTypes.REG_BINARY ? dwordIn(data) : numberIn(type, data);
    return number !== null && number >= parameter.min && number <= parameter.max ? number : null;
  }
  const number = dwordIn(data);
  if (number === null || number < parameter.min) return null;
  const judged = judgeNumber(number, parameter);
  return judged.kind === 'decimal' || judged.kind === 'out-of-range' ? judged.corrected : number;
}

function numberIn(type: number, data: Uint8Array): number | null {
  if (type === registryTypes.REG_QWORD && data.length === 8 && data.subarray(4).every((byte) => byte === 0))
    return dwordIn(data.subarray(0, 4));
  if (type === registryTypes.REG_DWORD_BIG_ENDIAN) return dwordIn(Uint8Array.from(data).reverse());
  if (type !== registryTypes.REG_SZ && type !== registryTypes.REG_EXPAND_SZ && type !== registryTypes.REG_MULTI_SZ)
    return null;
  const text = Buffer.from(data).toString('utf16le').replace(/\0+$/, '').trim();
  if (/^\d{1,10}$/.test(text)) return Number(text);
  return /^0x[0-9a-f]{1,8}$/i.test(text) ? Number(text) : null;
}

function dwordIn(data: Uint8Array): number | null {
  if (data.length !== 4) return null;
  return new DataView(data.buffer, data.byteOffset, 4).getUint32(0, true);
}

export function dwordBytes(number: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, number, true);
  return bytes;
}
