// The request for one port, and what the system answered.
import type { IpVersion } from '../change/effect';

export type Transport = 'tcp' | 'udp';

/** What the system answered to the request for one port. */
export type AttemptAnswer =
  /** It proves that this address, version of IP and transport had one at that moment, and nothing else. */
  | { readonly kind: 'granted'; readonly port: number }
  /** No port was left. `error` is the system's own, e.g. "10055" or "EADDRINUSE". */
  | { readonly kind: 'refused'; readonly error: string }
  | { readonly kind: 'unknown'; readonly detail: string };

/** One request: a bind to port 0 of `address`, or a connection to a listener of our own on it. */
export interface AttemptEvidence {
  readonly transport: Transport;
  readonly ip: IpVersion;
  readonly how: 'bind' | 'connect';
  readonly address: string;
  readonly answer: AttemptAnswer;
  /** The port would have been one of a simulated range; nothing was opened. */
  readonly isSimulated: boolean;
}
