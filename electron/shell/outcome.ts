// What became of a change, measured now: the verdict and the proof.
// Protects: a change that was made stays made; readings that fail leave its effect unknown, and are no failure of it.
import type { Handlers } from '../contract/calls';
import type { ChangeOutcome, ChangeRecord, MachineInfo } from '../contract/models';
import type { ProbeReport, ProbeState } from '../contract/proof';
import { success, type Result } from '../contract/result';
import { effectOf, proofRows, wasRestartedSince, type Measured } from '../tuning/effect';
import { probePlan, runProbes } from '../tuning/probe';
import { readCatalogue } from '../tuning/read-values';
import type { Services } from './services';

export interface Outcomes {
  measure(info: MachineInfo, record: ChangeRecord): Promise<ChangeOutcome>;
  /** The same with what the last probe showed, where it was of this change and since the last restart. Opens no connection. */
  readonly measureAgain: (info: MachineInfo, record: ChangeRecord) => Promise<ChangeOutcome>;
  /** The change in force; null when there is none. */
  readonly handlers: Pick<Handlers, 'change.verify' | 'change.prove'>;
}

export function outcomes({ machine, journal }: Services, describe: Handlers['machine.describe']): Outcomes {
  async function measure(info: MachineInfo, record: ChangeRecord, reports: readonly ProbeReport[] = []): Promise<ChangeOutcome> {
    const values = await readCatalogue(machine.registry);
    const ranges = await machine.portRange.read();
    const { version, bootedAt } = info;
    const measured: Measured = { version, bootedAt, reports, stored: values.ok ? values.value : null, ranges: ranges.ok ? ranges.value : null };
    const verdict = effectOf(record, measured);
    const proof = {
      takenAt: new Date().toISOString(),
      wasRestarted: wasRestartedSince(record, bootedAt),
      rows: proofRows(record, measured),
      probe: reports.length > 0 ? 'done' : probeState(info, record),
      reports,
    } as const;
    return { record, verdict, proof };
  }

  function planOf({ version, bootedAt }: MachineInfo, record: ChangeRecord) {
    return probePlan(record, version, wasRestartedSince(record, bootedAt));
  }

  function probeState(info: MachineInfo, record: ChangeRecord): ProbeState {
    const plan = planOf(info, record);
    return plan.targets ? 'possible' : plan.reason;
  }

  async function ofLastChange(probe: (info: MachineInfo, record: ChangeRecord) => Promise<ProbeReport[]>): Promise<Result<ChangeOutcome | null>> {
    const record = await journal.lastApplied();
    if (!record) return success(null);
    const info = await describe({});
    return info.ok ? success(await measure(info.value, record, await probe(info.value, record))) : info;
  }

  /** One probe at a time: whoever asks meanwhile gets the same answer. */
  let running: Promise<Result<ChangeOutcome | null>> | null = null;
  let lastProbe: { readonly changeId: string; readonly bootedAt: string; readonly reports: readonly ProbeReport[] } | null = null;
  const prove = () =>
    ofLastChange(async (info, record) => {
      const { targets } = planOf(info, record);
      const reports = targets ? await runProbes(machine.portProbe, targets) : [];
      lastProbe = { changeId: record.id, bootedAt: info.bootedAt, reports };
      return reports;
    });

  return {
    measure: (info, record) => measure(info, record),
    measureAgain(info, record) {
      const isOfThis = lastProbe?.changeId === record.id && lastProbe.bootedAt === info.bootedAt;
      return measure(info, record, isOfThis ? lastProbe?.reports : []);
    },
    handlers: {
      'change.verify': () => ofLastChange(() => Promise.resolve([])),
      'change.prove'() {
        running ??= prove().finally(() => {
          running = null;
        });
        return running;
      },
    },
  };
}
