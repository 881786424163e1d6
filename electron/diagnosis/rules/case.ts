// The evidence on one transport, brought together for the rules. Pure.
import type { EventCount, Evidence, UsageEvidence } from '../../contract/diagnosis/diagnosis';
import type { AttemptEvidence, Transport } from '../../contract/usage/port-attempt';
import type { UsageLevel } from '../../contract/usage/levels';
import type { EarlyRise, UsageForecast } from '../../contract/usage/usage';
import type { Scope } from '../../contract/diagnosis/verdict';
import { exclusionOf, fillsOf, fullestOf, isFull, levelOf, usableOfRange, type Exclusion, type Fill } from './fullness';
import { holdersOf, type Holder } from './holders';
import { eventOf, isFresh } from './past';
import { suspectOf, type Suspect } from './suspects';
import { churnOf, type Churn } from './time-wait';
import { verdictThresholds } from './thresholds';

export interface Case {
  readonly evidence: Evidence;
  readonly transport: Transport;
  /** Null where the sockets of this transport could not be read. */
  readonly usage: UsageEvidence | null;
  /** Every place where its ports can run out. */
  readonly fills: readonly Fill[];
  /** Where they run out first; of a version of IP that a port was refused for, unless another place is full. */
  readonly fill: Fill | null;
  readonly level: UsageLevel;
  readonly forecast: UsageForecast;
  readonly early: EarlyRise | null;
  /** The largest first. */
  readonly holders: readonly Holder[];
  readonly suspect: Suspect | null;
  /** The same where it is a leak. */
  readonly leak: Suspect | null;
  /** Who holds more than half of what is usable. */
  readonly heavy: Holder | null;
  readonly churn: Churn | null;
  /** The request for a port that was refused. */
  readonly refused: AttemptEvidence | null;
  /** The event that no port was left. */
  readonly ranOut: EventCount | null;
  readonly isFresh: boolean;
  /** Ports that are in use might not be among those that were counted. */
  readonly isBlind: boolean;
  /** Ports that can be assigned where they run out first, or of the TCP/IPv4 range; null where neither is known. */
  readonly usable: number | null;
  readonly isSmall: boolean;
  readonly exclusion: Exclusion | null;
  /** Excluded ranges take most of the range. */
  readonly isExcluded: boolean;
}

export function caseOf(evidence: Evidence, transport: Transport): Case {
  const isTcp = transport === 'tcp';
  const measured = evidence.usage.known ? evidence.usage.value : null;
  const usage = isTcp || measured?.udpProcesses ? measured : null;
  const fills = usage ? fillsOf(usage, transport) : [];
  const refused = refusedOf(evidence, transport);
  const fill = fillOf(fills, refused);
  const exclusion = usage && exclusionOf(usage, transport);
  const forecast: UsageForecast =
    usage && fill ? (isTcp ? usage.forecast : usage.udpForecast) : { kind: 'not-enough-data' };
  const holders = usage ? holdersOf((isTcp ? usage.processes : usage.udpProcesses) ?? [], evidence) : [];
  const suspect = suspectOf(evidence, fills, forecast, holders);
  const first = holders[0];
  const ranOut = eventOf(evidence, isTcp ? 4231 : 4266);
  const usable = fill?.usable ?? (isTcp ? usableOfRange(evidence) : null);
  return {
    evidence,
    transport,
    usage,
    fills,
    fill,
    level: fill ? levelOf(fill) : 'normal',
    forecast,
    early: (fill && (isTcp ? usage?.early : usage?.udpEarly)) ?? null,
    holders,
    suspect,
    leak: suspect?.isLeak ? suspect : null,
    heavy: fill && first && levelOf({ ports: first.ports, usable: fill.usable }) !== 'normal' ? first : null,
    churn: isTcp && usage ? churnOf(evidence, usage) : null,
    refused,
    ranOut,
    isFresh: isFresh(ranOut, evidence),
    isBlind: fill === null || (isTcp && measured?.bound === null),
    usable,
    isSmall: usable !== null && usable < verdictThresholds.usualPorts * verdictThresholds.smallShare,
    exclusion,
    isExcluded: exclusion !== null && isEaten(exclusion),
  };
}

/** What a case is about, where that is known. */
export function placeOf({ fill, transport }: Case): Scope {
  return fill ?? { transport, ip: null, address: null };
}

function refusedOf({ attempts }: Evidence, transport: Transport): AttemptEvidence | null {
  return attempts.find((attempt) => attempt.transport === transport && attempt.answer.kind === 'refused') ?? null;
}

function fillOf(fills: readonly Fill[], refused: AttemptEvidence | null): Fill | null {
  const fullest = fullestOf(fills);
  if (!refused || !fullest || isFull(fullest)) return fullest;
  return fullestOf(fills.filter(({ ip }) => ip === refused.ip)) ?? fullest;
}

function isEaten({ excluded, usable }: Exclusion): boolean {
  return excluded >= (excluded + usable) * verdictThresholds.excludedShare;
}
