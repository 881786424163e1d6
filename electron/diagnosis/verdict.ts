// The rules that lead from the evidence to one conclusion. Pure and total: whatever is known or not, there is an answer.
// Protects: more ports in use never make it less severe, and every reason refers to figures of the evidence.
import { isAtLeast } from '../contract/registry/parameters';
import { exhaustedShare, levelOfShare, shareOfUsable, type UsageLevel } from '../contract/usage/levels';
import { tcpStates } from '../contract/usage/sample';
import { dwordOf } from '../contract/registry/stored-value';
import type { EventCount, Evidence, TcpipEvent, UsageEvidence } from '../contract/diagnosis/diagnosis';
import type {
  Conclusion,
  Culprit,
  Lever,
  NextStep,
  Owner,
  Reason,
  Severity,
  Verdict,
} from '../contract/diagnosis/verdict';
import type { ProcessUsage } from '../contract/usage/usage';

/** The dynamic port range of Vista and later (929851); below nine tenths of it a range counts as small. */
const usualPorts = 16_384;
const smallShare = 0.9;
/** Above this, a wider range hardly helps: 65,535 ports are all there are. */
const widestWorthWidening = 55_000;
/** A program that leaves so many connections unclosed does not do so by chance. */
const leastUnclosed = 200;
const unclosedShare = 0.05;
/** A program that makes up this share of the rise is what rises. */
const growthShare = 0.5;
/** Ports in TIME_WAIT from which a rate that cannot be sustained is felt. */
const churnShare = 0.1;
/** Minutes to exhaustion at which it is urgent, and at which it is worth telling. */
const urgentMinutes = 30;
const foreseeableMinutes = 120;
const leastReasons = 2;
const mostReasons = 4;

/** One conclusion, why, and what to do next. */
export function verdictOf(evidence: Evidence): Verdict {
  const cause = culpritOf(evidence);
  const conclusion = conclusionOf(evidence, cause !== null);
  const isNamed = cause !== null && (conclusion === 'leak' || conclusion === 'exhausted-now');
  return {
    conclusion,
    severity: severityOf(conclusion, evidence),
    scope: { transport: 'tcp', ip: null, address: evidence.usage.known ? evidence.usage.value.address : null },
    culprit: isNamed ? cause.culprit : null,
    reasons: telling(conclusion, reasonsOf(conclusion, evidence, isNamed ? cause.reasons : [])).slice(0, mostReasons),
    nextStep: nextStepOf(conclusion, evidence, isNamed ? cause.culprit : null),
    recommendation: { kind: 'none', why: 'cause-unknown' },
  };
}

function conclusionOf(evidence: Evidence, hasCulprit: boolean): Conclusion {
  if (!evidence.usage.known) return pastOf(evidence) ?? 'not-known';
  const usage = evidence.usage.value;
  if (isExhausted(usage)) return 'exhausted-now';
  if (hasCulprit) return 'leak';
  if (isChurn(usage)) return 'churn';
  if (isForeseeable(usage)) return 'will-be-exhausted';
  if (levelOf(usage) !== 'normal') return isSmall(evidence) ? 'small-range' : 'will-be-exhausted';
  return pastOf(evidence) ?? 'not-ports';
}

/** What the past tells while it is calm: the log, and the fullest moment since this program watches. */
function pastOf(evidence: Evidence): Conclusion | null {
  const ranOut = eventOf(evidence, 4231) !== null || peakOf(evidence) !== null;
  if (ranOut && isSmall(evidence)) return 'small-range';
  if (eventOf(evidence, 4227) !== null) return 'churn';
  return ranOut || eventOf(evidence, 4266) !== null ? 'exhausted-before' : null;
}

function severityOf(conclusion: Conclusion, { usage }: Evidence): Severity {
  if (conclusion === 'not-known') return 'unknown';
  if (conclusion === 'not-ports') return 'ok';
  if (!usage.known) return 'warning';
  const isUrgent = isForeseeable(usage.value) && soonest(usage.value) <= urgentMinutes;
  return conclusion === 'exhausted-now' || levelOf(usage.value) === 'critical' || isUrgent ? 'critical' : 'warning';
}

function isExhausted(usage: UsageEvidence): boolean {
  const isFull = shareOfUsable(usage.ports, usage.usable) >= exhaustedShare;
  return isFull || ((usage.refused ?? 0) > 0 && levelOf(usage) === 'critical');
}

/** A rise that rests in TIME_WAIT ends by itself while connections come no faster than ports come back. */
function isForeseeable(usage: UsageEvidence): boolean {
  const {
    rate: { measured, sustainable },
    timeWait,
    ports,
  } = usage;
  const isPassing = measured !== null && sustainable !== null && measured <= sustainable && timeWait * 2 >= ports;
  return soonest(usage) <= foreseeableMinutes && !isPassing;
}

/** Minutes until the ports may be used up; infinite where nothing surely rises. */
function soonest({ forecast }: UsageEvidence): number {
  if (forecast.kind === 'exhausted') return 0;
  return forecast.kind === 'rising' ? forecast.toExhaustion.low : Number.POSITIVE_INFINITY;
}

/** Ports come back from TIME_WAIT more slowly than they are asked for, or most of a filling range rests there. */
function isChurn(usage: UsageEvidence): boolean {
  const isResting = usage.timeWait > 0 && usage.timeWait * 2 >= usage.ports && levelOf(usage) !== 'normal';
  return isResting || (isTooFast(usage) && usage.timeWait > usage.usable * churnShare);
}

function isTooFast({ rate }: UsageEvidence): boolean {
  return rate.measured !== null && rate.sustainable !== null && rate.measured > rate.sustainable;
}

function isSmall({ usage, ranges: { ipv4Tcp: ipv4 } }: Evidence): boolean {
  const usable = usage.known ? usage.value.usable : ipv4.known ? ipv4.value.number : null;
  return usable !== null && usable < usualPorts * smallShare;
}

function levelOf({ ports, usable }: { readonly ports: number; readonly usable: number }): UsageLevel {
  return levelOfShare(shareOfUsable(ports, usable));
}

interface Cause {
  readonly culprit: Culprit;
  readonly reasons: readonly Reason[];
}

/** The process that is to blame, if one is: it keeps ended connections open, makes up the rise, or holds over half of the range. */
function culpritOf({ usage }: Evidence): Cause | null {
  if (!usage.known) return null;
  const { processes, usable, forecast } = usage.value;
  const causes: Cause[] = [];
  for (const process of processes) {
    const { processId, name, ports, growth } = process;
    // Process 0 owns nothing: such ports were released by their process, or the system does not tell.
    if (processId === 0) continue;
    const owner = ownerOf(processId, name);
    const culprit: Culprit = { ...owner, ports, growth, handles: null };
    const unclosed = portsIn(process, 'CLOSE_WAIT');
    const reasons: Reason[] = [];
    if (unclosed >= Math.max(leastUnclosed, usable * unclosedShare))
      reasons.push({ code: 'owner-keeps-open', owner, unclosed });
    if (forecast.kind === 'rising' && growth !== null && growth > 0 && growth >= forecast.perMinute * growthShare) {
      reasons.push({ code: 'owner-grows', owner, perMinute: growth });
    }
    if (levelOf({ ports, usable }) !== 'normal') reasons.push({ code: 'owner-holds', owner, ports, usable });
    if (reasons.length > 0) causes.push({ culprit, reasons });
  }
  // The one that most speaks against; the largest first among equals.
  return causes.sort((one, other) => other.reasons.length - one.reasons.length)[0] ?? null;
}

function ownerOf(processId: number, name: string | null): Owner {
  return { kind: 'program', processId, processIds: [processId], name, path: null, company: null, services: [] };
}

function portsIn({ byState }: ProcessUsage, state: (typeof tcpStates)[number]): number {
  return byState[tcpStates.indexOf(state)] ?? 0;
}

/** A log without events, or without an answer, is a reason only where there is hardly another. */
function telling(conclusion: Conclusion, reasons: readonly Reason[]): readonly Reason[] {
  if (conclusion === 'not-ports' || conclusion === 'not-known') return reasons;
  const weighty = reasons.filter(({ code }) => code !== 'no-events' && code !== 'events-not-known');
  return weighty.length >= leastReasons ? weighty : reasons;
}

function reasonsOf(conclusion: Conclusion, evidence: Evidence, ofCulprit: readonly Reason[]): Reason[] {
  const { usage } = evidence;
  const log = logReasons(evidence);
  if (!usage.known) {
    const range = conclusion === 'small-range' ? rangeReasons(evidence) : [];
    return [{ code: 'usage-not-known', reason: usage.reason }, ...range, ...log];
  }
  const figures = usage.value;
  const { ports, usable, address, refused, timeWait, rate, forecast } = figures;
  const inUse: Reason = { code: 'in-use', transport: 'tcp', ip: null, address, ports, usable };
  const refusals: Reason[] = refused !== null && refused > 0 ? [{ code: 'refused', count: refused }] : [];
  const resting: Reason[] = timeWait > 0 ? [{ code: 'time-wait', timeWait, ports }] : [];
  const { measured, sustainable, timeWaitSeconds } = rate;
  const rates: Reason[] =
    measured === null || sustainable === null || timeWaitSeconds === null
      ? []
      : [{ code: 'rate', measured, sustainable, seconds: timeWaitSeconds }];
  const outlook: Reason[] = forecast.kind === 'rising' ? [{ code: 'forecast', forecast }] : [];
  const peak = peakOf(evidence);
  const past: Reason[] = peak ? [{ code: 'peak', ...peak }] : [];
  switch (conclusion) {
    case 'exhausted-now':
      return [
        inUse,
        ...refusals,
        ...ofCulprit,
        ...(isChurn(figures) ? resting : []),
        ...rangeReasons(evidence),
        ...log,
      ];
    case 'leak':
      return [inUse, ...ofCulprit, ...outlook, ...log, ...rangeReasons(evidence)];
    case 'churn':
      return [inUse, ...resting, ...(isTooFast(figures) ? rates : []), ...log, ...rangeReasons(evidence)];
    case 'will-be-exhausted':
      return [inUse, ...outlook, ...largestHolder(figures), ...rangeReasons(evidence), ...log];
    case 'small-range':
      return [inUse, ...rangeReasons(evidence), ...past, ...log];
    case 'exhausted-before':
      return [...log, ...past, inUse];
    case 'heavy-use':
    case 'excluded-ranges':
    case 'enough-now':
    case 'not-ports':
    case 'not-known':
      return [inUse, ...log, ...rates];
  }
}

/** Who holds most, where nobody is to blame. */
function largestHolder({ processes, usable }: UsageEvidence): Reason[] {
  const first = processes.find(({ processId }) => processId !== 0);
  if (!first) return [];
  const { processId, name, ports } = first;
  return [{ code: 'owner-holds', owner: ownerOf(processId, name), ports, usable }];
}

function rangeReasons(evidence: Evidence): Reason[] {
  const reasons: Reason[] = [];
  const waiting = storedNotInEffect(evidence);
  if (waiting) reasons.push(waiting);
  const {
    usage,
    ranges: { ipv4Tcp: ipv4 },
  } = evidence;
  const usable = usage.known ? usage.value.usable : ipv4.known ? ipv4.value.number : null;
  if (usable !== null && isSmall(evidence)) reasons.push({ code: 'small-range', usable, usual: usualPorts });
  if (usage.known && usage.value.excluded > usage.value.usable * churnShare)
    reasons.push({ code: 'excluded', excluded: usage.value.excluded, usable: usage.value.usable });
  return reasons;
}

/** MaxUserPort asks for more ports than Windows lends. */
function storedNotInEffect({
  of,
  maxUserPort,
  ranges: { ipv4Tcp: ipv4 },
}: Evidence): Extract<Reason, { code: 'stored-not-in-effect' }> | null {
  if (of === 'this-computer' || !maxUserPort.known || !ipv4.known) return null;
  const { parameter, stored: value } = maxUserPort.value;
  const stored = dwordOf(value);
  const last = ipv4.value.start + ipv4.value.number - 1;
  const isValid = stored !== null && stored >= parameter.min && stored <= parameter.max;
  return isValid && stored > last
    ? { code: 'stored-not-in-effect', stored, first: ipv4.value.start, last, why: 'restart' }
    : null;
}

function logReasons({ events, changedAt, takenAt }: Evidence): Reason[] {
  if (!events.known) return [{ code: 'events-not-known', reason: events.reason }];
  const { counts: found, since } = events.value;
  if (found.length === 0) return [{ code: 'no-events', since }];
  return found.map((event): Reason => ({
    code: counts(event, changedAt) ? 'event' : 'event-before-change',
    ageMs: takenAt - event.lastAt,
    ...event,
  }));
}

function eventOf({ events, changedAt }: Evidence, id: TcpipEvent): EventCount | null {
  return events.known
    ? (events.value.counts.find((event) => event.id === id && event.count > 0 && counts(event, changedAt)) ?? null)
    : null;
}

function counts({ lastAt }: EventCount, changedAt: number | null): boolean {
  return changedAt === null || lastAt >= changedAt;
}

/** The fullest moment, where it was critical and the range has not been widened since. */
function peakOf({
  usage,
  changedAt,
}: Evidence): { readonly ports: number; readonly usable: number; readonly at: number } | null {
  if (!usage.known || usage.value.peak === null) return null;
  const { ports, usable, at } = usage.value.peak;
  const isOutdated = usable < usage.value.usable || (changedAt !== null && at < changedAt);
  return !isOutdated && levelOf({ ports, usable }) === 'critical' ? { ports, usable, at } : null;
}

function nextStepOf(conclusion: Conclusion, evidence: Evidence, culprit: Culprit | null): NextStep {
  const lever = leverOf(evidence);
  const widen: NextStep = !canWiden(evidence)
    ? { code: 'watch' }
    : lever === 'MaxUserPort' && storedNotInEffect(evidence)
      ? { code: 'restart-computer', why: 'stored-waits', owner: null }
      : { code: 'widen', lever };
  switch (conclusion) {
    case 'exhausted-now':
      if (culprit) return closing(culprit);
      return evidence.usage.known && isChurn(evidence.usage.value) ? { code: 'reuse-connections', lever } : widen;
    case 'leak':
      return culprit ? closing(culprit) : widen;
    case 'churn':
      return { code: 'reuse-connections', lever };
    case 'will-be-exhausted':
    case 'heavy-use':
    case 'excluded-ranges':
    case 'small-range':
      return widen;
    case 'exhausted-before':
      return { code: 'watch' };
    case 'enough-now':
    case 'not-ports':
      return { code: 'look-elsewhere' };
    case 'not-known':
      return { code: 'measure' };
  }
}

function closing(owner: Culprit): NextStep {
  return { code: 'copy-process-details', owner };
}

/** The registry and netsh speak of the sockets only where all are of the same machine. */
function leverOf({ of, windows }: Evidence): Lever {
  if (of === 'this-computer' || !windows.known) return null;
  return isAtLeast(windows.value.version, 6, 0) ? 'dynamic-range' : 'MaxUserPort';
}

function canWiden({ ranges: { ipv4Tcp: ipv4 } }: Evidence): boolean {
  return !ipv4.known || ipv4.value.number < widestWorthWidening;
}
