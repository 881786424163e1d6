// A second process of the program with administrator rights, and the channel to it.
import type { Result } from '../../contract/errors/result';

/** How a start of our own executable ended. */
export type WorkerStart =
  /** `ended` resolves when that process is gone. */
  | { readonly kind: 'started'; readonly ended: Promise<void> }
  | { readonly kind: 'declined' }
  | { readonly kind: 'not-started'; readonly detail: string };

/** The worker's end of the channel to the window that started it. */
export interface WorkerChannel {
  /** Sends one line. Rejects when the other end is gone. */
  send(line: string): Promise<void>;
  /** The next line of at most `longest` characters; null when the other end is gone or sends a longer one. */
  receive(longest: number): Promise<string | null>;
  close(): void;
}

/** How a second process of the program gets administrator rights, and how the two meet. */
export interface Elevation {
  /** Whether the program may be started with administrator rights from where it lies. Errors: INSTALL_FIRST. */
  checkInstallLocation(): Promise<Result<null>>;
  /**
   * Starts our own executable with `args` and administrator rights, without a window; where Windows asks, this takes as
   * long as the person does. `ownerWindow` is the native handle of the window that asks.
   */
  start(args: readonly string[], ownerWindow: Uint8Array | null): Promise<WorkerStart>;
  /** Leaves the channel at `path`, on which this process listens, to its own user and administrators. Rejects when that fails. */
  protectChannel(path: string): Promise<void>;
  /** Opens the channel at `path` as the worker. Rejects when there is none; with ForeignServer when another program holds its other end. */
  openChannel(path: string): Promise<WorkerChannel>;
}
