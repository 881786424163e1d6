// The way of every change: one at a time, none before an interrupted one is settled, in this process or in a worker.
// Protects: however a change ends, the history has it.
import type { Change } from '../../contract/change/change';
import { isRangeChange } from '../../contract/change/change';
import type { SideEffect } from '../../contract/change/side-effects';
import type { AppError } from '../../contract/errors/errors';
import { failure, success, type Result } from '../../contract/errors/result';
import { actorOf } from '../../contract/history/actor';
import type { ChangeReason, ChangeRecord } from '../../contract/history/change-record';
import type { HistoryEvent } from '../../contract/history/history-event';
import type { ChangeOutcome } from '../../contract/history/outcome';
import type { ChangeTools } from '../../change/apply';
import { interruptedChange } from '../../change/recovery';
import type { SeenVerdict } from '../../elevation/request';
import type { RunInWorker } from '../../elevation/run-in-worker';
import type { Machine } from '../../machine/interfaces/machine';
import type { DiagnosisService } from '../diagnosis-service';
import type { Progress, Questions } from '../desktop';
import type { MachineService } from '../machine-service';
import type { Storage } from '../storage';
import type { UsageService } from '../usage-service';
import type { WriteLock } from '../write-lock';
import { changeInWorker, type Ended, type RequestableChange } from './change-in-worker';
import { measureBefore, seenVerdict } from './measured-before';
import type { Outcomes } from './outcome';

export interface ChangeParts {
  readonly machine: Machine;
  readonly storage: Storage;
  readonly lock: WriteLock;
  readonly describe: MachineService['describe'];
  readonly diagnosis: DiagnosisService;
  readonly usage: Pick<UsageService, 'latest' | 'markChange' | 'settingsChanged'>;
  readonly questions: Pick<Questions, 'confirmChange'>;
  readonly progress: Pick<Progress, 'reportStage'>;
  /** Null where there is no way to a process with administrator rights. */
  readonly runInWorker: RunInWorker | null;
  readonly programVersion: string;
  /** Number of the ticket that every change of this process belongs to; empty where there is none. */
  readonly ticketNumber: string;
  readonly logIncident: (error: unknown) => void;
}

/** A change in both of its ways. */
interface PreparedChange extends RequestableChange {
  /** What it may break, as shown with the plan; the confirmation repeats what is severe. */
  readonly effects?: readonly SideEffect[];
  /** In the worker: the verdict of whoever asked it. */
  readonly seen?: SeenVerdict | undefined;
  readonly inThisProcess: (tools: ChangeTools) => Promise<Result<ChangeRecord>>;
}

export type RunChange = (change: PreparedChange) => Promise<Result<ChangeOutcome>>;

/** Errors: BUSY, RECOVERY_PENDING, those of the machine folder, of the change, and of the worker. */
export function changeRunner(parts: ChangeParts, outcomes: Outcomes): RunChange {
  const { machine, storage, lock, usage, questions, progress, runInWorker, programVersion, ticketNumber } = parts;
  const { log, backups } = storage;

  async function carryOut(change: PreparedChange, isElevated: boolean): Promise<Ended> {
    const confirm: ChangeTools['confirm'] = (changes, reason) =>
      questions.confirmChange(changes, reason, change.effects ?? []);
    if (runInWorker !== null && !isElevated)
      return changeInWorker(
        { machine, log, confirm, report: progress.reportStage, runInWorker, judge: () => seenVerdict(parts) },
        change,
      );
    const tools: ChangeTools = {
      machine,
      backups,
      log,
      programVersion,
      ticketNumber,
      confirm,
      report: progress.reportStage,
      measureBefore: (changes) => measureBefore(parts, changes, change.seen),
    };
    try {
      return { isRecorded: false, result: await change.inThisProcess(tools) };
    } catch (bug) {
      // A bug is one for the gate; the history has it too, for values may have been written by then.
      const failed = failure({ code: 'UNEXPECTED', incident: '' });
      await record(change, failed);
      await measureAnew(change, failed);
      throw bug;
    }
  }

  /** Adds to the history what was refused, and what failed before a change was opened: a change that was opened is there already. */
  async function record({ reason, shown }: PreparedChange, result: Result<ChangeRecord>): Promise<void> {
    if (!result.ok && result.error.code !== 'CHANGE_FAILED') await recordFailure(reason, shown, result.error);
  }

  /** The chart marks the change; what measures the ports remembers the range of before. */
  async function measureAnew({ shown }: PreparedChange, result: Result<ChangeRecord>): Promise<void> {
    if (result.ok) usage.markChange(Date.parse(result.value.endedAt ?? result.value.startedAt));
    if ((result.ok ? result.value.changes : shown).some(isRangeChange)) await usage.settingsChanged();
  }

  /** A history that cannot be written does not undo what was done: that is logged. */
  async function recordFailure(kind: ChangeReason, shown: readonly Change[], error: AppError): Promise<void> {
    const system = await machine.system.describe();
    const event: HistoryEvent = {
      at: new Date().toISOString(),
      kind,
      outcome: hasTried(error) ? 'failed' : 'refused',
      errorCode: error.code,
      changeId: null,
      changes: [...shown],
      backup: null,
      manifestSha256: null,
      ...(system.ok ? actorOf(system.value) : { computerName: '', userName: '' }),
      programVersion,
      ...(ticketNumber === '' ? {} : { ticketNumber }),
    };
    const added = await log.append({ kind: 'event', event });
    if (!added.ok) parts.logIncident(added.error);
  }

  return (change) =>
    lock.hold(async () => {
      const info = await parts.describe();
      if (!info.ok) return info;
      const interrupted = await interruptedChange(machine, log);
      if (!interrupted.ok) return interrupted;
      const isBarred = interrupted.value !== null && change.reason !== 'recovery';
      const { isRecorded, result } = isBarred
        ? { isRecorded: false, result: failure({ code: 'RECOVERY_PENDING' }) }
        : await carryOut(change, info.value.isElevated);
      if (!isRecorded) await record(change, result);
      await measureAnew(change, result);
      if (!result.ok) return result;
      const isJustMade = change.reason !== 'recovery' || result.value.reason === 'recovery';
      return success(await outcomes.measure(info.value, result.value, isJustMade));
    });
}

/** A value may have been written, whatever became of it. */
function hasTried(error: AppError): boolean {
  if (error.code === 'ELEVATION_FAILED') return error.reason === 'cut-off';
  return error.code === 'CHANGE_FAILED' || error.code === 'STORAGE_FAILED' || error.code === 'UNEXPECTED';
}
