// The rules: from the evidence on one transport to its conclusion, and how bad it is. Pure and total.
// Protects: a refused request outranks every count; more ports in use are never less severe; what decides and is unknown is never "ok".
import { portsIn } from '../../contract/usage/sample';
import { middleOf } from '../../contract/usage/status';
import { endsByItself } from '../../contract/usage/sustainable-rise';
import type { Conclusion, Severity } from '../../contract/diagnosis/verdict';
import { isFull } from './fullness';
import { eventOf, peakOf } from './past';
import { shortageOf } from './recorded';
import { isDnsReserve } from './suspects';
import { busiestServer, sustainableOf } from './time-wait';
import type { Case } from './case';
import { verdictThresholds } from './thresholds';

/** What is wrong with the ports of a transport; null where nothing is, as far as is known. */
export function conclusionOf(of: Case): Conclusion | null {
  if (isExhausted(of)) return 'exhausted-now';
  if (!of.usage) return pastOf(of);
  if (of.leak) return 'leak';
  if (of.churn) return 'churn';
  if (of.isExcluded) return 'excluded-ranges';
  if (isForeseeable(of)) return 'will-be-exhausted';
  if (of.level !== 'normal') {
    if (of.isSmall) return 'small-range';
    return of.heavy ? 'heavy-use' : 'will-be-exhausted';
  }
  return reservedOf(of) ?? pastOf(of);
}

/** What the past tells while it is calm: the log, the recording, and the fullest moment since this program watches. */
function pastOf(of: Case): Conclusion | null {
  const { evidence, transport, isSmall, ranOut } = of;
  const isTcp = transport === 'tcp';
  const hasRunOut = ranOut !== null || (isTcp && peakOf(evidence) !== null) || shortageOf(of) !== null;
  if (hasRunOut && isSmall) return 'small-range';
  if (isTcp && eventOf(evidence, 4227) !== null) return 'churn';
  return hasRunOut ? 'exhausted-before' : null;
}

/** Error 10013 may be a port that Windows keeps for itself, and is no exhaustion: which port was asked for is not known. */
function reservedOf({ evidence: { reported, excluded }, transport }: Case): Conclusion | null {
  const isReserved = transport === 'tcp' && reported === '10013' && excluded.known && excluded.value.length > 0;
  return isReserved ? 'excluded-ranges' : null;
}

function isExhausted({ usage, fill, level, refused, isFresh, isBlind }: Case): boolean {
  if (refused) return true;
  if (isFresh && (isBlind || level !== 'normal')) return true;
  if (!usage || !fill) return false;
  const isRefusing = fill.transport === 'tcp' && (usage.refused ?? 0) > 0 && level === 'critical';
  return isRefusing || isFull(fill);
}

/** A rise that ends by itself is none. */
function isForeseeable(of: Case): boolean {
  return (of.early !== null || soonest(of) <= verdictThresholds.foreseeableMinutes) && !isPassing(of);
}

/**
 * A DNS server takes its reserve once; and what stays in TIME_WAIT comes to an end while connections come no faster than
 * their servers can spare the ports.
 */
function isPassing({ usage, evidence, transport, forecast, early, holders }: Case): boolean {
  if (!usage) return false;
  const { growthShare, mostShare, churnShare } = verdictThresholds;
  if (transport === 'udp') {
    const rise = forecast.kind === 'rising' ? forecast.perMinute : (early?.perMinute ?? Infinity);
    return holders.some((holder) => isDnsReserve(holder) && (holder.growth ?? 0) >= rise * growthShare);
  }
  const { timeWait, ports, usable, rate } = usage;
  const server = busiestServer(usage);
  return endsByItself(
    {
      ports,
      usable,
      timeWait,
      toOneServer: server && portsIn(server, 'TIME_WAIT'),
      measured: rate.measured,
      sustainable: sustainableOf(evidence, usage)?.perSecond ?? null,
    },
    { most: mostShare, toOneServer: churnShare },
  );
}

/** Minutes until the ports are used up, the middle of what is likely as in the status; infinite where nothing surely rises. */
function soonest({ forecast }: Case): number {
  if (forecast.kind === 'exhausted') return 0;
  return forecast.kind === 'rising' ? middleOf(forecast.toExhaustion) : Number.POSITIVE_INFINITY;
}

/** How bad a conclusion is, whatever led to it. */
export function severityOf(conclusion: Conclusion, of: Case): Severity {
  switch (conclusion) {
    case 'exhausted-now':
      return 'critical';
    case 'enough-now':
      return 'neutral';
    case 'not-ports':
      return 'ok';
    case 'not-known':
      return 'unknown';
    case 'leak':
    case 'churn':
    case 'will-be-exhausted':
    case 'heavy-use':
    case 'excluded-ranges':
    case 'small-range':
    case 'exhausted-before': {
      const isUrgent = isForeseeable(of) && soonest(of) <= verdictThresholds.urgentMinutes;
      return of.level === 'critical' || isUrgent || of.isFresh ? 'critical' : 'warning';
    }
  }
}

/** What is said where nothing is wrong with either transport, as far as is known. */
export function calmConclusion(tcp: Case, udp: Case): Conclusion {
  const { evidence } = tcp;
  const { usage, events, trend, reported, excluded } = evidence;
  if (!usage.known) return 'not-known';
  if (!events.known && (tcp.isBlind || udp.isBlind)) return 'not-known';
  if (reported === '10013' && !excluded.known) return 'not-known';
  const isReportedUnseen = (reported === '10055' || reported === 'ERR_NO_BUFFER_SPACE') && !events.known;
  const isOpen =
    trend.kind !== 'known' || tcp.suspect || udp.suspect || isReportedUnseen || reported === 'after-restart';
  return isOpen ? 'enough-now' : 'not-ports';
}
