// Changes: their plans, carrying them out, undoing them, settling one that was interrupted, and what became of them. The
// same service for window, command line and worker.
// Protects: a token is used once, and only for the plan that was shown last.
import { randomUUID } from 'node:crypto';
import type { Change } from '../../contract/change/change';
import type { PlanPreview, RequestedChange } from '../../contract/change/plan';
import type { SideEffect } from '../../contract/change/side-effects';
import { failure, success, type Result } from '../../contract/errors/result';
import type { ChangeRecord } from '../../contract/history/change-record';
import type { ChangeOutcome, RecoveryInfo } from '../../contract/history/outcome';
import type { MachineInfo } from '../../contract/machine/machine-info';
import { carryOut } from '../../change/apply';
import { planTexts } from '../../change/plan';
import { planRequested } from '../../change/planner';
import { interruptedChange, settle } from '../../change/recovery';
import { readSideEffects } from '../../change/side-effects';
import { undo, wayBackFromChange } from '../../change/undo';
import { planOf } from '../../elevation/own-plan';
import { fingerprint, type PlannedRequest, type ShownPlan } from '../../elevation/request';
import { plannedRequest, settleRequest, undoRequest } from './change-in-worker';
import { outcomes } from './outcome';
import { changeRunner, type ChangeParts } from './run-change';

export interface ChangeService {
  /** Shows the plan that leads to what is requested. Errors: those of planning. */
  readonly plan: (requested: readonly RequestedChange[]) => Promise<Result<PlanPreview>>;
  /** Shows a plan under a new token; the one that was shown before cannot be applied any more. */
  readonly show: (plan: ShownPlan) => Promise<Result<PlanPreview>>;
  /** The changes of the plan that was shown last under this token; the token stays good for `apply`. */
  readonly shownChanges: (token: string) => readonly Change[] | null;
  /** Carries the shown plan out. Errors: TOKEN_UNKNOWN, those of `RunChange`. */
  readonly apply: (token: string) => Promise<Result<ChangeOutcome>>;
  /** For the worker: computes the plan of a request from the live state, and carries it out. Errors: those of `planOf` and `RunChange`. */
  readonly applyRequest: (request: PlannedRequest) => Promise<Result<ChangeOutcome>>;
  /** Puts the values of a change back as they were. Errors: TOKEN_UNKNOWN where no change in force has this id, those of `RunChange`. */
  readonly undo: (id: string) => Promise<Result<ChangeOutcome>>;
  /** The change that a crash interrupted; null when there is none. */
  readonly readInterrupted: () => Promise<Result<RecoveryInfo | null>>;
  /**
   * Settles the interrupted change. `confirmed` is the fingerprint of what the person confirmed elsewhere: refused with DRIFTED
   * where something else would be written. Errors: TOKEN_UNKNOWN where this is not the interrupted change, those of `RunChange`.
   */
  readonly settle: (id: string, action: 'restore' | 'keep', confirmed?: string) => Promise<Result<ChangeOutcome>>;
  /** Outcome of the change in force as it stands now; null when there is none. */
  readonly verify: () => Promise<Result<ChangeOutcome | null>>;
  /** The same, after a probe. */
  readonly prove: () => Promise<Result<ChangeOutcome | null>>;
  /** What became of any change of the history, as it stands now. */
  readonly outcomeOf: (info: MachineInfo, record: ChangeRecord) => Promise<ChangeOutcome>;
}

export function changeService(parts: ChangeParts): ChangeService {
  const { machine, storage, describe } = parts;
  const { log } = storage;
  const measured = outcomes(machine, log, describe);
  const run = changeRunner(parts, measured);
  let shownPlan: (ShownPlan & { readonly token: string; readonly effects: readonly SideEffect[] }) | null = null;

  async function show(plan: ShownPlan): Promise<Result<PlanPreview>> {
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
    return record ? wayBackFromChange(record) : [];
  }

  return {
    async plan(requested) {
      shownPlan = null;
      const changes = await planRequested(machine, requested);
      return changes.ok ? show({ changes: changes.value, reason: 'apply', backup: null }) : changes;
    },
    show,
    shownChanges: (token) => (shownPlan?.token === token ? shownPlan.changes : null),
    async apply(token) {
      const plan = shownPlan;
      if (plan?.token !== token) return failure({ code: 'TOKEN_UNKNOWN' });
      shownPlan = null;
      return run({
        reason: plan.reason,
        shown: plan.changes,
        effects: plan.effects,
        inThisProcess: (tools) => carryOut(tools, plan.changes, plan.reason),
        asRequest: () => plannedRequest({ machine, machineBackups: storage.machineBackups }, plan),
      });
    },
    applyRequest(request) {
      const reason = request.kind === 'restore' ? 'restore' : request.reason;
      return run({
        reason,
        shown: [],
        seen: request.seen,
        async inThisProcess(tools) {
          const changes = await planOf({ machine, machineBackups: storage.machineBackups }, request);
          return changes.ok ? carryOut(tools, changes.value, reason) : changes;
        },
        asRequest: () => Promise.resolve(failure({ code: 'NOT_ELEVATED', action: 'registry.write' })),
      });
    },
    undo: async (id) =>
      run({
        reason: 'undo',
        shown: await wayBack(id),
        inThisProcess: (tools) => undo(tools, id),
        asRequest: () => undoRequest(log, id),
      }),
    readInterrupted: () => interruptedChange(machine, log, storage.isAtWork),
    settle: async (id, action, confirmed) =>
      run({
        reason: 'recovery',
        shown: action === 'restore' ? await wayBack(id) : [],
        inThisProcess: (tools) =>
          settle(tools, id, action, (changes) => confirmed === undefined || fingerprint(changes) === confirmed),
        asRequest: () => settleRequest(machine, log, id, action),
      }),
    verify: measured.verify,
    prove: measured.prove,
    outcomeOf: measured.measureAgain,
  };
}
