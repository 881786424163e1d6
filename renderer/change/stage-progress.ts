// The stages of a change as rows with a status, from the reports received so far.
import type { StageReport } from '../../electron/contract/change/stages.schema';
import { changeStages, type ChangeStage } from '../../electron/contract/change/stages';

export type RowStatus = 'waiting' | 'running' | 'done' | 'failed' | 'stopped';
export type ChangeEnd = 'running' | 'succeeded' | 'failed' | 'canceled' | null;

export interface StageRow {
  readonly stage: StageReport['stage'];
  readonly name: string | null;
  readonly status: RowStatus;
}

/** One row per stage, writing and reading back once per value; rolling back only if it happened; `needsRights`: a worker is started. */
export function stageRows(
  changes: readonly { readonly name: string }[],
  reports: readonly StageReport[],
  end: ChangeEnd,
  needsRights: boolean,
): StageRow[] {
  const isRollingBack = reports.some(({ stage }) => stage === 'rolling-back');
  const forward = reports.filter(({ stage }) => stage !== 'rolling-back');
  const latest = forward.at(-1);

  const statusOf = (step: StageReport): RowStatus => {
    if (end === 'succeeded') return 'done';
    if (!forward.some((report) => isSameStep(report, step))) return 'waiting';
    if (!latest || !isSameStep(latest, step)) return 'done';
    if (isRollingBack || end === 'failed') return 'failed';
    return end === 'canceled' ? 'stopped' : 'running';
  };

  const rows = plannedSteps(changes, needsRights).map((step): StageRow => ({ ...step, status: statusOf(step) }));
  if (!isRollingBack) return rows;
  return [...rows, { stage: 'rolling-back', name: null, status: end === 'failed' ? 'done' : 'running' }];
}

/** The reported stages, each once, for a change of which nothing else is known: the last one is running. */
export function seenStages(reports: readonly StageReport[]): StageRow[] {
  const seen = reports.filter((report, index) => reports.findIndex((earlier) => isSameStep(earlier, report)) === index);
  return seen.map((report, index): StageRow => ({ ...report, status: index === seen.length - 1 ? 'running' : 'done' }));
}

function plannedSteps(changes: readonly { readonly name: string }[], needsRights: boolean): StageReport[] {
  const once = (stages: readonly ChangeStage[]) => stages.map((stage): StageReport => ({ stage, name: null }));
  const before = changeStages
    .slice(0, changeStages.indexOf('writing'))
    .filter((stage) => needsRights || stage !== 'elevating');
  const after = changeStages.slice(changeStages.indexOf('reading-back') + 1);
  const eachValue = changes.flatMap(({ name }): StageReport[] => [
    { stage: 'writing', name },
    { stage: 'reading-back', name },
  ]);
  return [...once(before), ...eachValue, ...once(after)];
}

function isSameStep(a: StageReport, b: StageReport): boolean {
  return a.stage === b.stage && a.name === b.name;
}
