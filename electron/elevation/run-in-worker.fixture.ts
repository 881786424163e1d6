// A window that has a request carried out over a real channel; what is started is a process that the test plays.
import { workerRunner, type WorkerOutcome } from './run-in-worker';
import { readCredentials, type Credentials } from './credentials';
import { success } from '../contract/errors/result';
import type { Elevation } from '../machine/interfaces/elevation';
import { connectSocket } from '../machine/common/socket-channel';
import { protocolVersion } from './protocol';
import type { WorkerRequest } from './request';

export const version = '1.0.0';
export const undo = { kind: 'undo', id: '3f0c9a52-7d0e-4a51-9a3c-0d6b7a1c2e4f' } as const;
export const hello = { kind: 'hello', protocol: protocolVersion, programVersion: version } as const;

/** What the started process does; it is given the credentials that its argument names. */
export type Play = (credentials: Credentials) => Promise<void>;

export function elevationOf(play: Play): Elevation {
  return {
    checkInstallLocation: () => Promise.resolve(success(null)),
    start(args) {
      const credentials = readCredentials(args.at(-1) ?? '');
      return Promise.resolve(
        credentials ? { kind: 'started', ended: play(credentials) } : { kind: 'not-started', detail: 'no credentials' },
      );
    },
    protectChannel: () => Promise.resolve(),
    openChannel: connectSocket,
  };
}

export function runWorker(
  play: Play,
  request: WorkerRequest = undo,
  startTimeoutMs = 5_000,
  onStage: (stage: string) => void = () => undefined,
): Promise<WorkerOutcome> {
  const worker = workerRunner({
    elevation: elevationOf(play),
    programVersion: version,
    programArguments: [],
    ownerWindow: () => null,
    logRefusal: () => undefined,
    startTimeoutMs,
  });
  return worker(request, ({ stage }) => onStage(stage));
}
