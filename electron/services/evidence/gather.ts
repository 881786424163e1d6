// Gathers what goes into an evidence file. Protects: what cannot be had is named with its reason, and keeps nothing else out.
import { readFile } from 'node:fs/promises';
import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import type { EvidenceManifest } from '../../contract/evidence/evidence';
import { recordingFolders } from '../../contract/evidence/evidence-limits';
import { success, type Result } from '../../contract/errors/result';
import { noTicketOptions } from '../../contract/ticket/ticket';
import { known, notAvailable, readingOf } from '../../diagnosis/readings';
import type { Gathered, Segment } from '../../evidence/compose';
import { remarks } from '../../evidence/remarks';
import { socketTables } from '../../evidence/tables';
import type { ChangeLog } from '../../history/change-log';
import type { Machine } from '../../machine/interfaces/machine';
import { recordedDays } from '../../recording/reader';
import { segmentOf } from '../../recording/segments';
import type { DiagnosisService } from '../diagnosis-service';
import type { MachineService } from '../machine-service';
import type { Storage } from '../storage';
import type { TicketService } from '../ticket-service';

export interface GatherParts {
  readonly machine: Machine;
  readonly log: ChangeLog;
  readonly storage: Pick<Storage, 'recording'>;
  readonly describe: MachineService['describe'];
  readonly diagnosis: Pick<DiagnosisService, 'read'>;
  readonly tickets: Pick<TicketService, 'make'>;
}

/** Events of the history; an evidence file is about the present. */
const mostEvents = 20_000;

/** `chart`: as the window drew it, or why there is none. Errors: those of reading the machine. */
export async function gather(
  parts: GatherParts,
  writtenBy: EvidenceManifest['writtenBy'],
  chart: Gathered['chart'],
): Promise<Result<Gathered>> {
  const { machine, log, describe, diagnosis } = parts;
  const info = await describe();
  if (!info.ok) return info;
  const [read, history, ticket, recording, raw, registry] = await Promise.all([
    diagnosis.read(true),
    log.read(),
    ticketOf(parts),
    recordingOf(parts),
    machine.rawAnswers?.read() ?? null,
    machine.registry.exportFile(),
  ]);
  return success({
    madeAt: Date.now(),
    writtenBy,
    machine: info.value,
    host: { computerName: hostname(), userName: nameOfUser() },
    diagnosis: read,
    sockets: await socketsOf(machine, read.evidence.of === 'simulated'),
    history: { events: history.events.slice(-mostEvents), faults: history.faults.slice(0, 1000) },
    ticket,
    recording,
    raw: raw ? known(raw.map(({ name, answer }) => ({ name, answer: readingOf(answer) }))) : notAvailable,
    registry: registryOf(registry),
    chart,
  });
}

async function socketsOf({ usage }: Machine, isSimulated: boolean): Promise<Gathered['sockets']> {
  if (isSimulated) return { ...notAvailable, detail: remarks.practiceLoad };
  const names = await usage.processNames?.read();
  const table = await usage.portTable.read();
  // Copied at once: the next reading uses the same columns.
  return table.ok ? known(socketTables(table.value, names?.ok ? names.value : new Map())) : readingOf(table);
}

async function ticketOf({ log, tickets }: GatherParts): Promise<Gathered['ticket']> {
  const { latest } = await log.standing();
  if (!latest) return { ...notAvailable, detail: remarks.noChange };
  const made = await tickets.make(latest.id, noTicketOptions);
  return made.ok ? known(made.value.text) : readingOf(made);
}

async function recordingOf({ storage }: GatherParts): Promise<Gathered['recording']> {
  const { folders, isMachineFolderLeftOut } = await storage.recording.toRead();
  try {
    const found: (readonly Segment[])[] = [];
    for (const folder of folders.slice(0, recordingFolders.length)) {
      const segments: Segment[] = [];
      for (const { day } of await recordedDays(folder))
        segments.push({ name: segmentOf(day), bytes: await readFile(join(folder, segmentOf(day))) });
      if (segments.length > 0) found.push(segments);
    }
    if (found.length > 0) return known(found);
    return isMachineFolderLeftOut
      ? { known: false, reason: 'denied', detail: remarks.notTrusted }
      : { ...notAvailable, detail: remarks.nothingRecorded };
  } catch (error) {
    return { known: false, reason: 'failed', detail: String(error) };
  }
}

function registryOf(exported: Result<Uint8Array | null>): Gathered['registry'] {
  if (!exported.ok) return readingOf(exported);
  return exported.value ? known(exported.value) : notAvailable;
}

/** Where the system does not tell it, there is no name to replace. */
function nameOfUser(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}
