// The commands that read: the state of the machine, the backups, and the outcome of the last change.
// Protects: nothing here writes.
import { isRangeChange, isSameSetting } from '../contract/change/change';
import { success, type Result } from '../contract/errors/result';
import { parametersKeyPath } from '../contract/registry/parameters';
import { isSameName } from '../contract/registry/value-name';
import type { Services } from '../services/services';
import { backupOf, outcomeValue, proofOf, rangeOf, recordOf, storedOf } from './answers';
import type { CommandAnswer } from './report';

export async function status(services: Services): Promise<Result<CommandAnswer>> {
  const machine = await services.machine.describe();
  if (!machine.ok) return machine;
  const view = await services.machine.readParameters();
  if (!view.ok) return view;
  const last = await services.changes.verify();
  if (!last.ok) return last;
  const interrupted = await services.changes.readInterrupted();
  if (!interrupted.ok) return interrupted;
  const check = await services.history.check();
  const { kind, product, version, computerName, userName, sessionUser, isElevated, bootedAt, programVersion } =
    machine.value;
  return success({
    kind: 'status',
    value: {
      machine: {
        kind,
        product,
        computerName,
        userName,
        sessionUser,
        isElevated,
        bootedAt,
        programVersion,
        version: `${version.major}.${version.minor}.${version.build}`,
      },
      key: parametersKeyPath,
      values: view.value.parameters.map(
        ({ parameter: { name, defaultValue, whenAbsent, min, max, unit }, stored }) => ({
          name,
          stored: storedOf(stored),
          default: whenAbsent === 'default' ? defaultValue : null,
          min,
          max,
          unit,
        }),
      ),
      effectiveRange: rangeOf(view.value.effective),
      lastChange: last.value && outcomeValue(last.value),
      openChange: interrupted.value && {
        record: recordOf(interrupted.value.record),
        isAtWork: interrupted.value.isAtWork,
        mayBeFinished: check.undo.kind === 'unknown',
      },
    },
  });
}

export async function backups(services: Services): Promise<Result<CommandAnswer>> {
  const view = await services.backups.list();
  return success({
    kind: 'backups',
    value: {
      backups: view.backups.map(
        ({ backup, reason, note, integrity, isNeededForUndo, computerName, isOfThisComputer }) => ({
          backup: backupOf(backup),
          reason,
          note,
          seal: integrity,
          isNeededForUndo,
          computerName,
          isOfThisComputer,
        }),
      ),
      strangers: [...view.strangers],
    },
  });
}

export async function verify(services: Services): Promise<Result<CommandAnswer>> {
  const last = await services.changes.prove();
  if (!last.ok) return last;
  const view = await services.machine.readParameters();
  if (!view.ok) return view;
  const effectiveRange = rangeOf(view.value.effective);
  if (!last.value)
    return success({
      kind: 'verify',
      value: { record: null, verdict: null, storedAsWanted: null, effectiveRange, proof: null },
    });
  const { record, verdict, proof } = last.value;
  const storedAsWanted =
    view.value.parameters.every(({ parameter, stored }) => {
      const requested = record.changes.find(({ name }) => isSameName(name, parameter.name));
      return !requested || isSameSetting(requested.after, stored);
    }) &&
    record.changes.filter(isRangeChange).every(({ range, after }) => {
      const reading = view.value.ranges?.[range];
      return reading?.known !== true || isSameSetting(reading.range, after);
    });
  return success({
    kind: 'verify',
    value: { record: recordOf(record), verdict, storedAsWanted, effectiveRange, proof: proofOf(proof) },
  });
}
