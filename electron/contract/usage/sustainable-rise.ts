// Whether a rise of the TCP ports in use comes to an end by itself. Pure.
// Protects: badge, task bar, alerts and verdict judge it alike.

/** As shares of the ports in use, and of the usable ones. */
export const waitingShares = {
  /** Most of them are in TIME_WAIT from this share on. */
  most: 0.5,
  /** Up to this share to one server, no server is blocked. */
  toOneServer: 0.1,
} as const;

export interface WaitingPorts {
  /** In use where they run out first, and usable there. */
  readonly ports: number;
  readonly usable: number;
  readonly timeWait: number;
  /** In TIME_WAIT to the server that has most of them; null where none is known. */
  readonly toOneServer: number | null;
  /** New connections a second, and how many of them to one server can go on; null where that is not known. */
  readonly measured: number | null;
  readonly sustainable: number | null;
}

/** Most ports are in TIME_WAIT, and come back as fast as connections come, or before a server can spare no more. */
export function endsByItself(
  { ports, usable, timeWait, toOneServer, measured, sustainable }: WaitingPorts,
  shares: { readonly most: number; readonly toOneServer: number } = waitingShares,
): boolean {
  if (timeWait < ports * shares.most) return false;
  const isSpread = timeWait > 0 && toOneServer !== null && toOneServer <= usable * shares.toOneServer;
  return isSpread || (measured !== null && sustainable !== null && measured <= sustainable);
}
