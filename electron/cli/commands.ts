// Carries a command out through the same handlers as the window.
// Protects: the command line can do nothing that the window cannot; a dry run calls nothing that writes.
import { parametersKeyPath, type WindowsVersion } from '../contract/registry/parameters';
import { isRangeChange, isSameSetting } from '../contract/change/change';
import type { BackupListing } from '../contract/backup/backup-list';
import type { HistoryFault } from '../contract/integrity/history-fault';
import type { Handlers } from '../contract/ipc/calls';
import type { PlanPreview } from '../contract/change/plan';
import type { ChangeOutcome } from '../contract/history/outcome';
import { isSameName } from '../contract/registry/value-name';
import { failure, success, type Result } from '../contract/errors/result';
import { isSerious } from '../contract/change/side-effects';
import { plainCount, shareTextFor } from '../contract/text/count-text';
import { evidenceRows, verdictText, type DiagnosisFormats } from '../contract/diagnosis/diagnosis-text';
import { loadPlainWords } from '../contract/messages/messages';
import { reversed } from '../change/plan';
import { wayBackFrom } from '../change/recovery';
import type { Request } from './arguments';
import { backupOf, outcomeValue, planAnswer, proofOf, rangeOf, recordOf, storedOf, wayBack } from './answers';
import { exitCodeOf, exitCodeOfError } from './exit-codes';
import type { CommandAnswer, ExitCode } from './report';

export interface Carried {
  readonly exitCode: ExitCode;
  readonly answer: Result<CommandAnswer>;
  /** Where the history is damaged, after the command. */
  readonly historyFaults: readonly HistoryFault[];
}

/** Carries `request` out. What fails as foreseen comes back as its error with its exit code. */
export async function carryOutCommand(handlers: Handlers, request: Request): Promise<Carried> {
  const answer = await commands[request.command](handlers, request);
  const check = await handlers['history.check']({});
  return {
    answer,
    exitCode: answer.ok ? exitCodeOf(answer.value) : exitCodeOfError(answer.error),
    historyFaults: check.ok ? check.value.faults : [],
  };
}

type Command = (handlers: Handlers, request: Request) => Promise<Result<CommandAnswer>>;

const commands: Readonly<Record<Request['command'], Command>> = {
  status,
  diagnose,
  plan: planWanted,
  'export-commands': exportCommands,
  async apply(handlers, request) {
    if (request.isDryRun) return planWanted(handlers, request);
    const plan = await createPlan(handlers, request);
    return plan.ok ? carryOutPlan(handlers, request, plan.value) : plan;
  },
  async backup(handlers, { note }) {
    const taken = await handlers['backup.create']({ note });
    return taken.ok ? success({ kind: 'backup', value: backupOf(taken.value) }) : taken;
  },
  backups,
  restore,
  undo,
  verify,
};

async function status(handlers: Handlers): Promise<Result<CommandAnswer>> {
  const machine = await handlers['machine.describe']({});
  if (!machine.ok) return machine;
  const view = await handlers['parameters.read']({});
  if (!view.ok) return view;
  const last = await handlers['change.verify']({});
  if (!last.ok) return last;
  const interrupted = await handlers['recovery.read']({});
  if (!interrupted.ok) return interrupted;
  const check = await handlers['history.check']({});
  if (!check.ok) return check;
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
        mayBeFinished: check.value.undo.kind === 'unknown',
      },
    },
  });
}

/** The words of the window, with plain numbers: what is printed is also read by programs. */
async function diagnose(handlers: Handlers): Promise<Result<CommandAnswer>> {
  const diagnosis = await handlers['diagnosis.read']({ isFresh: true });
  if (!diagnosis.ok) return diagnosis;
  const findings = await handlers['findings.read']({});
  if (!findings.ok) return findings;
  const { verdict, evidence } = diagnosis.value;
  const { diagnosisWords: words } = await loadPlainWords();
  const { title, text, reasons, nextStep } = verdictText(verdict, words, plainFormats);
  const { ipv4, usage, events } = evidence;
  return success({
    kind: 'diagnose',
    value: {
      conclusion: verdict.conclusion,
      severity: verdict.severity,
      title,
      text,
      culprit: verdict.culprit,
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

const plainFormats: DiagnosisFormats = {
  count: plainCount,
  percent: shareTextFor('en', 0),
  moment: (at) => new Date(at).toISOString(),
};

/** A range is wanted for TCP over IPv4, and over IPv6 where Windows has a range to tell. */
async function createPlan(handlers: Handlers, { requested, range, isIpv4Only }: Request): Promise<Result<PlanPreview>> {
  if (!range) return handlers['plan.create']({ requested: [...requested] });
  const view = await handlers['parameters.read']({});
  if (!view.ok) return view;
  const hasIpv6 = !isIpv4Only && view.value.ranges?.ipv6Tcp.known === true;
  const names = hasIpv6 ? (['ipv4Tcp', 'ipv6Tcp'] as const) : (['ipv4Tcp'] as const);
  return handlers['plan.create']({
    requested: [...requested, ...names.map((name) => ({ range: name, value: range }))],
  });
}

/** Nobody looks at a plan here as they do in the window: what may break something on this machine wants a word of its own. */
function carryOutPlan(
  handlers: Handlers,
  { acceptSideEffects }: Request,
  { token, sideEffects }: PlanPreview,
): Promise<Result<CommandAnswer>> {
  const effects = sideEffects.filter(isSerious);
  if (effects.length > 0 && !acceptSideEffects) return Promise.resolve(failure({ code: 'SIDE_EFFECTS', effects }));
  return outcome(handlers['plan.apply']({ token }));
}

async function planWanted(handlers: Handlers, request: Request): Promise<Result<CommandAnswer>> {
  const plan = await createPlan(handlers, request);
  return plan.ok ? success(planAnswer(plan.value)) : plan;
}

/** Where the scripts are put, the desktop is asked: on the command line that is the folder of the request. */
async function exportCommands(handlers: Handlers, request: Request): Promise<Result<CommandAnswer>> {
  if (request.folder === null) return planWanted(handlers, request);
  const plan = await createPlan(handlers, request);
  if (!plan.ok) return plan;
  const written = await handlers['commands.write']({ token: plan.value.token });
  return written.ok ? success(planAnswer(plan.value, written.value.folder)) : written;
}

async function backups(handlers: Handlers): Promise<Result<CommandAnswer>> {
  const view = await handlers['backups.list']({});
  if (!view.ok) return view;
  return success({
    kind: 'backups',
    value: {
      backups: view.value.backups.map(
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
      strangers: [...view.value.strangers],
    },
  });
}

/** Values of the article unless others are named; only what differs is written. */
async function restore(handlers: Handlers, request: Request): Promise<Result<CommandAnswer>> {
  const { target, values, acceptDamaged, acceptOtherComputer, isDryRun } = request;
  const check = await handlers['history.check']({});
  if (!check.ok) return check;
  if (target === 'latest' && check.value.undo.kind === 'unknown')
    return failure({ code: 'HISTORY_DAMAGED', faults: check.value.faults });
  const view = await handlers['backups.list']({});
  if (!view.ok) return view;
  const listing =
    target === 'latest' ? latestOf(view.value.backups) : view.value.backups.find(({ backup }) => backup.id === target);
  if (!listing) return failure({ code: 'TOKEN_UNKNOWN' });
  const comparison = await handlers['backup.compare']({ id: listing.backup.id });
  if (!comparison.ok) return comparison;
  const { rows, token } = comparison.value;
  const stranger = values.find((name) => !rows.some((row) => row.keyPath === '' && isSameName(row.name, name)));
  if (stranger !== undefined)
    return failure({ code: 'INVALID_INPUT', detail: `no value ${stranger} in this backup or in the key` });
  const names = rows
    .filter((row) => row.kind !== 'same' && row.obstacle === null && row.keyPath === '')
    .filter((row) => (values.length === 0 ? row.isCatalogue : values.some((name) => isSameName(name, row.name))))
    .map(({ name }) => name);
  if (names.length === 0) return failure({ code: 'ALREADY_AS_WANTED' });
  const plan = await handlers['restore.plan']({ token, names, acceptDamaged, acceptOtherComputer });
  if (!plan.ok) return plan;
  return isDryRun ? success(planAnswer(plan.value)) : carryOutPlan(handlers, request, plan.value);
}

/**
 * The last one that the history of this machine has, of this computer; where the machine folder has none, the last one of this
 * user. No clock is asked, and what was put into the folder from elsewhere is never the latest.
 */
function latestOf(backups: readonly BackupListing[]): BackupListing | undefined {
  const own = backups.filter(({ isOfThisComputer, integrity }) => isOfThisComputer && integrity !== 'not-in-history');
  return own.find(({ place }) => place === 'machine') ?? own[0];
}

/** The change that was done last, or the one that a crash cut off. */
async function undo(handlers: Handlers, { target, isDryRun }: Request): Promise<Result<CommandAnswer>> {
  const machine = await handlers['machine.describe']({});
  if (!machine.ok) return machine;
  const { version } = machine.value;
  const interrupted = await handlers['recovery.read']({});
  if (!interrupted.ok) return interrupted;
  const check = await handlers['history.check']({});
  if (!check.ok) return check;
  const { faults, undo: last } = check.value;
  // Also of an open change: what cannot be read may have closed it, and begun a newer one.
  if (target === null && last.kind === 'unknown') return failure({ code: 'HISTORY_DAMAGED', faults });
  if (interrupted.value && (target === null || target === interrupted.value.record.id)) {
    const { record, isAtWork } = interrupted.value;
    if (isAtWork === true) return failure({ code: 'BUSY' });
    if (isDryRun) return success(wayBack(wayBackFrom(interrupted.value), version));
    return outcome(handlers['recovery.settle']({ id: record.id, action: 'restore' }));
  }
  if (target === null && last.kind === 'none') return failure({ code: 'ALREADY_AS_WANTED' });
  const id = target ?? (last.kind === 'change' ? last.id : '');
  return isDryRun ? planUndo(handlers, id, version) : outcome(handlers['change.undo']({ id }));
}

/** Refused where the undo itself would be. */
async function planUndo(handlers: Handlers, id: string, version: WindowsVersion): Promise<Result<CommandAnswer>> {
  const history = await handlers['history.read']({});
  if (!history.ok) return history;
  const made = history.value.entries.find(({ event }) => event.changeId === id);
  if (made?.undo === 'changed-since') return failure({ code: 'DRIFTED', drift: [] });
  return made?.undo === 'possible'
    ? success(wayBack(reversed(made.event.changes), version))
    : failure({ code: 'TOKEN_UNKNOWN' });
}

async function verify(handlers: Handlers): Promise<Result<CommandAnswer>> {
  const last = await handlers['change.prove']({});
  if (!last.ok) return last;
  const view = await handlers['parameters.read']({});
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

async function outcome(work: Promise<Result<ChangeOutcome>>): Promise<Result<CommandAnswer>> {
  const result = await work;
  if (!result.ok) return result;
  const { record } = result.value;
  const isSettled = record.state === 'rolled-back' || record.state === 'kept';
  const value = {
    ...outcomeValue(result.value),
    written: isSettled ? [] : recordOf(record).changes,
    isRecorded: record.state !== 'open',
    sideEffects: [...(record.measuredBefore?.sideEffects ?? [])],
  };
  return success({ kind: 'outcome', value });
}
