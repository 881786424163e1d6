// Sockets of a probe, whichever their transport.

export interface OpenPortsLimits {
  /** An address of this computer itself. */
  readonly host: string;
  /** At most this many sockets. */
  readonly most: number;
  readonly deadline: AbortSignal;
}

/** Sockets that stay open until all are closed, so that no port comes twice. */
export interface OpenPorts {
  /** Opens `count` sockets more; the local ports that the system chose. Rejects when one fails, or when time is up. */
  readonly next: (count: number) => Promise<number[]>;
  /** Closes all of them, also those that were being opened when `next` rejected. */
  readonly closeAll: () => Promise<void>;
}
