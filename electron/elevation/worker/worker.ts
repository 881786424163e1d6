// The worker: a process without a window that carries out one request with administrator rights, and ends.
// Protects: it does nothing but a request of the fixed form, from the window whose secret it was started with, and only
// what it computes itself from the live state.
import { join } from 'node:path';
import { failure, success, type Result } from '../../contract/errors/result';
import { loadWords } from '../../contract/messages/messages';
import { ForeignServer } from '../../machine/common/foreign-server';
import type { Machine } from '../../machine/interfaces/machine';
import type { WorkerChannel } from '../../machine/interfaces/elevation';
import { createHandlers, type HandlerSet } from '../../ipc/handlers/handlers';
import { openLog } from '../../log/log';
import type { Desktop } from '../../services/desktop';
import { openServices } from '../../services/services';
import { headlessDesktop, usageMeasuredOnce } from '../../services/headless';
import { planOf, type PlanSources } from '../own-plan';
import { channelPath, type Credentials } from '../credentials';
import {
  longestRequest,
  verifier,
  protocolVersion,
  requestMessage,
  signer,
  type WorkerMessage,
  type WorkerResult,
} from '../protocol';
import { fingerprint, type WorkerRequest } from '../request';

/** One conversation with the window; true when a request was carried out or answered. */
export async function serve(
  machine: Machine,
  { channel: name, secret }: Credentials,
  programVersion: string,
): Promise<boolean> {
  const channel = await machine.elevation
    ?.openChannel(channelPath(name))
    .catch((error: unknown) => noteForeign(machine, error));
  if (!channel) return false;
  try {
    const say = speaking(channel, secret);
    await say({ kind: 'hello', protocol: protocolVersion, programVersion });
    const line = await channel.receive(longestRequest);
    const opened = line === null ? null : verifier(secret, 'window')(line);
    // Nothing is answered to what the window cannot have sent.
    if (!opened) return false;
    const parsed = requestMessage.safeParse(opened.message);
    const result = parsed.success
      ? await carriedOut(machine, parsed.data.request, programVersion, say)
      : ({ ok: false, error: { code: 'INVALID_INPUT', detail: 'the request of the window' } } as const);
    await say({ kind: 'result', result });
    return true;
  } finally {
    channel.close();
  }
}

/** Nothing has been said to whoever serves the channel in the place of the window; the log of the machine folder has it. */
async function noteForeign(machine: Machine, error: unknown): Promise<null> {
  if (error instanceof ForeignServer && (await machine.folder.prepare()).ok)
    openLog(join(machine.folder.path, 'logs')).warn(`worker refused: ${error.message}`);
  return null;
}

type Say = (message: WorkerMessage) => Promise<void>;

/** A window that is gone does not stop a change that has begun. */
function speaking(channel: WorkerChannel, secret: string): Say {
  const integrity = signer(secret, 'worker');
  return (message) => channel.send(integrity(message)).catch(() => undefined);
}

async function carriedOut(
  machine: Machine,
  request: WorkerRequest,
  programVersion: string,
  say: Say,
): Promise<WorkerResult> {
  const ready = await machine.folder.prepare();
  if (!ready.ok) return ready;
  const log = openLog(join(machine.folder.path, 'logs'));
  try {
    const words = await loadWords();
    const desktop: Desktop = {
      ...headlessDesktop(log, programVersion),
      // The window asked the person before it asked for the worker.
      confirmChange: () => Promise.resolve(true),
      confirmDelete: () => Promise.resolve(true),
      reportStage(report) {
        // The window has been through these stages itself.
        if (report.stage !== 'reading' && report.stage !== 'confirming') void say({ kind: 'stage', report });
      },
    };
    const usage = usageMeasuredOnce(machine, machine.folder.path, words, log, request.kind !== 'delete-backup');
    const services = openServices({
      machine,
      userData: null,
      words,
      desktop,
      programVersion,
      usage,
      runInWorker: null,
    });
    const result = await perform(createHandlers(services), services, request);
    log.info(`worker ${programVersion}: ${request.kind} ended with ${result.ok ? 'success' : result.error.code}`);
    return result.ok ? { ok: true, changeId: result.value } : result;
  } catch (exception) {
    return failure({ code: 'UNEXPECTED', incident: log.incident(exception) });
  }
}

/** The request through the same handlers as the window's; the id of the change that was made, or null where none is. */
async function perform(
  { handlers, applyPlanned, settleAsShown }: HandlerSet,
  sources: PlanSources,
  request: WorkerRequest,
): Promise<Result<string | null>> {
  switch (request.kind) {
    case 'change':
      return idOf(await applyPlanned(request.reason, () => planOf(sources, request)));
    case 'restore':
      return idOf(await applyPlanned('restore', () => planOf(sources, request)));
    case 'undo':
      return idOf(await handlers['change.undo']({ id: request.id }));
    case 'settle':
      return idOf(await settleAsShown(request.id, request.action, (changes) => fingerprint(changes) === request.shown));
    case 'delete-backup': {
      const deleted = await handlers['backup.delete']({ id: request.id });
      return deleted.ok ? success(null) : deleted;
    }
  }
}

function idOf(outcome: Result<{ readonly record: { readonly id: string } }>): Result<string> {
  return outcome.ok ? success(outcome.value.record.id) : outcome;
}
