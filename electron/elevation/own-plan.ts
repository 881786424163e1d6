// Computes from a request and the live state what would be written: the window before it asks, the worker before it writes.
// Protects: what is written is what was shown, however the request came about; otherwise DRIFTED.
import { compareBackup } from '../backup/comparison';
import { readContent } from '../backup/content';
import type { BackupList } from '../backup/backup-list';
import { lintValues } from '../findings/value-findings';
import type { Change } from '../contract/change/change';
import { foldedName } from '../contract/registry/value-name';
import { failure, success, type Result } from '../contract/errors/result';
import type { Machine } from '../machine/interfaces/machine';
import { planDeletions, planRequested, planRestore } from '../change/planner';
import { fingerprint, type PlannedRequest } from './request';

export interface PlanSources {
  readonly machine: Machine;
  /** The backups of the machine folder, and no others. */
  readonly machineBackups: BackupList;
}

/**
 * The changes that the request stands for, now. Errors: DRIFTED (without names) when they are not those that were shown,
 * START_AS_ADMINISTRATOR for a value that is not misspelt or a backup that is not intact, those of planning and reading.
 */
export async function planOf(sources: PlanSources, request: PlannedRequest): Promise<Result<readonly Change[]>> {
  const planned =
    request.kind === 'restore' ? await planOfRestore(sources, request) : await planOfChange(sources.machine, request);
  if (!planned.ok)
    return planned.error.code === 'ALREADY_AS_WANTED' ? failure({ code: 'DRIFTED', drift: [] }) : planned;
  return fingerprint(planned.value) === request.shown ? planned : failure({ code: 'DRIFTED', drift: [] });
}

async function planOfChange(
  machine: Machine,
  { requested, misspelt }: Extract<PlannedRequest, { kind: 'change' }>,
): Promise<Result<readonly Change[]>> {
  const written = requested.length > 0 ? await planRequested(machine, requested) : success([]);
  if (!written.ok || misspelt.length === 0) return written;
  const names = await foundMisspelt(machine, misspelt);
  if (!names.ok) return names;
  const deleted = await planDeletions(machine, names.value);
  return deleted.ok ? success([...written.value, ...deleted.value]) : deleted;
}

/** The names as they are stored. Errors: START_AS_ADMINISTRATOR for one that is not found misspelt here, those of reading. */
async function foundMisspelt(
  { system, registry }: Machine,
  misspelt: readonly string[],
): Promise<Result<readonly string[]>> {
  const info = await system.describe();
  if (!info.ok) return info;
  const tree = await registry.readTree();
  if (!tree.ok) return tree;
  const found = lintValues(tree.value.values, info.value.version).filter(({ code }) => code === 'MISSPELT_NAME');
  const names: string[] = [];
  for (const name of misspelt) {
    const finding = found.find((one) => foldedName(one.name) === foldedName(name));
    if (!finding) return failure({ code: 'START_AS_ADMINISTRATOR' });
    names.push(finding.name);
  }
  return success(names);
}

async function planOfRestore(
  { machine, machineBackups }: PlanSources,
  { backup, names }: Extract<PlannedRequest, { kind: 'restore' }>,
): Promise<Result<readonly Change[]>> {
  const { backups } = await machineBackups.list(null);
  const listing = backups.find((one) => one.backup.sha256 === backup && one.integrity === 'intact');
  if (!listing) return failure({ code: 'START_AS_ADMINISTRATOR' });
  const system = await machine.system.describe();
  if (!system.ok) return system;
  const content = await readContent(machine.disk, listing.backup);
  if (!content.ok) return content;
  // Swapped since it was listed.
  if (!content.value.isAsTaken) return failure({ code: 'START_AS_ADMINISTRATOR' });
  const compared = await compareBackup(machine, content.value, system.value.ansiCodePage);
  return compared.ok ? planRestore(compared.value.diff, names) : compared;
}
