// Has one request carried out by a worker with administrator rights: starts it, hands the request over, waits for the result.
// Protects: a worker that has begun is never ended from here; one that has not begun in time can begin no more.
import type { Measurement } from '../contract/diagnosis/measurement';
import type { AppError, ElevationProblem } from '../contract/errors/errors';
import type { StageReport } from '../contract/change/stages.schema';
import { failure, type Result } from '../contract/errors/result';
import type { Elevation } from '../machine/interfaces/elevation';
import { openChannel, type Channel } from './channel';
import { credentialsArgument } from './credentials';
import { longestRequest, protocolVersion, signer, type WorkerMessage, type WorkerResult } from './protocol';
import type { WorkerRequest } from './request';

export interface WorkerRunnerParts {
  readonly elevation: Elevation;
  readonly programVersion: string;
  /** Arguments of our executable that stand before the worker's own, in development. */
  readonly programArguments: readonly string[];
  /** Native handle of the window that asks, for the question of Windows. */
  readonly ownerWindow: () => Uint8Array | null;
  readonly logRefusal: (text: string) => void;
  /** How long a worker that was started may take to report, in milliseconds. */
  readonly startTimeoutMs?: number;
}

/** What became of a request; `hasBegun`: the worker had it, and has recorded in the history how it ended. */
export interface WorkerOutcome {
  readonly hasBegun: boolean;
  readonly result: Result<{ readonly changeId: string | null; readonly measured?: Measurement | undefined }>;
}

export type RunInWorker = (request: WorkerRequest, onStage: (report: StageReport) => void) => Promise<WorkerOutcome>;

/** A start of Electron takes seconds, on a slow disk with a virus scanner more of them. */
const usualStartTimeoutMs = 60_000;

/** Errors: INSTALL_FIRST, ELEVATION_DECLINED, ELEVATION_FAILED, and whatever the worker answers. */
export function workerRunner({
  elevation,
  programVersion,
  programArguments,
  ownerWindow,
  logRefusal,
  startTimeoutMs = usualStartTimeoutMs,
}: WorkerRunnerParts): RunInWorker {
  return async (request, onStage) => {
    const location = await elevation.checkInstallLocation();
    if (!location.ok) return { hasBegun: false, result: location };
    const conversation = new Conversation(request, programVersion, onStage, logRefusal);
    let channel: Channel;
    try {
      channel = await openChannel(elevation, {
        onMessage: (message) => conversation.receive(message),
        onRefused: (why) => conversation.recordRefusal(why),
        onEnd: () => conversation.lose('the worker closed the channel'),
      });
    } catch (error) {
      return notRun('not-started', `the channel could not be made: ${String(error)}`);
    }
    try {
      const signed = signer(channel.credentials.secret, 'window')({ kind: 'request', request });
      if (signed.length > longestRequest) return notRun('not-started', 'the request is too long');
      conversation.handOver = () => channel.send(signed);
      const started = await elevation.start(
        [...programArguments, credentialsArgument(channel.credentials)],
        ownerWindow(),
      );
      if (started.kind === 'declined') return { hasBegun: false, result: failure({ code: 'ELEVATION_DECLINED' }) };
      if (started.kind === 'not-started') return notRun('not-started', started.detail);
      const deadline = setTimeout(() => conversation.giveUp(startTimeoutMs), startTimeoutMs);
      void started.ended.then(() => conversation.recordEnd());
      const outcome = await conversation.ended;
      clearTimeout(deadline);
      return outcome;
    } finally {
      await channel.close();
    }
  };
}

/** How long the last message of a worker that is gone may still be on its way. */
const lastMessageTimeoutMs = 1000;

/** One request from the hello to the result. Whatever settles it first, holds. */
class Conversation {
  readonly ended: Promise<WorkerOutcome>;
  /** Sends the request to the worker that has sent its hello. */
  handOver: () => void = () => undefined;
  private settle: (workerOutcome: WorkerOutcome) => void = () => undefined;
  private hasBegun = false;
  private refusal: ElevationProblem | null = null;

  constructor(
    private readonly request: WorkerRequest,
    private readonly programVersion: string,
    private readonly onStage: (report: StageReport) => void,
    private readonly logRefusal: (text: string) => void,
  ) {
    this.ended = new Promise((settle) => (this.settle = settle));
  }

  receive(message: WorkerMessage): void {
    if (message.kind === 'hello') this.greet(message);
    else if (!this.hasBegun) this.lose(`a ${message.kind} without a request`);
    else if (message.kind === 'stage') this.onStage(message.report);
    else this.settle({ hasBegun: true, result: resultOf(message.result) });
  }

  private greet({ protocol, programVersion }: Extract<WorkerMessage, { kind: 'hello' }>): void {
    if (this.hasBegun) {
      this.lose('a second hello');
    } else if (protocol !== protocolVersion || programVersion !== this.programVersion) {
      this.settle(notRun('other-version', `this program is ${this.programVersion}, the worker ${programVersion}`));
    } else {
      // From here on the worker may write at any moment.
      this.hasBegun = true;
      this.handOver();
    }
  }

  recordRefusal(why: 'wrong-secret' | 'not-understood'): void {
    this.logRefusal(`refused a worker for "${this.request.kind}": ${why}`);
    if (this.hasBegun) this.lose(why);
    else this.refusal = why;
  }

  giveUp(afterMs: number): void {
    if (!this.hasBegun) this.settle(notRun(this.refusal ?? 'no-answer', `after ${Math.round(afterMs / 1000)} seconds`));
  }

  recordEnd(): void {
    setTimeout(() => this.lose('the process of the worker ended'), lastMessageTimeoutMs);
  }

  lose(detail: string): void {
    if (this.hasBegun) this.settle({ hasBegun: true, result: failed('cut-off', detail) });
    else this.settle(notRun(this.refusal ?? 'ended-early', detail));
  }
}

function resultOf(result: WorkerResult): WorkerOutcome['result'] {
  if (!result.ok) return result;
  const { changeId, measured } = result;
  return { ok: true, value: { changeId, ...(measured && { measured }) } };
}

function notRun(reason: ElevationProblem, detail: string): WorkerOutcome {
  return { hasBegun: false, result: failed(reason, detail) };
}

function failed(reason: ElevationProblem, detail: string): { readonly ok: false; readonly error: AppError } {
  return failure({ code: 'ELEVATION_FAILED', reason, detail });
}
