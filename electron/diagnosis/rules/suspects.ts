// Who takes ports and does not give them back. Pure.
// Protects: growth counts only with a level, and a larger range never makes a leak look harmless.
import type { Evidence } from '../../contract/diagnosis/diagnosis';
import type { Reason } from '../../contract/diagnosis/verdict';
import type { UsageForecast } from '../../contract/usage/usage';
import { fullestOf, type Fill } from './fullness';
import type { Holder } from './holders';
import { verdictThresholds } from './thresholds';

export interface Suspect {
  readonly holder: Holder;
  readonly reasons: readonly Reason[];
  /** False: it would be a leak on a small range only, and is worth watching. */
  readonly isLeak: boolean;
}

const minuteMs = 60_000;
const minutesPerHour = 60;

/** What the ranges are taken for when shares and growth are judged. */
interface Yardstick {
  readonly ports: number;
  /** Ports that are left where fewest are. */
  readonly left: number;
}

interface Circumstances {
  readonly evidence: Evidence;
  readonly fullest: Fill;
  /** Ports of the largest range: the forecast says nothing about rises that are slow for it. */
  readonly largest: number;
  readonly forecast: UsageForecast;
}

/** The one that most speaks against: a leak before what is worth watching, then by reasons, then by size. */
export function suspectOf(
  evidence: Evidence,
  fills: readonly Fill[],
  forecast: UsageForecast,
  holders: readonly Holder[],
): Suspect | null {
  const fullest = fullestOf(fills);
  if (!fullest) return null;
  const { usualPorts, oldPorts } = verdictThresholds;
  const least = (of: (fill: Fill) => number) => fills.reduce((lowest, fill) => Math.min(lowest, of(fill)), Infinity);
  const asItIs: Yardstick = {
    ports: Math.min(
      usualPorts,
      Math.max(
        oldPorts,
        least(({ usable }) => usable),
      ),
    ),
    left: least(({ usable, ports }) => Math.max(oldPorts, usable) - ports),
  };
  const asOnOld: Yardstick = { ports: oldPorts, left: least(({ ports }) => oldPorts - ports) };
  const largest = fills.reduce((most, { usable }) => Math.max(most, usable), 0);
  const at: Circumstances = { evidence, fullest, largest, forecast };
  const suspects = holders.flatMap((holder): Suspect[] => {
    const reasons = signsOf(at, holder, asItIs);
    if (reasons.length > 0) return [{ holder, reasons, isLeak: true }];
    const onOld = signsOf(at, holder, asOnOld);
    // "It works again after a restart" is what a leak looks like to its user.
    return onOld.length > 0 ? [{ holder, reasons: onOld, isLeak: evidence.reported === 'after-restart' }] : [];
  });
  const byWeight = (one: Suspect, other: Suspect) =>
    Number(other.isLeak) - Number(one.isLeak) || other.reasons.length - one.reasons.length;
  return suspects.sort(byWeight)[0] ?? null;
}

function signsOf(at: Circumstances, holder: Holder, yardstick: Yardstick): Reason[] {
  const { leastUnclosed, unclosedShare, leastOfGone, leakShare } = verdictThresholds;
  const { owner, bound, unclosed, growth } = holder;
  const { transport, usable } = at.fullest;
  const reasons: Reason[] = [];
  const isLeftBehind = owner.kind === 'gone' && bound >= leastOfGone;
  // Every UDP socket is bound and not connected: that tells nothing.
  if (transport === 'tcp' && (bound >= yardstick.ports * leakShare || isLeftBehind))
    reasons.push({ code: 'owner-binds', owner, bound, usable });
  if (transport === 'tcp' && unclosed >= Math.max(leastUnclosed, yardstick.ports * unclosedShare))
    reasons.push({ code: 'owner-keeps-open', owner, unclosed });
  if (growth !== null && isGrowing(at, holder, growth, yardstick))
    reasons.push({ code: 'owner-grows', owner, perMinute: growth });
  return reasons;
}

function isGrowing(
  { evidence: { takenAt }, fullest, largest, forecast }: Circumstances,
  holder: Holder,
  growth: number,
  { ports, left }: Yardstick,
): boolean {
  const { leastGrowthPerHour, growthShare, leakShare, foreseeableMinutes, leastRiseMinutes } = verdictThresholds;
  const perHour = growth * minutesPerHour;
  if (growth <= 0 || perHour < ports * leastGrowthPerHour) return false;
  if (fullest.transport === 'udp' && isDnsReserve(holder)) return false;
  // What rises while all ports together do not is made up for by others; but a slow rise on a large range is no forecast.
  const isWhatRises =
    forecast.kind === 'rising'
      ? growth >= forecast.perMinute * growthShare
      : forecast.kind !== 'steady' || perHour < largest * leastGrowthPerHour;
  if (!isWhatRises) return false;
  return (
    holder.ports >= ports * leakShare ||
    left / growth <= foreseeableMinutes ||
    (holder.risingSince !== null && takenAt - holder.risingSince >= leastRiseMinutes * minuteMs)
  );
}

/** A DNS server takes its reserve of UDP ports at its start, and keeps it. */
export function isDnsReserve({ owner: { name, services }, ports }: Holder): boolean {
  const isDns = name?.toLowerCase() === 'dns.exe' || services.some((service) => service.name.toLowerCase() === 'dns');
  return isDns && ports <= verdictThresholds.dnsReserve;
}
