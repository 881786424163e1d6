// The worker: a process without a window that carries out one request with administrator rights, and ends.
// Protects: it does nothing but a request of the fixed form, from the window whose secret it was started with, and only
// what it computes itself from the live state.
import { join } from 'node:path';
import { failure, success, type Result } from '../../contract/errors/result';
import { loadWords } from '../../contract/messages/messages';
import { ForeignServer } from '../../machine/common/foreign-server';
import type { Machine } from '../../machine/interfaces/machine';
import type { WorkerChannel } from '../../machine/interfaces/elevation';
import { measure } from '../../diagnosis/measurement';
import { openLog } from '../../log/log';
import type { Desktop } from '../../services/desktop';
import { createServices, type Services } from '../../services/services';
import { openStorage } from '../../services/storage';
import { headlessLocale, silentDesktop, silentProgress, silentQuestions, headlessUsage } from '../../services/headless';
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
import type { WorkerRequest } from '../request';

/** After this time a measurement has failed: a process with administrator rights does not stay for it. */
const longestMeasurementMs = 60_000;

/**
 * One conversation with the window; true when a request was carried out or answered. `leaveBehind` is called where the answer
 * could not wait for the system any longer.
 */
export async function serve(
  machine: Machine,
  { channel: name, secret }: Credentials,
  programVersion: string,
  leaveBehind: () => void = () => undefined,
): Promise<boolean> {
  const channel = await machine.elevation
    ?.openChannel(channelPath(name))
    .catch((error: unknown) => logForeignServer(machine, error));
  if (!channel) return false;
  try {
    const send = sender(channel, secret);
    await send({ kind: 'hello', protocol: protocolVersion, programVersion });
    const line = await channel.receive(longestRequest);
    const opened = line === null ? null : verifier(secret, 'window')(line);
    // Nothing is answered to what the window cannot have sent.
    if (!opened) return false;
    const parsed = requestMessage.safeParse(opened.message);
    const result = parsed.success
      ? await answerTo(machine, parsed.data.request, { programVersion, send, leaveBehind })
      : ({ ok: false, error: { code: 'INVALID_INPUT', detail: 'the request of the window' } } as const);
    await send({ kind: 'result', result });
    return true;
  } finally {
    channel.close();
  }
}

/** Nothing has been sent to whoever serves the channel in the place of the window; the log of the machine folder has it. */
async function logForeignServer(machine: Machine, error: unknown): Promise<null> {
  if (error instanceof ForeignServer && (await machine.folder.prepare()).ok)
    openLog(join(machine.folder.path, 'logs')).warn(`worker refused: ${error.message}`);
  return null;
}

type WritingRequest = Exclude<WorkerRequest, { kind: 'measure' }>;

type Send = (message: WorkerMessage) => Promise<void>;

/** A window that is gone does not stop a change that has begun. */
function sender(channel: WorkerChannel, secret: string): Send {
  const sign = signer(secret, 'worker');
  return (message) => channel.send(sign(message)).catch(() => undefined);
}

async function answerTo(
  machine: Machine,
  request: WorkerRequest,
  { programVersion, send, leaveBehind }: { programVersion: string; send: Send; leaveBehind: () => void },
): Promise<WorkerResult> {
  if (request.kind === 'measure') return measureOnce(machine, leaveBehind);
  const ready = await machine.folder.prepare();
  if (!ready.ok) return ready;
  const log = openLog(join(machine.folder.path, 'logs'));
  try {
    const words = await loadWords();
    const desktop: Desktop = {
      ...silentDesktop,
      // The window asked the person before it asked for the worker.
      questions: { ...silentQuestions, confirmDelete: () => Promise.resolve(true) },
      progress: {
        ...silentProgress,
        reportStage(report) {
          // The window has been through these stages itself.
          if (report.stage !== 'reading' && report.stage !== 'confirming') void send({ kind: 'stage', report });
        },
      },
    };
    const storage = openStorage(machine, null, programVersion);
    const services = createServices({
      machine,
      storage,
      usage: await headlessUsage({
        machine,
        history: storage.log,
        userData: machine.folder.path,
        words,
        log,
        measuring: request.kind === 'delete-backup' ? 'never' : 'once',
      }),
      desktop,
      words,
      programVersion,
      locale: headlessLocale,
      logIncident: (error) => log.incident(error),
    });
    const result = await perform(services, request);
    log.info(`worker ${programVersion}: ${request.kind} ended with ${result.ok ? 'success' : result.error.code}`);
    return result.ok ? { ok: true, changeId: result.value } : result;
  } catch (exception) {
    return failure({ code: 'UNEXPECTED', incident: log.incident(exception) });
  }
}

/**
 * Nothing is written for it: not even the folder is made in which the log would be. What Windows has not answered by then is
 * left behind.
 */
async function measureOnce({ usage }: Machine, leaveBehind: () => void): Promise<WorkerResult> {
  const failed = (detail: string): WorkerResult =>
    failure({ code: 'MACHINE_FAILED', action: 'port-table.read', windowsCode: null, detail });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<WorkerResult>((resolve) => {
    const detail = `no answer within ${longestMeasurementMs / 1000} seconds`;
    timer = setTimeout(() => {
      leaveBehind();
      resolve(failed(detail));
    }, longestMeasurementMs);
  });
  const measured = measure(usage).then(
    (measurement): WorkerResult => ({ ok: true, changeId: null, measured: measurement }),
    (exception: unknown) => failed(exception instanceof Error ? exception.message : String(exception)),
  );
  try {
    return await Promise.race([measured, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The request through the same services as the window's; the id of the change that was made, or null where none is. */
async function perform({ changes, backups }: Services, request: WritingRequest): Promise<Result<string | null>> {
  switch (request.kind) {
    case 'change':
    case 'restore':
      return idOf(await changes.applyRequest(request));
    case 'undo':
      return idOf(await changes.undo(request.id));
    case 'settle':
      return idOf(await changes.settle(request.id, request.action, request.shown));
    case 'delete-backup': {
      const deleted = await backups.remove(request.id);
      return deleted.ok ? success(null) : deleted;
    }
  }
}

function idOf(outcome: Result<{ readonly record: { readonly id: string } }>): Result<string> {
  return outcome.ok ? success(outcome.value.record.id) : outcome;
}
