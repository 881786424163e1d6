// What became of a change, measured now: the verdict and the proof.
// Protects: a change that was made stays made; readings that fail leave its effect unknown, and are no failure of it.
import { isRangeChange } from '../../contract/change/change';
import { wasRestarted, type BootIdentity } from '../../contract/machine/boot-identity';
import type { ChangeRecord } from '../../contract/history/change-record';
import type { ChangeOutcome } from '../../contract/history/outcome';
import type { MachineInfo } from '../../contract/machine/machine-info';
import type { ProbeReport, ProbeState } from '../../contract/change/effect';
import { success, type Result } from '../../contract/errors/result';
import { effectOf, movedAlong, proofRows, valuesAtStart, type Measured } from '../../change/effect';
import { probePlan, runProbes } from '../../change/probe';
import { readParameters } from '../../change/read-values';
import type { ChangeLog } from '../../history/change-log';
import type { Machine } from '../../machine/interfaces/machine';
import type { MachineService } from '../machine-service';

export interface Outcomes {
  /** `isJustMade`: the change was made by this process or its worker, so the machine cannot have been restarted since. */
  readonly measure: (info: MachineInfo, record: ChangeRecord, isJustMade: boolean) => Promise<ChangeOutcome>;
  /** The same with what the last probe showed, where it was of this change and since the last restart. Opens no connection. */
  readonly measureAgain: (info: MachineInfo, record: ChangeRecord) => Promise<ChangeOutcome>;
  /** Of the change in force; null when there is none. */
  readonly verify: () => Promise<Result<ChangeOutcome | null>>;
  /** The same, after a probe. */
  readonly prove: () => Promise<Result<ChangeOutcome | null>>;
}

export function outcomes(machine: Machine, log: ChangeLog, describe: MachineService['describe']): Outcomes {
  async function measure(
    info: MachineInfo,
    record: ChangeRecord,
    reports: readonly ProbeReport[],
    restarted = wasRestarted(record.boot, info.boot),
  ): Promise<ChangeOutcome> {
    const values = await readParameters(machine.registry);
    const ranges = await machine.portRange.read();
    const { version } = info;
    const isWayBack = record.reason === 'undo' || record.reason === 'recovery';
    // Reading the whole history takes time: only a way back can lead to what Windows started with, or leave a range moved.
    const needsHistory = isWayBack && (restarted === false || record.changes.some(isRangeChange));
    const records = needsHistory ? (await log.read()).records : [];
    const measured: Measured = {
      version,
      wasRestarted: restarted,
      reports,
      stored: values.ok ? values.value : null,
      ranges: ranges.ok ? ranges.value : null,
      ...(isWayBack && restarted === false ? { atStart: valuesAtStart(records, info.boot) } : {}),
    };
    const verdict = effectOf(record, measured);
    const proof = {
      takenAt: new Date().toISOString(),
      wasRestarted: restarted,
      rows: proofRows(record, measured),
      movedAlong: movedAlong(
        record,
        measured,
        records.find(({ id }) => id === record.reverses),
      ),
      probe: reports.length > 0 ? 'done' : probeState(info, record, restarted),
      reports,
    } as const;
    return { record, verdict, proof };
  }

  function probeState({ version }: MachineInfo, record: ChangeRecord, restarted: boolean | null): ProbeState {
    const plan = probePlan(record, version, restarted);
    return plan.targets ? 'possible' : plan.reason;
  }

  async function ofLastChange(
    probe: (info: MachineInfo, record: ChangeRecord) => Promise<ProbeReport[]>,
  ): Promise<Result<ChangeOutcome | null>> {
    const record = (await log.standing()).current;
    if (!record) return success(null);
    const info = await describe();
    return info.ok ? success(await measure(info.value, record, await probe(info.value, record))) : info;
  }

  /** One probe at a time: whoever asks meanwhile gets the same answer. */
  let running: Promise<Result<ChangeOutcome | null>> | null = null;
  let lastProbe: {
    readonly changeId: string;
    readonly boot: BootIdentity;
    readonly reports: readonly ProbeReport[];
  } | null = null;
  const prove = () =>
    ofLastChange(async (info, record) => {
      const { targets } = probePlan(record, info.version, wasRestarted(record.boot, info.boot));
      const reports = targets ? await runProbes(machine.portProbe, targets) : [];
      lastProbe = { changeId: record.id, boot: info.boot, reports };
      return reports;
    });

  return {
    measure: (info, record, isJustMade) => (isJustMade ? measure(info, record, [], false) : measure(info, record, [])),
    measureAgain(info, record) {
      // Without any identity it is this process that remembers, and it has not outlived a restart: only practice restarts under it.
      const isOfThis = lastProbe?.changeId === record.id && wasRestarted(lastProbe.boot, info.boot) !== true;
      return measure(info, record, isOfThis ? (lastProbe?.reports ?? []) : []);
    },
    verify: () => ofLastChange(() => Promise.resolve([])),
    prove() {
      running ??= prove().finally(() => {
        running = null;
      });
      return running;
    },
  };
}
