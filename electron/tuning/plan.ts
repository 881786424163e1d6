// Turns wanted numbers into a plan: what each value is, what it will be, and the same change as texts. Pure.
// Protects: only catalogue values, only inside their range, and the undo text restores absence as absence.
import { catalogueFor, parametersKeyPath, type ParameterName, type WindowsVersion } from '../contract/catalogue';
import type { PlanTexts, StoredValue, ValueChange, WantedValue } from '../contract/models';
import { failure, success, type Result } from '../contract/result';
import { absent, bytesOf, dword, dwordOf, isSameStored } from '../contract/stored-value';
import { regFileText } from '../backup/reg-file';

/**
 * The changes that lead from `current` to `wanted`, without those that change nothing.
 * Errors: OUT_OF_RANGE (Q196271, Q149532), ALREADY_AS_WANTED.
 */
export function planChanges(
  current: Readonly<Record<ParameterName, StoredValue>>,
  wanted: readonly WantedValue[],
  version: WindowsVersion,
): Result<ValueChange[]> {
  const catalogue = catalogueFor(version);
  for (const { name, value } of wanted) {
    const { min, max } = catalogue[name];
    if (value !== null && (value < min || value > max)) return failure({ code: 'OUT_OF_RANGE', name, value, min, max });
  }
  const changes = wanted
    .map(({ name, value }) => ({ name, before: current[name], after: value === null ? absent : dword(value) }))
    .filter(({ before, after }) => !isSameStored(before, after));
  return changes.length === 0 ? failure({ code: 'ALREADY_AS_WANTED' }) : success(changes);
}

/** The way back: every change with its sides exchanged, last one first. */
export function reversed(changes: readonly ValueChange[]): ValueChange[] {
  return changes.map(({ name, before, after }) => ({ name, before: after, after: before })).reverse();
}

/** The plan as .reg texts and reg.exe commands, for people and machines that do it without this program. */
export function planTexts(changes: readonly ValueChange[]): PlanTexts {
  const back = reversed(changes);
  return {
    apply: textOf(changes),
    undo: textOf(back),
    applyCommands: changes.map(commandFor),
    undoCommands: back.map(commandFor),
  };
}

function textOf(changes: readonly ValueChange[]): string {
  const values = changes.map(({ name, after }) => ({
    name,
    content: after.present ? { type: after.type, data: bytesOf(after) } : null,
  }));
  return regFileText([{ path: parametersKeyPath, isDeletion: false, values }]);
}

const shortKeyPath = parametersKeyPath.replace('HKEY_LOCAL_MACHINE', 'HKLM');

/** Types other than REG_DWORD have no safe spelling on a command line: there the .reg text is imported. */
function commandFor({ name, after }: ValueChange): string {
  if (!after.present) return `reg.exe delete "${shortKeyPath}" /v ${name} /f /reg:64`;
  const number = dwordOf(after);
  if (number === null) return 'reg.exe import undo.reg /reg:64';
  return `reg.exe add "${shortKeyPath}" /v ${name} /t REG_DWORD /d ${number} /f /reg:64`;
}
