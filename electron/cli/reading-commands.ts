// The commands that read: the state of the machine, the verdict, the backups, and the outcome of the last change.
// Protects: nothing here writes.
import { isRangeChange, isSameSetting } from '../contract/change/change';
import { verdictText } from '../contract/diagnosis/diagnosis-text';
import type { DiagnosisFormats } from '../contract/diagnosis/diagnosis-words';
import { evidenceRows } from '../contract/diagnosis/evidence-text';
import type { Culprit } from '../contract/diagnosis/verdict';
import { success, type Result } from '../contract/errors/result';
import { loadPlainWords } from '../contract/messages/messages';
import { parametersKeyPath } from '../contract/registry/parameters';
import { isSameName } from '../contract/registry/value-name';
import { plainCount, shareTextFor } from '../contract/text/count-text';
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

/** The texts of the window, with plain numbers: programs read the output too. */
export async function diagnose(services: Services): Promise<Result<CommandAnswer>> {
  const { verdict, evidence } = await services.diagnosis.read(true);
  const findings = await services.findings.ofKey();
  if (!findings.ok) return findings;
  const { diagnosisWords: words } = await loadPlainWords();
  const { title, text, reasons, nextStep } = verdictText(verdict, words, plainFormats);
  const {
    ranges: { ipv4Tcp: ipv4 },
    usage,
    events,
  } = evidence;
  return success({
    kind: 'diagnose',
    value: {
      conclusion: verdict.conclusion,
      severity: verdict.severity,
      title,
      text,
      culprit: verdict.culprit && culpritOf(verdict.culprit),
      reasons: verdict.reasons.map((reason, index) => ({ ...reason, text: reasons[index] ?? '' })),
      nextStep: { ...verdict.nextStep, text: nextStep },
      effectiveRange: ipv4.known ? rangeOf({ known: true, range: ipv4.value }) : null,
      usage: usage.known
        ? {
            inUse: usage.value.ports,
            usable: usage.value.usable,
            address: usage.value.address,
            timeWait: usage.value.timeWait,
          }
        : null,
      events: events.known
        ? events.value.counts.map(({ id, count, lastAt }) => ({ id, count, lastAt: new Date(lastAt).toISOString() }))
        : null,
      evidence: evidenceRows(evidence, words, plainFormats),
      findings: findings.value.map(({ finding }) => ({ ...finding })),
    },
  });
}

function culpritOf({ processId, name, ports, growth }: Culprit) {
  return { processId, name, ports, growth };
}

const plainFormats: DiagnosisFormats = {
  count: plainCount,
  percent: shareTextFor('en', 0),
  moment: (at) => new Date(at).toISOString(),
};

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
