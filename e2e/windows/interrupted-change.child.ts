// A change in its own process that blocks at one stage, so that the spec can kill it there.
// Arguments: JSON of Orders, and the folder. Writes `reached` into the folder at the stage, `result.json` at the end.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RequestedValue } from '../../electron/contract/change/plan';
import type { StageReport } from '../../electron/contract/change/stages.schema';
import type { KeyLocation } from '../../electron/machine/windows/registry/registry-key';
import { carryOut } from '../../electron/change/apply';
import { planChanges } from '../../electron/change/plan';
import { readParameters } from '../../electron/change/read-values';
import { changeTools } from './fixtures/change';

export interface Orders {
  readonly location: KeyLocation;
  readonly folder: string;
  readonly requested: readonly RequestedValue[];
  readonly stage: StageReport;
  /** Blocks at the stage for good; otherwise only reports that it was reached. */
  readonly isStopping: boolean;
}

async function main(): Promise<void> {
  const { location, folder, requested, stage: awaited, isStopping } = JSON.parse(process.argv[2] ?? '') as Orders;
  const tools = changeTools(location, folder, ({ stage, name }) => {
    if (stage !== awaited.stage || name !== awaited.name) return;
    writeFileSync(join(folder, 'reached'), '');
    if (!isStopping) return;
    // Blocks the thread for good: whatever comes after this stage does not happen.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });
  const current = await readParameters(tools.machine.registry);
  if (!current.ok) throw new Error(JSON.stringify(current.error));
  const changes = planChanges(current.value, requested, { major: 10, minor: 0, build: 19045 });
  if (!changes.ok) throw new Error(JSON.stringify(changes.error));
  writeFileSync(join(folder, 'result.json'), JSON.stringify(await carryOut(tools, changes.value, 'apply')));
}

main().catch((error: unknown) => {
  writeFileSync(join(process.argv[3] ?? '.', 'error.txt'), String(error));
  process.exitCode = 1;
});
