// Computes from a request and the live state what would be written: the window before it asks, the worker before it writes.
// Protects: what is written is what was shown, however the request came about; otherwise DRIFTED.
import { changesFor } from '../backup/diff';
import { compareWithLive, openRegFile } from '../backup/comparison';
import type { BackupList } from '../backup/backup-list';
import { lintValues } from '../findings/value-findings';
import type { Change } from '../contract/change/change';
import { foldedName } from '../contract/registry/value-name';
import { failure, success, type Result } from '../contract/errors/result';
import { absent, isSameStored } from '../contract/registry/stored-value';
import type { Machine } from '../machine/interfaces/machine';
import { planAll } from '../change/plan';
import { readCatalogue, readStored } from '../change/read-values';
import { fingerprint, type PlannedRequest } from './request';

export interface PlanSources {
  readonly machine: Machine;
  /** The backups of the machine folder, and no others. */
  readonly machineBackups: BackupList;
}

/**
 * The changes that the request stands for, now. Errors: DRIFTED (without names) when they are not those that were shown,
 * START_AS_ADMINISTRATOR for a value that is not misspelt or a backup that is not sealed, those of planning and reading.
 */
export async function planOf(sources: PlanSources, request: PlannedRequest): Promise<Result<readonly Change[]>> {
  const planned =
    request.kind === 'restore' ? await restored(sources, request) : await changed(sources.machine, request);
  if (!planned.ok)
    return planned.error.code === 'ALREADY_AS_WANTED' ? failure({ code: 'DRIFTED', drift: [] }) : planned;
  return fingerprint(planned.value) === request.shown ? planned : failure({ code: 'DRIFTED', drift: [] });
}

async function changed(
  machine: Machine,
  { requested, misspelt }: Extract<PlannedRequest, { kind: 'change' }>,
): Promise<Result<readonly Change[]>> {
  const system = await machine.system.describe();
  if (!system.ok) return system;
  const { version } = system.value;
  const changes: Change[] = [];
  if (requested.length > 0) {
    const current = await readCatalogue(machine.registry);
    if (!current.ok) return current;
    const ranges = requested.some((one) => 'range' in one) ? await machine.portRange.read() : null;
    if (ranges && !ranges.ok) return ranges;
    const planned = planAll(current.value, ranges?.value ?? null, requested, version);
    if (!planned.ok) return planned;
    changes.push(...planned.value);
  }
  if (misspelt.length === 0) return success(changes);
  const tree = await machine.registry.readTree();
  if (!tree.ok) return tree;
  const found = lintValues(tree.value.values, version).filter(({ code }) => code === 'MISSPELT_NAME');
  for (const name of misspelt) {
    const finding = found.find((one) => foldedName(one.name) === foldedName(name));
    if (!finding) return failure({ code: 'START_AS_ADMINISTRATOR' });
    const before = await readStored(machine.registry, finding.name);
    if (!before.ok) return before;
    if (!isSameStored(before.value, absent)) changes.push({ name: finding.name, before: before.value, after: absent });
  }
  return success(changes);
}

async function restored(
  { machine, machineBackups }: PlanSources,
  { backup, names }: Extract<PlannedRequest, { kind: 'restore' }>,
): Promise<Result<readonly Change[]>> {
  const { backups } = await machineBackups.list(null);
  const listing = backups.find((one) => one.backup.sha256 === backup && one.integrity === 'intact');
  if (!listing) return failure({ code: 'START_AS_ADMINISTRATOR' });
  const system = await machine.system.describe();
  if (!system.ok) return system;
  const options = {
    codePage: system.value.ansiCodePage,
    signal: new AbortController().signal,
    onProgress: () => undefined,
  };
  const file = await openRegFile(listing.backup.file, options);
  if (!file.ok) return file;
  const diff = await compareWithLive(machine, file.value, true);
  return diff.ok ? success(changesFor(diff.value, names)) : diff;
}
