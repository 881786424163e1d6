// Plans, changes, backups and values as the plain data of `--json`. Pure.
import type { WindowsVersion } from '../contract/registry/parameters';
import { isRange, isRangeChange, type Change, type Setting } from '../contract/change/change';
import type { BackupInfo } from '../contract/backup/backup-info';
import type { PlanPreview } from '../contract/change/plan';
import type { ChangeRecord } from '../contract/history/change-record';
import type { ChangeOutcome } from '../contract/history/outcome';
import type { RangeReading } from '../contract/port-ranges/dynamic-ranges';
import type { Proof } from '../contract/change/effect';
import { dwordOf, registryTypeName, type StoredValue } from '../contract/registry/stored-value';
import { planTexts } from '../change/plan';
import type { CommandAnswer } from './report';

export function outcomeValue({ record, verdict, proof: { wasRestarted } }: ChangeOutcome) {
  return { record: recordOf(record), verdict, wasRestarted };
}

export function proofOf({ takenAt, wasRestarted, rows, movedAlong, probe, reports }: Proof) {
  return {
    takenAt,
    wasRestarted,
    rows: rows.map(({ name, requested, stored, inEffect, verdict }) => ({
      name,
      wanted: settingOf(requested),
      stored: stored && settingOf(stored),
      effectiveRange: inEffect.kind === 'range' ? rangeOf({ known: true, range: inEffect.range }) : null,
      verdict,
    })),
    movedAlong: movedAlong.map(changeOf),
    probe,
    reports: reports.map((report) => ({ ...report, oldRange: rangeOf({ known: true, range: report.oldRange }) })),
  };
}

function settingOf(setting: Setting) {
  return isRange(setting) ? setting : storedOf(setting);
}

export function planAnswer(
  { changes, texts, sideEffects }: Omit<PlanPreview, 'token'>,
  folder: string | null = null,
): CommandAnswer {
  const { apply, undo: back, applyCommands, undoCommands } = texts;
  const value = {
    changes: changes.map(changeOf),
    applyCommands: [...applyCommands],
    undoCommands: [...undoCommands],
    applyReg: apply,
    undoReg: back,
    sideEffects: [...sideEffects],
    folder,
  };
  return { kind: 'plan', value };
}

/** The changes of a recovery as a plan. */
export function wayBack(changes: readonly Change[], version: WindowsVersion): CommandAnswer {
  return planAnswer({ changes, texts: planTexts(changes, version), sideEffects: [] });
}

export function recordOf({ id, userName, confirmedBy, reason, state, startedAt, changes, backup }: ChangeRecord) {
  return {
    id,
    userName,
    confirmedBy: confirmedBy ?? null,
    reason,
    state,
    startedAt,
    changes: changes.map(changeOf),
    backup: backupOf(backup),
  };
}

export function backupOf({ id, file, createdAt, sizeInBytes, sha256, valueCount }: BackupInfo) {
  return { id, file, createdAt, sizeInBytes, sha256, valueCount };
}

export function changeOf(change: Change) {
  if (isRangeChange(change)) return change;
  const { name, before, after } = change;
  return { name, before: storedOf(before), after: storedOf(after) };
}

export function storedOf(stored: StoredValue) {
  if (!stored.present) return { present: false, type: null, number: null, hex: null };
  return { present: true, type: registryTypeName(stored.type), number: dwordOf(stored), hex: stored.hex };
}

export function rangeOf(reading: RangeReading & { readonly known: true }): {
  start: number;
  number: number;
  last: number;
};
export function rangeOf(reading: RangeReading): { start: number; number: number; last: number } | null;
export function rangeOf(reading: RangeReading) {
  if (!reading.known) return null;
  const { start, number } = reading.range;
  return { start, number, last: start + number - 1 };
}
