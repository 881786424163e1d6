// Turns requested numbers into a plan: what each value is, what it will be, and the same change as texts. Pure.
// Protects: only parameters, only inside their range, and the undo text restores absence as absence.
import {
  parametersFor,
  isAtLeast,
  parametersKeyPath,
  type ParameterName,
  type WindowsVersion,
} from '../contract/registry/parameters';
import {
  isRangeChange,
  isSameSetting,
  isValueChange,
  withSides,
  type Change,
  type RangeChange,
  type ValueChange,
} from '../contract/change/change';
import {
  brokenLimit,
  rangeParts,
  rangeTitles,
  type RangeName,
  type PortRanges,
} from '../contract/port-ranges/dynamic-ranges';
import type { PlanTexts, RequestedChange, RequestedRange, RequestedValue } from '../contract/change/plan';
import { failure, success, type Result } from '../contract/errors/result';
import { absent, bytesOf, dword, dwordOf, isSameStored, type StoredValue } from '../contract/registry/stored-value';
import { regFileBytes, regFileText, type RegFileKey } from '../reg-file/reg-file';

/**
 * The changes that lead from `current` to `wanted`, without those that change nothing.
 * Errors: OUT_OF_RANGE (Q196271, Q149532), ALREADY_AS_WANTED.
 */
export function planChanges(
  current: Readonly<Record<ParameterName, StoredValue>>,
  requested: readonly RequestedValue[],
  version: WindowsVersion,
): Result<ValueChange[]> {
  const parameters = parametersFor(version);
  for (const { name, value } of requested) {
    const { min, max } = parameters[name];
    if (value !== null && (value < min || value > max)) return failure({ code: 'OUT_OF_RANGE', name, value, min, max });
  }
  const changes = requested
    .map(({ name, value }) => ({ name, before: current[name], after: value === null ? absent : dword(value) }))
    .filter(({ before, after }) => !isSameStored(before, after));
  return changes.length === 0 ? failure({ code: 'ALREADY_AS_WANTED' }) : success(changes);
}

/**
 * The changes of dynamic port ranges, without those that change nothing.
 * Errors: NO_DYNAMIC_RANGES (before Vista), OUT_OF_RANGE (929851), MACHINE_FAILED (a range that could not be put back
 * because Windows does not tell it), ALREADY_AS_WANTED.
 */
export function planRangeChanges(
  current: PortRanges,
  requested: readonly RequestedRange[],
  version: WindowsVersion,
): Result<RangeChange[]> {
  if (!hasDynamicRanges(version)) return failure({ code: 'NO_DYNAMIC_RANGES' });
  const changes: RangeChange[] = [];
  for (const { range, value } of requested) {
    const broken = brokenLimit(value);
    if (broken)
      return failure({
        code: 'OUT_OF_RANGE',
        name: limitNames[broken.part],
        value: broken.value,
        min: broken.min,
        max: broken.max,
      });
    const reading = current[range];
    if (!reading.known)
      return failure({ code: 'MACHINE_FAILED', action: 'port-range.read', windowsCode: null, detail: reading.raw });
    if (!isSameSetting(reading.range, value))
      changes.push({ name: rangeTitles[range], range, before: reading.range, after: value });
  }
  return changes.length === 0 ? failure({ code: 'ALREADY_AS_WANTED' }) : success(changes);
}

/** Values and ranges in one plan, values first; `ranges` may be null when no range is wanted. Errors: those of both kinds. */
export function planAll(
  current: Readonly<Record<ParameterName, StoredValue>>,
  ranges: PortRanges | null,
  requested: readonly RequestedChange[],
  version: WindowsVersion,
): Result<Change[]> {
  const requestedRanges = requested.filter((one) => 'range' in one);
  const requestedValues = requested.filter((one) => 'name' in one);
  const parts: Result<Change[]>[] = [];
  if (requestedValues.length > 0) parts.push(planChanges(current, requestedValues, version));
  if (requestedRanges.length > 0)
    parts.push(ranges ? planRangeChanges(ranges, requestedRanges, version) : failure({ code: 'NO_DYNAMIC_RANGES' }));
  const changes: Change[] = [];
  for (const part of parts) {
    if (part.ok) changes.push(...part.value);
    else if (part.error.code !== 'ALREADY_AS_WANTED') return part;
  }
  return changes.length === 0 ? failure({ code: 'ALREADY_AS_WANTED' }) : success(changes);
}

const limitNames = { start: 'start', number: 'num', lastPort: 'start + num - 1' } as const;

/** Vista and Server 2008 brought the dynamic port range. */
export function hasDynamicRanges(version: WindowsVersion): boolean {
  return isAtLeast(version, 6, 0);
}

/** The way back: every change with its sides exchanged, last one first. */
export function reversed(changes: readonly Change[]): Change[] {
  return changes.map((change) => withSides(change, change.after, change.before)).reverse();
}

/** The plan as .reg texts and commands, for people and machines that do it without this program. Ranges are not in a .reg text. */
export function planTexts(changes: readonly Change[], version: WindowsVersion): PlanTexts {
  const back = reversed(changes);
  return {
    apply: textOf(changes),
    undo: textOf(back),
    applyCommands: commandsFor(changes, 'apply.reg', version),
    undoCommands: commandsFor(back, 'undo.reg', version),
  };
}

/** Empty when no value is changed. */
function textOf(changes: readonly Change[]): string {
  return changes.some(isValueChange) ? regFileText(regKeys(changes)) : '';
}

/** The changes of values as the bytes of a .reg file. */
export function planRegBytes(changes: readonly Change[]): Uint8Array {
  return regFileBytes(regKeys(changes));
}

function regKeys(changes: readonly Change[]): RegFileKey[] {
  const values = changes.filter(isValueChange).map(({ name, after }) => ({
    name,
    content: after.present ? { type: after.type, data: bytesOf(after) } : null,
  }));
  return [{ path: parametersKeyPath, isDeletion: false, values }];
}

const shortKeyPath = parametersKeyPath.replace('HKEY_LOCAL_MACHINE', 'HKLM');

/** Names that mean the same with and without quotes, in every shell. */
const plainName = /^[A-Za-z0-9_]+$/;

/** Other types than REG_DWORD, and odd names, have no safe spelling on a command line: there the .reg text is imported, once. */
function commandsFor(changes: readonly Change[], regFile: string, version: WindowsVersion): string[] {
  const commands = changes.map((change) =>
    isRangeChange(change) ? rangeCommand(change.range, change.after) : valueCommand(change, regFile, version),
  );
  return [...new Set(commands)];
}

function valueCommand({ name, after }: ValueChange, regFile: string, version: WindowsVersion): string {
  const viaFile = importCommand(regFile, version);
  if (!plainName.test(name)) return viaFile;
  if (!after.present) return `reg.exe delete "${shortKeyPath}" /v ${name} /f${view(version)}`;
  const number = dwordOf(after);
  return number === null
    ? viaFile
    : `reg.exe add "${shortKeyPath}" /v ${name} /t REG_DWORD /d ${number} /f${view(version)}`;
}

export function importCommand(regFile: string, version: WindowsVersion): string {
  return `reg.exe import ${regFile}${view(version)}`;
}

/**
 * reg.exe knows /reg:64 since Windows 7 and Server 2008 R2 (before, by a hotfix only: KB948698), and refuses the whole
 * command otherwise. Without it the key is the same one: WOW64 does not redirect HKLM\SYSTEM.
 */
function view(version: WindowsVersion): string {
  return isAtLeast(version, 6, 1) ? ' /reg:64' : '';
}

function rangeCommand(name: RangeName, { start, number }: RangeChange['after']): string {
  const { ip, transport } = rangeParts[name];
  return `netsh.exe int ${ip} set dynamicport ${transport} start=${start} num=${number}`;
}
