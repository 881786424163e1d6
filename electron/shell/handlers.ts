// What each call of the contract does. Hands out plan tokens, and lets one change through at a time.
// Protects: a token is used once, and only for the plan that was shown last.
import { randomUUID } from 'node:crypto';
import type { BackupCatalogue } from '../backup/catalogue';
import type { BackupStore } from '../backup/store';
import { catalogueFor, parameterNames, parametersKeyPath } from '../contract/catalogue';
import type { Handlers } from '../contract/calls';
import type { Change } from '../contract/change';
import type { ChangeOutcome, ChangeReason, ChangeRecord, MachineInfo, ParametersView, PlanPreview, Wanted } from '../contract/models';
import { failure, success, type Result } from '../contract/result';
import type { Words } from '../contract/words';
import type { Machine } from '../machine/machine';
import type { AuditLog } from '../audit/audit-log';
import { ticketText } from '../record/change-record';
import { carryOut, type ChangeTools } from '../tuning/apply';
import { likelihoodOf } from '../tuning/diagnosis';
import { effectOf } from '../tuning/effect';
import type { Journal } from '../tuning/journal';
import { hasDynamicRanges, planAll, planTexts } from '../tuning/plan';
import { originOf } from '../tuning/origin';
import { readCatalogue, readStored } from '../tuning/read-values';
import { interruptedChange, settle } from '../tuning/recovery';
import { undo } from '../tuning/undo';
import { createBackupHandlers, type FileDesktop } from './backup-handlers';
import type { TakeTurn } from './one-change';
import type { UsageService } from './usage-service';

/** What the handlers need of Electron. */
export interface Desktop extends FileDesktop {
  readonly locale: string;
  readonly programVersion: string;
  readonly confirmChange: ChangeTools['confirm'];
  /** Asks whether to restart; false means Cancel. */
  readonly confirmRestart: (delaySeconds: number) => Promise<boolean>;
  readonly logIncident: (error: unknown) => void;
  readonly copy: (text: string) => void;
  readonly machineChanged: () => void;
  readonly reportStage: ChangeTools['report'];
}

export interface Services {
  readonly machine: Machine;
  readonly backups: BackupStore;
  readonly journal: Journal;
  readonly audit: AuditLog;
  readonly catalogue: BackupCatalogue;
  readonly desktop: Desktop;
  readonly words: Words;
  readonly usage: Pick<UsageService, 'handlers' | 'latest'>;
  /** Another process of the program may be at work on the same files. */
  readonly takeTurn: TakeTurn;
}

/** Time that people who are logged on get before a restart. */
const restartDelaySeconds = 120;

export interface HandlerSet {
  readonly handlers: Handlers;
  /** True while a change is being carried out: the window must stay until it has ended. */
  readonly isChanging: () => boolean;
}

export function createHandlers(services: Services): HandlerSet {
  const { machine, backups, journal, audit, desktop, words } = services;
  let shownPlan: { readonly token: string; readonly changes: readonly Change[]; readonly reason: 'apply' | 'restore' } | null = null;
  let isChanging = false;

  const tools: ChangeTools = {
    machine,
    backups,
    journal,
    programVersion: desktop.programVersion,
    confirm: desktop.confirmChange,
    report: desktop.reportStage,
  };

  async function oneAtATime<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
    if (isChanging) return failure({ code: 'BUSY' });
    isChanging = true;
    try {
      const endTurn = await services.takeTurn();
      if (!endTurn) return failure({ code: 'BUSY' });
      try {
        return await work();
      } finally {
        endTurn();
      }
    } finally {
      isChanging = false;
    }
  }

  /** A change, unless an interrupted one has to be settled first. However it ends, the history has it. */
  function change(kind: ChangeReason, wanted: readonly Change[], work: () => Promise<Result<ChangeRecord>>): Promise<Result<ChangeOutcome>> {
    return oneAtATime(async () => {
      const info = await describe();
      if (!info.ok) return info;
      const interrupted = await interruptedChange(machine, journal);
      if (!interrupted.ok) return interrupted;
      if (interrupted.value) return failure({ code: 'RECOVERY_PENDING' });
      const result = await noted(kind, wanted, await work());
      return result.ok ? success(await outcomeOf(info.value, result.value)) : result;
    });
  }

  /** Adds how a change ended to the history. A history that cannot be written does not undo what was done: it is logged. */
  async function noted(kind: ChangeReason, wanted: readonly Change[], result: Result<ChangeRecord>): Promise<Result<ChangeRecord>> {
    const system = await machine.system.describe();
    const { computerName, userName } = system.ok ? system.value : { computerName: '', userName: '' };
    const record = result.ok ? result.value : null;
    try {
      await audit.append({
        at: new Date().toISOString(),
        kind,
        outcome: result.ok ? 'done' : result.error.code === 'CHANGE_FAILED' ? 'failed' : 'refused',
        errorCode: result.ok ? null : result.error.code,
        changeId: record?.id ?? null,
        changes: [...(record?.changes ?? wanted)],
        backup: record?.backup ?? null,
        manifestSha256: null,
        computerName,
        userName,
        programVersion: desktop.programVersion,
      });
    } catch (error) {
      desktop.logIncident(error);
    }
    return result;
  }

  async function planned(wanted: readonly Wanted[]): Promise<Result<Change[]>> {
    const system = await machine.system.describe();
    if (!system.ok) return system;
    const current = await readCatalogue(machine.registry);
    if (!current.ok) return current;
    const ranges = wanted.some((one) => 'range' in one) ? await machine.portRange.read() : null;
    if (ranges && !ranges.ok) return ranges;
    return planAll(current.value, ranges?.value ?? null, wanted, system.value.version);
  }

  function showPlan(changes: readonly Change[], reason: 'apply' | 'restore'): PlanPreview {
    const token = randomUUID();
    shownPlan = { token, changes, reason };
    return { token, changes, texts: planTexts(changes) };
  }

  /** What became of a change. It has been made: readings that fail now leave its effect unknown, and are no failure of it. */
  async function outcomeOf(info: MachineInfo, record: ChangeRecord): Promise<ChangeOutcome> {
    const values = await readCatalogue(machine.registry);
    const ranges = await machine.portRange.read();
    const effective = ranges.ok ? ranges.value.ipv4Tcp : ({ known: false, raw: '' } as const);
    const { version, bootedAt } = info;
    const measured = { version, bootedAt, effective, ranges: ranges.ok ? ranges.value : undefined };
    const verdict = values.ok ? effectOf(record, { ...measured, maxUserPort: values.value.MaxUserPort }) : 'not-known';
    return { record, verdict, ticket: ticketText(words, { record, verdict, effective, machine: info }) };
  }

  async function describe(): Promise<Result<MachineInfo>> {
    const system = await machine.system.describe();
    if (!system.ok) return system;
    const { regExe: _, ...info } = system.value;
    return success({
      ...info,
      kind: machine.kind,
      programVersion: desktop.programVersion,
      locale: desktop.locale,
      usageSource: machine.usage.of,
      usageProduct: machine.usage.product,
    });
  }

  /** The change that is in force: applied last, and not undone since. */
  async function lastChange(): Promise<ChangeRecord | null> {
    const { records } = await journal.entries();
    return records.findLast(({ state }) => state === 'applied') ?? null;
  }

  async function viewParameters(): Promise<Result<ParametersView>> {
    const system = await machine.system.describe();
    if (!system.ok) return system;
    const values = await readCatalogue(machine.registry);
    if (!values.ok) return values;
    const ranges = await machine.portRange.read();
    if (!ranges.ok) return ranges;
    const strict = await readStored(machine.registry, 'StrictTimeWaitSeqCheck');
    if (!strict.ok) return strict;
    const catalogue = catalogueFor(system.value.version);
    return success({
      keyPath: parametersKeyPath,
      parameters: parameterNames.map((name) => ({ parameter: catalogue[name], stored: values.value[name] })),
      effective: ranges.value.ipv4Tcp,
      ranges: hasDynamicRanges(system.value.version) ? ranges.value : null,
      origin: originOf({
        maxUserPort: values.value.MaxUserPort,
        timedWaitDelay: values.value.TcpTimedWaitDelay,
        strictTimeWaitSeqCheck: strict.value,
        effective: ranges.value.ipv4Tcp,
      }),
      lastChange: await lastChange(),
    });
  }

  const handlers: Handlers = {
    'machine.describe': describe,
    async 'symptom.read'() {
      const ranges = await machine.portRange.read();
      if (!ranges.ok) return ranges;
      const usage = await services.usage.latest();
      return success({ likelihood: likelihoodOf(usage), effective: ranges.value.ipv4Tcp, usage });
    },
    'parameters.read': viewParameters,
    'backup.create': ({ note = '' }) => oneAtATime(() => backups.create({ reason: 'manual', note })),
    ...services.usage.handlers,
    ...createBackupHandlers({ ...services, desktop, programVersion: desktop.programVersion, showPlan: (changes) => showPlan(changes, 'restore') }),
    async 'plan.create'({ wanted }) {
      shownPlan = null;
      const changes = await planned(wanted);
      return changes.ok ? success(showPlan(changes.value, 'apply')) : changes;
    },
    async 'plan.apply'({ token }) {
      const plan = shownPlan;
      if (plan?.token !== token) return failure({ code: 'TOKEN_UNKNOWN' });
      shownPlan = null;
      return change(plan.reason, plan.changes, () => carryOut(tools, plan.changes, plan.reason));
    },
    'change.undo': ({ id }) => change('undo', [], () => undo(tools, id)),
    async 'change.verify'() {
      const last = await lastChange();
      if (!last) return success(null);
      const info = await describe();
      return info.ok ? success(await outcomeOf(info.value, last)) : info;
    },
    'recovery.read': () => interruptedChange(machine, journal),
    'recovery.settle': ({ id, action }) =>
      oneAtATime(async () => {
        const info = await describe();
        if (!info.ok) return info;
        const result = await noted('recovery', [], await settle(tools, id, action));
        return result.ok ? success(await outcomeOf(info.value, result.value)) : result;
      }),
    'registry-editor.open': () => machine.system.openRegistryEditor(),
    async 'machine.restart'() {
      if (machine.practice) return failure({ code: 'NOT_AVAILABLE_HERE' });
      if (isChanging) return failure({ code: 'BUSY' });
      if (!(await desktop.confirmRestart(restartDelaySeconds))) return failure({ code: 'NOT_CONFIRMED' });
      const restartsAt = new Date(Date.now() + restartDelaySeconds * 1000).toISOString();
      const requested = await machine.system.requestRestart(restartDelaySeconds, words('confirm.restartNotice'));
      return requested.ok ? success({ restartsAt }) : requested;
    },
    'machine.cancel-restart': () => machine.system.cancelRestart(),
    'clipboard.write'({ text }) {
      desktop.copy(text);
      return Promise.resolve(success(null));
    },
    async 'practice.restart'() {
      if (!machine.practice) return failure({ code: 'NOT_AVAILABLE_HERE' });
      const restarted = await machine.practice.restart();
      if (restarted.ok) desktop.machineChanged();
      return restarted;
    },
  };
  return { handlers, isChanging: () => isChanging };
}
