// Whether ports in TIME_WAIT are what is missing. Pure.
// Protects: TIME_WAIT blocks connections to the same server only, so each server is judged apart where they are known.
import type { Evidence, UsageEvidence } from '../../contract/diagnosis/diagnosis';
import type { EndpointUsage } from '../../contract/usage/usage';
import { portsIn } from '../../contract/usage/sample';
import { levelOf } from './fullness';
import { verdictThresholds } from './thresholds';

/** Too many short connections; `server` is where most of them go, null where there are many or none is known. */
export interface Churn {
  readonly server: EndpointUsage | null;
}

/** New connections a second to one server that can go on: what is usable, divided by the seconds in TIME_WAIT. */
export function sustainableOf(
  { timeWaitSeconds }: Evidence,
  { rate, usable }: UsageEvidence,
): {
  readonly perSecond: number;
  readonly seconds: number;
} | null {
  if (timeWaitSeconds.known && timeWaitSeconds.value > 0)
    return { perSecond: usable / timeWaitSeconds.value, seconds: timeWaitSeconds.value };
  return rate.sustainable === null || rate.timeWaitSeconds === null
    ? null
    : { perSecond: rate.sustainable, seconds: rate.timeWaitSeconds };
}

/** The server with the most ports in TIME_WAIT. */
export function busiestServer({ endpoints }: UsageEvidence): EndpointUsage | null {
  return endpoints.reduce<EndpointUsage | null>(
    (most, each) => (most === null || portsIn(each, 'TIME_WAIT') > portsIn(most, 'TIME_WAIT') ? each : most),
    null,
  );
}

export function churnOf(evidence: Evidence, usage: UsageEvidence): Churn | null {
  const { timeWait, ports, usable, rate } = usage;
  const server = busiestServer(usage);
  const toServer = server ? portsIn(server, 'TIME_WAIT') : timeWait;
  const atServer = server ? server.ports : ports;
  const isMostlyWaiting = isMost(timeWait, ports);
  const isOneServer = server !== null && isMost(toServer, timeWait);
  const measured = server ? (server.newPerSecond ?? (isOneServer ? rate.measured : null)) : rate.measured;
  const sustainable = sustainableOf(evidence, usage);
  const isFelt = toServer > usable * verdictThresholds.churnShare;
  const isTooFast = measured !== null && sustainable !== null && measured > sustainable.perSecond;
  const isFilling = isMost(toServer, atServer) && levelOf({ ports: atServer, usable }) !== 'normal';
  if (isFilling || (isFelt && (isTooFast || evidence.reported === '10048'))) return { server };
  return isMostlyWaiting && levelOf(usage) !== 'normal' ? { server: isOneServer ? server : null } : null;
}

/** Many ports are in TIME_WAIT, and no server has enough of them to be blocked. */
export function isSpread(usage: UsageEvidence): boolean {
  const server = busiestServer(usage);
  return (
    server !== null &&
    isMost(usage.timeWait, usage.ports) &&
    portsIn(server, 'TIME_WAIT') <= usage.usable * verdictThresholds.churnShare
  );
}

function isMost(part: number, whole: number): boolean {
  return part > 0 && part >= whole * verdictThresholds.mostShare;
}
