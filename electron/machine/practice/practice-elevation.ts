// The way to administrator rights on the practice machine: our own executable again, without the question of Windows,
// which a trainer or a test answers by a fault.
import { spawn } from 'node:child_process';
import { failure, success } from '../../contract/errors/result';
import type { Elevation, WorkerStart } from '../interfaces/elevation';
import { connectSocket } from '../common/socket-channel';
import { activeFaults } from './faults';

/** The elevation of the practice machine kept in `folder`. */
export function practiceElevation(folder: string): Elevation {
  return {
    async checkInstallLocation() {
      const faults = await activeFaults(folder);
      return faults.some((one) => one.kind === 'elevation' && one.how === 'unsafe-place')
        ? failure(unsafePlace)
        : success(null);
    },
    async start(args) {
      const faults = await activeFaults(folder).catch((error: unknown) =>
        error instanceof Error ? error.message : String(error),
      );
      if (typeof faults === 'string') return { kind: 'not-started', detail: faults };
      const fault = faults.find((one) => one.kind === 'elevation');
      switch (fault?.how) {
        case 'declined':
          return { kind: 'declined' };
        case 'not-started':
          return { kind: 'not-started', detail: 'practice fault' };
        case 'silent':
          return { kind: 'started', ended: new Promise(() => undefined) };
        case 'wrong-secret':
          return startOurselves([...args.slice(0, -1), withAnotherSecret(args.at(-1) ?? '')]);
        case 'unsafe-place':
        case undefined:
          return startOurselves(args);
      }
    },
    // The socket lies in a folder that only its user may enter; a pipe of the practice machine guards nothing.
    protectChannel: () => Promise.resolve(),
    openChannel: connectSocket,
  };
}

/** As of a copy that was unpacked into a folder of the person. */
const unsafePlace = {
  code: 'INSTALL_FIRST',
  run: 'copy',
  place: 'C:\\Users\\practice\\Downloads',
  problem: 'owner',
  account: 'S-1-5-21-1-2-3-1001',
  right: 'change-rights',
  detail: 'practice fault',
} as const;

/** The last digit of the secret is another one. */
function withAnotherSecret(argument: string): string {
  return argument.replace(/.$/, (digit) => (digit === '0' ? '1' : '0'));
}

function startOurselves(args: readonly string[]): Promise<WorkerStart> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [...args], { shell: false, stdio: 'ignore', windowsHide: true });
    const ended = new Promise<void>((end) => child.once('exit', () => end()));
    child.once('spawn', () => resolve({ kind: 'started', ended }));
    child.once('error', (error) => resolve({ kind: 'not-started', detail: String(error) }));
  });
}
