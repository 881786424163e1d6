// What the calls about plans and changes do. Hands out plan tokens, and lets one change through at a time.
// Protects: a token is used once, and only for the plan that was shown last; however a change ends, the history has it.
import { randomUUID } from 'node:crypto';
import { actorOf } from '../../contract/history/actor';
import type { Handlers } from '../../contract/ipc/calls';
import { isRangeChange, type Change } from '../../contract/change/change';
import type { HistoryEvent } from '../../contract/history/history-event';
import type { AppError } from '../../contract/errors/errors';
import type { PlanPreview } from '../../contract/change/plan';
import type { ChangeReason, ChangeRecord } from '../../contract/history/change-record';
import type { ChangeOutcome } from '../../contract/history/outcome';
import type { MachineInfo } from '../../contract/machine/machine-info';
import { failure, success, type Result } from '../../contract/errors/result';
import type { SideEffect } from '../../contract/change/side-effects';
import { carryOut, type ChangeTools } from '../../change/apply';
import { planTexts, reversed } from '../../change/plan';
import { planRequested } from '../../change/planner';
import { interruptedChange, settle } from '../../change/recovery';
import { readSideEffects } from '../../change/side-effects';
import { undo } from '../../change/undo';
import {
  elevated,
  plannedRequest,
  settleRequest,
  undoRequest,
  type WorkerAssignment,
} from '../../services/elevated-change';
import type { ShownPlan } from '../../elevation/request';
import { measureBefore } from '../../services/measured-before';
import { outcomes } from '../../services/outcome';
import type { Services } from '../../services/services';

export type ChangeHandlers = Pick<
  Handlers,
  | 'backup.create'
  | 'plan.create'
  | 'plan.apply'
  | 'change.undo'
  | 'change.verify'
  | 'change.prove'
  | 'recovery.read'
  | 'recovery.settle'
>;

export interface ChangeHandlerSet {
  readonly handlers: ChangeHandlers;
  /** Keeps a plan under a new token, for `plan.apply`. */
  readonly showPlan: (plan: ShownPlan) => Promise<Result<PlanPreview>>;
  /** For the worker: works the plan out and carries it out at once, as `plan.apply` does with one that was shown. */
  readonly applyPlanned: (
    reason: ShownPlan['reason'],
    plan: () => Promise<Result<readonly Change[]>>,
  ) => Promise<Result<ChangeOutcome>>;
  /** For the worker: `recovery.settle`, refused with DRIFTED where it would write something else than what was confirmed. */
  readonly settleAsShown: (
    id: string,
    action: 'restore' | 'keep',
    isAsShown: (changes: readonly Change[]) => boolean,
  ) => Promise<Result<ChangeOutcome>>;
  /** The changes of the plan that was shown last under this token; the token stays good for `plan.apply`. */
  readonly shownChanges: (token: string) => readonly Change[] | null;
  /** What became of a change of the history, as it stands now. */
  readonly outcomeOf: (info: MachineInfo, record: ChangeRecord) => Promise<ChangeOutcome>;
  /** Carries out what writes to the history, and is no change. Errors: BUSY, those of the machine folder. */
  readonly withLock: <T>(work: () => Promise<Result<T>>) => Promise<Result<T>>;
  /** True while a change is being carried out. */
  readonly isChanging: () => boolean;
}

/** A change in both of its ways. */
interface Ways {
  /** What the person was shown; empty where nothing is written. */
  readonly shown: readonly Change[];
  /** What it may break, as shown with the plan; the confirmation repeats what is severe. */
  readonly effects?: readonly SideEffect[];
  readonly inHere: (tools: ChangeTools) => Promise<Result<ChangeRecord>>;
  readonly asRequest: () => Promise<Result<WorkerAssignment>>;
}

export function createChangeHandlers(
  services: Services,
  describe: Handlers['machine.describe'],
  diagnose: Handlers['diagnosis.read'],
): ChangeHandlerSet {
  const { machine, backups, log, desktop } = services;
  const measured = outcomes(services, describe);
  let shownPlan: (ShownPlan & { readonly token: string; readonly effects: readonly SideEffect[] }) | null = null;
  let isChanging = false;

  const toolsFor = (confirm: ChangeTools['confirm']): ChangeTools => ({
    machine,
    backups,
    log,
    programVersion: desktop.programVersion,
    ticketNumber: services.ticketNumber,
    confirm,
    report: desktop.reportStage,
    measureBefore: (changes) => measureBefore(services, diagnose, changes),
  });

  async function oneAtATime<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
    if (isChanging) return failure({ code: 'BUSY' });
    isChanging = true;
    try {
      const ready = await services.prepareFolder();
      if (!ready.ok) return ready;
      // Without the turn nothing is written, not even to the history: another process is writing it.
      const releaseLock = await services.acquireLock();
      if (!releaseLock) return failure({ code: 'BUSY' });
      try {
        return await work();
      } finally {
        releaseLock();
      }
    } finally {
      isChanging = false;
    }
  }

  /** A change, unless an interrupted one has to be settled first; by a worker where this process has no administrator rights. */
  function change(
    kind: ChangeReason,
    { shown, effects = [], inHere, asRequest }: Ways,
  ): Promise<Result<ChangeOutcome>> {
    return oneAtATime(async () => {
      const info = await describe({});
      if (!info.ok) return info;
      const interrupted = await interruptedChange(machine, log);
      if (!interrupted.ok) return interrupted;
      const isBarred = interrupted.value !== null && kind !== 'recovery';
      const { runInWorker } = services;
      const confirmChange: ChangeTools['confirm'] = (changes, reason) =>
        desktop.confirmChange(changes, reason, effects);
      const byWorker = runInWorker !== null && !info.value.isElevated;
      const carried = isBarred
        ? { isNoted: false, result: failure({ code: 'RECOVERY_PENDING' }) }
        : byWorker
          ? await elevated(
              { machine, log, desktop: { ...desktop, confirmChange }, runInWorker },
              kind,
              shown,
              asRequest,
            )
          : {
              isNoted: false,
              result: await inHere(toolsFor(confirmChange)).catch((bug: unknown) => notedBug(kind, shown, bug)),
            };
      const result = carried.isNoted ? carried.result : await noted(kind, shown, carried.result);
      return result.ok
        ? success(
            await measured.measure(info.value, result.value, kind !== 'recovery' || result.value.reason === 'recovery'),
          )
        : result;
    });
  }

  /**
   * Adds to the history what was refused, and what failed before a change was opened: a change that was opened speaks for
   * itself. A history that cannot be written does not undo what was done: it is logged.
   */
  async function noted(
    kind: ChangeReason,
    requested: readonly Change[],
    result: Result<ChangeRecord>,
  ): Promise<Result<ChangeRecord>> {
    if (!result.ok && result.error.code !== 'CHANGE_FAILED') await recordEnd(kind, requested, result.error);
    // What measures the ports remembers the range of before.
    if ((result.ok ? result.value.changes : requested).some(isRangeChange)) await services.usage.settingsChanged();
    return result;
  }

  async function recordEnd(kind: ChangeReason, requested: readonly Change[], error: AppError): Promise<void> {
    const system = await machine.system.describe();
    const event: HistoryEvent = {
      at: new Date().toISOString(),
      kind,
      outcome: hasTried(error) ? 'failed' : 'refused',
      errorCode: error.code,
      changeId: null,
      changes: [...requested],
      backup: null,
      manifestSha256: null,
      ...(system.ok ? actorOf(system.value) : { computerName: '', userName: '' }),
      programVersion: desktop.programVersion,
      ...(services.ticketNumber === '' ? {} : { ticketNumber: services.ticketNumber }),
    };
    const added = await log.append({ kind: 'event', event });
    if (!added.ok) desktop.logIncident(added.error);
  }

  /** A fault of the program is one for the gate; the history has it too, for values may have been written by then. */
  async function notedBug(kind: ChangeReason, requested: readonly Change[], bug: unknown): Promise<never> {
    await noted(kind, requested, failure({ code: 'UNEXPECTED', incident: '' }));
    throw bug;
  }

  async function showPlan(plan: ShownPlan): Promise<Result<PlanPreview>> {
    const { changes } = plan;
    const system = await machine.system.describe();
    if (!system.ok) return system;
    const { version } = system.value;
    const effects = await readSideEffects(machine, changes, version);
    const token = randomUUID();
    shownPlan = { ...plan, token, effects };
    return success({ token, changes, texts: planTexts(changes, version), sideEffects: effects });
  }

  /** The way back that a change of the history would go; none when there is no such change. */
  async function wayBack(id: string): Promise<readonly Change[]> {
    const { records } = await log.read();
    const record = records.find((entry) => entry.id === id);
    return record ? reversed(record.changes) : [];
  }

  const settleAsShown: ChangeHandlerSet['settleAsShown'] = async (id, action, isAsShown) =>
    change('recovery', {
      shown: action === 'restore' ? await wayBack(id) : [],
      inHere: (tools) => settle(tools, id, action, isAsShown),
      asRequest: () => settleRequest(services, id, action),
    });

  const handlers: ChangeHandlers = {
    'backup.create': ({ note = '' }) => oneAtATime(() => backups.create({ reason: 'manual', note })),
    async 'plan.create'({ requested }) {
      shownPlan = null;
      const changes = await planRequested(machine, requested);
      return changes.ok ? showPlan({ changes: changes.value, reason: 'apply', backup: null }) : changes;
    },
    async 'plan.apply'({ token }) {
      const plan = shownPlan;
      if (plan?.token !== token) return failure({ code: 'TOKEN_UNKNOWN' });
      shownPlan = null;
      return change(plan.reason, {
        shown: plan.changes,
        effects: plan.effects,
        inHere: (tools) => carryOut(tools, plan.changes, plan.reason),
        asRequest: () => plannedRequest(services, plan),
      });
    },
    'change.undo': async ({ id }) =>
      change('undo', {
        shown: await wayBack(id),
        inHere: (tools) => undo(tools, id),
        asRequest: () => undoRequest(log, id),
      }),
    ...measured.handlers,
    'recovery.read': () => interruptedChange(machine, log, services.isAtWork),
    'recovery.settle': ({ id, action }) => settleAsShown(id, action, () => true),
  };
  const applyPlanned: ChangeHandlerSet['applyPlanned'] = (reason, plan) =>
    change(reason, {
      shown: [],
      async inHere(tools) {
        const changes = await plan();
        return changes.ok ? carryOut(tools, changes.value, reason) : changes;
      },
      asRequest: () => Promise.resolve(failure({ code: 'NOT_ELEVATED', action: 'registry.write' })),
    });

  const shownChanges: ChangeHandlerSet['shownChanges'] = (token) =>
    shownPlan?.token === token ? shownPlan.changes : null;

  return {
    handlers,
    showPlan,
    applyPlanned,
    settleAsShown,
    shownChanges,
    outcomeOf: measured.measureAgain,
    withLock: oneAtATime,
    isChanging: () => isChanging,
  };
}

/** A value may have been written, whatever became of it. */
function hasTried(error: AppError): boolean {
  if (error.code === 'ELEVATION_FAILED') return error.reason === 'cut-off';
  return error.code === 'CHANGE_FAILED' || error.code === 'STORAGE_FAILED' || error.code === 'UNEXPECTED';
}
