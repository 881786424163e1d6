// What the calls about plans and changes do. Hands out plan tokens, and lets one change through at a time.
// Protects: a token is used once, and only for the plan that was shown last; however a change ends, the history has it.
import { randomUUID } from 'node:crypto';
import type { Handlers } from '../contract/calls';
import type { Change } from '../contract/change';
import type { ChangeOutcome, ChangeReason, ChangeRecord, PlanPreview, Wanted } from '../contract/models';
import { failure, success, type Result } from '../contract/result';
import { carryOut, type ChangeTools } from '../tuning/apply';
import { planAll, planTexts, reversed } from '../tuning/plan';
import { readCatalogue } from '../tuning/read-values';
import { interruptedChange, settle } from '../tuning/recovery';
import { undo } from '../tuning/undo';
import { outcomes } from './outcome';
import type { Services } from './services';

export type ChangeHandlers = Pick<
  Handlers,
  'backup.create' | 'plan.create' | 'plan.apply' | 'change.undo' | 'change.verify' | 'change.prove' | 'recovery.read' | 'recovery.settle'
>;

export interface ChangeHandlerSet {
  readonly handlers: ChangeHandlers;
  /** Keeps a plan under a new token, for `plan.apply`. */
  readonly showPlan: (changes: readonly Change[], reason: 'apply' | 'restore') => PlanPreview;
  /** True while a change is being carried out. */
  readonly isChanging: () => boolean;
}

export function createChangeHandlers(services: Services, describe: Handlers['machine.describe']): ChangeHandlerSet {
  const { machine, backups, journal, audit, desktop } = services;
  const measured = outcomes(services, describe);
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
      // Without the turn nothing is written, not even to the history: another process is writing it.
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

  /** A change, unless an interrupted one has to be settled first. */
  function change(kind: ChangeReason, wanted: readonly Change[], work: () => Promise<Result<ChangeRecord>>): Promise<Result<ChangeOutcome>> {
    return oneAtATime(async () => {
      const info = await describe({});
      if (!info.ok) return info;
      const interrupted = await interruptedChange(machine, journal);
      if (!interrupted.ok) return interrupted;
      const result = await noted(kind, wanted, interrupted.value ? failure({ code: 'RECOVERY_PENDING' }) : await work());
      return result.ok ? success(await measured.measure(info.value, result.value)) : result;
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

  /** The way back that a change of the journal would go; none when there is no such change. */
  async function wayBack(id: string): Promise<readonly Change[]> {
    const { records } = await journal.entries();
    const record = records.find((entry) => entry.id === id);
    return record ? reversed(record.changes) : [];
  }

  const handlers: ChangeHandlers = {
    'backup.create': ({ note = '' }) => oneAtATime(() => backups.create({ reason: 'manual', note })),
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
    'change.undo': async ({ id }) => change('undo', await wayBack(id), () => undo(tools, id)),
    ...measured.handlers,
    'recovery.read': () => interruptedChange(machine, journal),
    'recovery.settle': ({ id, action }) =>
      oneAtATime(async () => {
        const info = await describe({});
        if (!info.ok) return info;
        const wanted = action === 'restore' ? await wayBack(id) : [];
        const result = await noted('recovery', wanted, await settle(tools, id, action));
        return result.ok ? success(await measured.measure(info.value, result.value)) : result;
      }),
  };
  return { handlers, showPlan, isChanging: () => isChanging };
}
