// The window's part of a change that a worker carries out: look again, ask the person, hand it over, find what was made.
// Protects: administrator rights are asked for only after the person has confirmed, and only for what still holds.
import type { Change } from '../../contract/change/change';
import type { AppError } from '../../contract/errors/errors';
import type { ChangeReason, ChangeRecord } from '../../contract/history/change-record';
import { failure, success, type Result } from '../../contract/errors/result';
import type { Machine } from '../../machine/interfaces/machine';
import type { ChangeLog } from '../../history/change-log';
import { refuseDrift, type ChangeTools } from '../../change/apply';
import { interruptedChange, wayBackFrom } from '../../change/recovery';
import { changeToUndo, wayBackFromChange } from '../../change/undo';
import type { RunInWorker } from '../../elevation/run-in-worker';
import { planOf, type PlanSources } from '../../elevation/own-plan';
import {
  fingerprint,
  requestFor,
  type PlannedRequest,
  type SeenVerdict,
  type ShownPlan,
  type WorkerRequest,
} from '../../elevation/request';

/** What of the window a change in a worker needs. */
export interface WorkerTools {
  readonly machine: Machine;
  readonly log: ChangeLog;
  readonly confirm: ChangeTools['confirm'];
  readonly report: ChangeTools['report'];
  readonly runInWorker: RunInWorker;
  /** The verdict for the record; null where there is none in time. */
  readonly judge: () => Promise<SeenVerdict | null>;
}

export interface WorkerAssignment {
  readonly request: WorkerRequest;
  /** What will be written, for the confirmation; empty where nothing is. */
  readonly changes: readonly Change[];
}

/** A change as a worker can be asked for it. */
export interface RequestableChange {
  readonly reason: ChangeReason;
  /** What the person was shown; empty where nothing is written. */
  readonly shown: readonly Change[];
  readonly asRequest: () => Promise<Result<WorkerAssignment>>;
}

/** How a change ended; `isRecorded`: the history has that already. */
export interface Ended {
  readonly isRecorded: boolean;
  readonly result: Result<ChangeRecord>;
}

/** How a worker may end without having been able to record it: it died, could not use its folder, or did not take the request. */
const unrecorded: readonly AppError['code'][] = ['ELEVATION_FAILED', 'FOLDER_NOT_TRUSTED', 'INVALID_INPUT'];

/** Errors: INSTALL_FIRST, DRIFTED, NOT_CONFIRMED, START_AS_ADMINISTRATOR, ELEVATION_DECLINED, ELEVATION_FAILED, those of the change. */
export async function changeInWorker(
  { machine, log, confirm, report, runInWorker, judge }: WorkerTools,
  { reason, shown, asRequest }: RequestableChange,
): Promise<Ended> {
  const refused = (result: Result<never>): Ended => ({ isRecorded: false, result });
  const location = await machine.elevation?.checkInstallLocation();
  if (location && !location.ok) return refused(location);
  report({ stage: 'reading', name: null });
  const assigned = await asRequest();
  if (!assigned.ok)
    return refused(assigned.error.code === 'DRIFTED' ? await withNames(machine, shown, assigned) : assigned);
  const { request, changes } = assigned.value;
  const drift = await refuseDrift(machine, changes);
  if (!drift.ok) return refused(drift);
  // While the person reads the question.
  const judged = isPlanned(request) ? judge() : Promise.resolve(null);
  if (changes.length > 0) {
    report({ stage: 'confirming', name: null });
    if (!(await confirm(changes, reason))) return refused(failure({ code: 'NOT_CONFIRMED' }));
  }
  report({ stage: 'elevating', name: null });
  const seen = await judged;
  const { hasBegun, result } = await runInWorker(isPlanned(request) && seen ? { ...request, seen } : request, report);
  if (!result.ok) {
    const named = result.error.code === 'DRIFTED' ? await withNames(machine, changes, result) : result;
    return { isRecorded: hasBegun && !unrecorded.includes(result.error.code), result: named };
  }
  const { records } = await log.read();
  const record = records.find(({ id }) => id === result.value.changeId);
  if (record) return { isRecorded: true, result: success(record) };
  return {
    isRecorded: true,
    result: failure({ code: 'STORAGE_FAILED', detail: 'the history does not hold the change that the worker made' }),
  };
}

function isPlanned(request: WorkerRequest): request is PlannedRequest {
  return request.kind === 'change' || request.kind === 'restore';
}

/** The worker reports only that something drifted; what it was, the window can read itself. */
async function withNames(machine: Machine, changes: readonly Change[], drifted: Result<never>): Promise<Result<never>> {
  const drift = await refuseDrift(machine, changes);
  return drift.ok ? drifted : drift;
}

/** A plan that was shown. Errors: those of `requestFor` and `planOf`. */
export async function plannedRequest(sources: PlanSources, plan: ShownPlan): Promise<Result<WorkerAssignment>> {
  const request = requestFor(plan);
  if (!request.ok) return request;
  // What the worker will compute is computed here first: what cannot be done is not asked administrator rights for.
  const changes = await planOf(sources, request.value);
  return changes.ok ? success({ request: request.value, changes: plan.changes }) : changes;
}

/** Errors: TOKEN_UNKNOWN where no change in force has this id. */
export async function undoRequest(log: ChangeLog, id: string): Promise<Result<WorkerAssignment>> {
  const record = await changeToUndo(log, id);
  return record
    ? success({ request: { kind: 'undo', id }, changes: wayBackFromChange(record) })
    : failure({ code: 'TOKEN_UNKNOWN' });
}

/** Errors: TOKEN_UNKNOWN where this is not the change that was interrupted, those of reading. */
export async function settleRequest(
  machine: Machine,
  log: ChangeLog,
  id: string,
  action: 'restore' | 'keep',
): Promise<Result<WorkerAssignment>> {
  const info = await interruptedChange(machine, log);
  if (!info.ok) return info;
  if (info.value?.record.id !== id) return failure({ code: 'TOKEN_UNKNOWN' });
  const changes = action === 'restore' ? wayBackFrom(info.value) : [];
  return success({ request: { kind: 'settle', id, action, shown: fingerprint(changes) }, changes });
}
