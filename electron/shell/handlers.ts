// What each call of the contract does. Hands out plan tokens, and lets one change through at a time.
// Protects: a token is used once, and only for the plan that was shown last.
import { randomUUID } from 'node:crypto';
import type { BackupStore } from '../backup/store';
import { catalogueFor, parameterNames, parametersKeyPath } from '../contract/catalogue';
import type { Handlers } from '../contract/calls';
import type { ChangeOutcome, ChangeRecord, MachineInfo, ParametersView, ValueChange } from '../contract/models';
import { failure, success, type Result } from '../contract/result';
import type { Words } from '../contract/words';
import type { Machine } from '../machine/machine';
import { ticketText } from '../record/change-record';
import { carryOut, type ChangeTools } from '../tuning/apply';
import { likelihoodOf } from '../tuning/diagnosis';
import { effectOf } from '../tuning/effect';
import type { Journal } from '../tuning/journal';
import { planChanges, planTexts } from '../tuning/plan';
import { readCatalogue } from '../tuning/read-values';
import { interruptedChange, settle } from '../tuning/recovery';
import { undo } from '../tuning/undo';
import { takeSample } from '../usage/sampler';

/** What the handlers need of Electron. */
export interface Desktop {
  readonly locale: string;
  readonly programVersion: string;
  readonly confirmChange: ChangeTools['confirm'];
  /** Asks whether to restart; false means Cancel. */
  readonly confirmRestart: (delaySeconds: number) => Promise<boolean>;
  readonly revealFile: (path: string) => void;
  readonly copy: (text: string) => void;
  readonly machineChanged: () => void;
  readonly reportStage: ChangeTools['report'];
}

export interface Services {
  readonly machine: Machine;
  readonly backups: BackupStore;
  readonly journal: Journal;
  readonly desktop: Desktop;
  readonly words: Words;
}

/** Time that people who are logged on get before a restart. */
const restartDelaySeconds = 120;

export interface HandlerSet {
  readonly handlers: Handlers;
  /** True while a change is being carried out: the window must stay until it has ended. */
  readonly isChanging: () => boolean;
}

export function createHandlers({ machine, backups, journal, desktop, words }: Services): HandlerSet {
  let shownPlan: { readonly token: string; readonly changes: readonly ValueChange[] } | null = null;
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
      return await work();
    } finally {
      isChanging = false;
    }
  }

  /** A change, unless an interrupted one has to be settled first. */
  function change(work: () => Promise<Result<ChangeRecord>>): Promise<Result<ChangeOutcome>> {
    return oneAtATime(async () => {
      const interrupted = await interruptedChange(machine.registry, journal);
      if (!interrupted.ok) return interrupted;
      if (interrupted.value) return failure({ code: 'RECOVERY_PENDING' });
      return outcomeOf(await work());
    });
  }

  async function outcomeOf(result: Result<ChangeRecord>): Promise<Result<ChangeOutcome>> {
    if (!result.ok) return result;
    const record = result.value;
    const info = await describe();
    if (!info.ok) return info;
    const values = await readCatalogue(machine.registry);
    if (!values.ok) return values;
    const ranges = await machine.portRange.read();
    const effective = ranges.ok ? ranges.value.ipv4Tcp : ({ known: false, raw: '' } as const);
    const { version, bootedAt } = info.value;
    const verdict = effectOf(record, { version, bootedAt, effective, maxUserPort: values.value.MaxUserPort });
    return success({ record, verdict, ticket: ticketText(words, { record, verdict, effective, machine: info.value }) });
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
  async function lastChange(): Promise<Result<ChangeRecord | null>> {
    const entries = await journal.entries();
    if (!entries.ok) return entries;
    return success(entries.value.findLast(({ state }) => state === 'applied') ?? null);
  }

  async function viewParameters(): Promise<Result<ParametersView>> {
    const system = await machine.system.describe();
    if (!system.ok) return system;
    const values = await readCatalogue(machine.registry);
    if (!values.ok) return values;
    const ranges = await machine.portRange.read();
    if (!ranges.ok) return ranges;
    const last = await lastChange();
    if (!last.ok) return last;
    const catalogue = catalogueFor(system.value.version);
    return success({
      keyPath: parametersKeyPath,
      parameters: parameterNames.map((name) => ({ parameter: catalogue[name], stored: values.value[name] })),
      effective: ranges.value.ipv4Tcp,
      lastChange: last.value,
    });
  }

  const handlers: Handlers = {
    'machine.describe': describe,
    async 'symptom.read'() {
      const ranges = await machine.portRange.read();
      if (!ranges.ok) return ranges;
      const usage = await takeSample(machine.usage);
      return success({ likelihood: likelihoodOf(usage), effective: ranges.value.ipv4Tcp, usage });
    },
    'parameters.read': viewParameters,
    'backup.create': () => oneAtATime(() => backups.create('manual')),
    async 'backup.reveal'({ id }) {
      const backup = await backups.find(id);
      if (!backup) return failure({ code: 'TOKEN_UNKNOWN' });
      desktop.revealFile(backup.file);
      return success(null);
    },
    async 'plan.create'({ wanted }) {
      shownPlan = null;
      const system = await machine.system.describe();
      if (!system.ok) return system;
      const current = await readCatalogue(machine.registry);
      if (!current.ok) return current;
      const changes = planChanges(current.value, wanted, system.value.version);
      if (!changes.ok) return changes;
      shownPlan = { token: randomUUID(), changes: changes.value };
      return success({ ...shownPlan, texts: planTexts(changes.value) });
    },
    async 'plan.apply'({ token }) {
      const plan = shownPlan;
      if (plan?.token !== token) return failure({ code: 'TOKEN_UNKNOWN' });
      shownPlan = null;
      return change(() => carryOut(tools, plan.changes, 'apply'));
    },
    'change.undo': ({ id }) => change(() => undo(tools, id)),
    async 'change.verify'() {
      const last = await lastChange();
      if (!last.ok) return last;
      return last.value ? outcomeOf(success(last.value)) : success(null);
    },
    'recovery.read': () => interruptedChange(machine.registry, journal),
    'recovery.settle': ({ id, action }) => oneAtATime(async () => outcomeOf(await settle(tools, id, action))),
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
