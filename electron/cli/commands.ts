// Carries out a command through the same services as the window.
// Protects: the command line can do nothing that the window cannot; a dry run calls nothing that writes.
import type { WindowsVersion } from '../contract/registry/parameters';
import type { BackupListing } from '../contract/backup/backup-list';
import type { HistoryFault } from '../contract/integrity/history-fault';
import type { PlanPreview, RequestedRange } from '../contract/change/plan';
import type { ChangeOutcome } from '../contract/history/outcome';
import { isSameName } from '../contract/registry/value-name';
import { failure, success, type Result } from '../contract/errors/result';
import { isSerious } from '../contract/change/side-effects';
import { rangesOf, type PortRange } from '../contract/port-ranges/dynamic-ranges';
import { reversed } from '../change/plan';
import { wayBackFrom } from '../change/recovery';
import type { Services } from '../services/services';
import type { Request } from './arguments';
import { backupOf, changeOf, outcomeValue, planAnswer, recordOf, wayBack } from './answers';
import { exitCodeOf, exitCodeOfError } from './exit-code-of';
import { backups, status, verify } from './reading-commands';
import { record, uncontrolled, type CommandControl } from './record';
import type { ExitCode } from './exit-codes';
import type { CommandAnswer } from './report';

export interface CommandResult {
  readonly exitCode: ExitCode;
  readonly answer: Result<CommandAnswer>;
  /** Where the history is damaged, after the command. */
  readonly historyFaults: readonly HistoryFault[];
}

/** Carries out `request`. An expected failure is returned as its error with its exit code. */
export async function carryOutCommand(
  services: Services,
  request: Request,
  control: CommandControl = uncontrolled,
): Promise<CommandResult> {
  const answer = await commands[request.command](services, request, control);
  const { faults } = await services.history.check();
  return {
    answer,
    exitCode: answer.ok ? exitCodeOf(answer.value) : exitCodeOfError(answer.error),
    historyFaults: faults,
  };
}

type Command = (services: Services, request: Request, control: CommandControl) => Promise<Result<CommandAnswer>>;

const commands: Readonly<Record<Request['command'], Command>> = {
  status,
  // Loaded when they are asked for: rules and evidence files are half of the program.
  diagnose: async (services, request) => (await import('./diagnose')).diagnose(services, request),
  plan: showPlan,
  'export-commands': exportCommands,
  async apply(services, request) {
    if (request.isDryRun) return showPlan(services, request);
    const plan = await createPlan(services, request);
    return plan.ok ? carryOutPlan(services, request, plan.value) : plan;
  },
  async backup(services, { note }) {
    const taken = await services.backups.create(note);
    return taken.ok ? success({ kind: 'backup', value: backupOf(taken.value) }) : taken;
  },
  backups,
  restore,
  undo,
  verify,
  record,
  evidence: async (services, request) => (await import('./evidence')).saveEvidence(services, request),
  async 'export-collector'({ collector }) {
    const written = await collector.write();
    return written.ok ? success({ kind: 'collector', value: written.value }) : written;
  },
};

/** A range is requested for IPv4, and for IPv6 where Windows reports its range. */
async function createPlan(services: Services, request: Request): Promise<Result<PlanPreview>> {
  const { requested, range, udpRange, isIpv4Only } = request;
  if (!range && !udpRange) return services.changes.plan(requested);
  const view = await services.machine.readParameters();
  if (!view.ok) return view;
  const { ranges } = view.value;
  const requestedFor = (transport: 'tcp' | 'udp', value: PortRange | null): RequestedRange[] => {
    const [ipv4, ipv6] = rangesOf[transport];
    const names = !isIpv4Only && ranges?.[ipv6].known === true ? [ipv4, ipv6] : [ipv4];
    return value ? names.map((name) => ({ range: name, value })) : [];
  };
  return services.changes.plan([...requested, ...requestedFor('tcp', range), ...requestedFor('udp', udpRange)]);
}

/** Nobody looks at the plan first as in the window: what may break something on this machine must be accepted with an option. */
function carryOutPlan(
  services: Services,
  { acceptSideEffects }: Request,
  { token, sideEffects }: PlanPreview,
): Promise<Result<CommandAnswer>> {
  const effects = sideEffects.filter(isSerious);
  if (effects.length > 0 && !acceptSideEffects) return Promise.resolve(failure({ code: 'SIDE_EFFECTS', effects }));
  return outcome(services.changes.apply(token));
}

async function showPlan(services: Services, request: Request): Promise<Result<CommandAnswer>> {
  const plan = await createPlan(services, request);
  return plan.ok ? success(planAnswer(plan.value)) : plan;
}

/** The file dialogs of the command line give the folder of the request, into which the scripts are written. */
async function exportCommands(services: Services, request: Request): Promise<Result<CommandAnswer>> {
  if (request.folder === null) return showPlan(services, request);
  const plan = await createPlan(services, request);
  if (!plan.ok) return plan;
  const written = await services.scripts.write(plan.value.token);
  return written.ok ? success(planAnswer(plan.value, written.value.folder)) : written;
}

/** The parameters unless other values are named; only what differs is written. */
async function restore(services: Services, request: Request): Promise<Result<CommandAnswer>> {
  const { target, values, acceptDamaged, acceptOtherComputer, isDryRun } = request;
  const check = await services.history.check();
  if (target === 'latest' && check.undo.kind === 'unknown')
    return failure({ code: 'HISTORY_DAMAGED', faults: check.faults });
  const listed = (await services.backups.list()).backups;
  const listing = target === 'latest' ? latestOf(listed) : listed.find(({ backup }) => backup.id === target);
  if (!listing) return failure({ code: 'TOKEN_UNKNOWN' });
  const comparison = await services.comparisons.ofBackup(listing.backup.id);
  if (!comparison.ok) return comparison;
  const { rows, token } = comparison.value;
  const stranger = values.find((name) => !rows.some((row) => row.keyPath === '' && isSameName(row.name, name)));
  if (stranger !== undefined)
    return failure({ code: 'INVALID_INPUT', detail: `no value ${stranger} in this backup or in the key` });
  const names = rows
    .filter((row) => row.kind !== 'same' && row.obstacle === null && row.keyPath === '')
    .filter((row) => (values.length === 0 ? row.isCatalogue : values.some((name) => isSameName(name, row.name))))
    .map(({ name }) => name);
  // Of a backup that lost something, `planRestore` says that.
  if (names.length === 0 && comparison.value.isComplete) return failure({ code: 'ALREADY_AS_WANTED' });
  const plan = await services.comparisons.planRestore({ token, names, acceptDamaged, acceptOtherComputer });
  if (!plan.ok) return plan;
  return isDryRun ? success(planAnswer(plan.value)) : carryOutPlan(services, request, plan.value);
}

/**
 * The last backup of this computer in the history of this machine; if the machine folder has none, the last one of this
 * user. Clocks do not matter, and what was copied into the folder from elsewhere is never the latest.
 */
function latestOf(backups: readonly BackupListing[]): BackupListing | undefined {
  const own = backups.filter(({ isOfThisComputer, integrity }) => isOfThisComputer && integrity !== 'not-in-history');
  return own.find(({ place }) => place === 'machine') ?? own[0];
}

/** The last change, or the one that a crash cut off. */
async function undo(services: Services, { target, isDryRun }: Request): Promise<Result<CommandAnswer>> {
  const machine = await services.machine.describe();
  if (!machine.ok) return machine;
  const { version } = machine.value;
  const interrupted = await services.changes.readInterrupted();
  if (!interrupted.ok) return interrupted;
  const { faults, undo: last } = await services.history.check();
  // Also if a change is open: what cannot be read may have closed it and opened a newer one.
  if (target === null && last.kind === 'unknown') return failure({ code: 'HISTORY_DAMAGED', faults });
  if (interrupted.value && (target === null || target === interrupted.value.record.id)) {
    const { record, isAtWork } = interrupted.value;
    if (isAtWork === true) return failure({ code: 'BUSY' });
    if (isDryRun) return success(wayBack(wayBackFrom(interrupted.value), version));
    return outcome(services.changes.settle(record.id, 'restore'));
  }
  if (target === null && last.kind === 'none') return failure({ code: 'ALREADY_AS_WANTED' });
  const id = target ?? (last.kind === 'change' ? last.id : '');
  return isDryRun ? planUndo(services, id, version) : outcome(services.changes.undo(id));
}

/** Refused whenever the undo itself would be. */
async function planUndo(services: Services, id: string, version: WindowsVersion): Promise<Result<CommandAnswer>> {
  const history = await services.history.read();
  if (!history.ok) return history;
  const made = history.value.entries.find(({ event }) => event.changeId === id);
  if (made?.undo === 'changed-since') return failure({ code: 'DRIFTED', drift: [] });
  return made?.undo === 'possible'
    ? success(wayBack(reversed(made.event.changes), version))
    : failure({ code: 'TOKEN_UNKNOWN' });
}

async function outcome(work: Promise<Result<ChangeOutcome>>): Promise<Result<CommandAnswer>> {
  const result = await work;
  if (!result.ok) return result;
  const { record } = result.value;
  const isSettled = record.state === 'rolled-back' || record.state === 'kept';
  const value = {
    ...outcomeValue(result.value),
    written: isSettled ? [] : recordOf(record).changes,
    movedAlong: result.value.proof.movedAlong.map(changeOf),
    isRecorded: record.state !== 'open',
    sideEffects: [...(record.measuredBefore?.sideEffects ?? [])],
  };
  return success({ kind: 'outcome', value });
}
