// Why a conclusion was reached: the figures of the evidence that led to it, the weightiest first. Pure.
// Protects: every figure is one of the evidence, or a sum of such.
import type { ReportedError } from '../../contract/diagnosis/diagnosis';
import type { Conclusion, Reason } from '../../contract/diagnosis/verdict';
import { fillsOf } from './fullness';
import { portsIn } from '../../contract/usage/sample';
import type { Holder } from './holders';
import { logReasons, peakOf } from './past';
import { recordedReasons } from './recorded';
import { storedNotInEffect } from './stored-value';
import { busiestServer, isSpread, sustainableOf } from './time-wait';
import type { Case } from './case';
import { verdictThresholds } from './thresholds';

const leastReasons = 2;
const mostReasons = 4;

/** Two to four, and beyond them what the person said, and a stored value that waits for the restart: neither is ever cut off. */
export function reasonsOf(conclusion: Conclusion, of: Case): Reason[] {
  const first = weighed(conclusion, candidates(conclusion, of)).slice(0, mostReasons);
  const waiting = stored(of).filter((reason) => reason.code === 'stored-not-in-effect' && reason.why === 'restart');
  const untold = [...waiting, ...reported(of)].filter(({ code }) => first.every((told) => told.code !== code));
  return [...first, ...untold];
}

/** A log without events, or without an answer, is a reason only where there is hardly another. */
function weighed(conclusion: Conclusion, reasons: readonly Reason[]): readonly Reason[] {
  if (conclusion === 'not-ports' || conclusion === 'not-known' || conclusion === 'enough-now') return reasons;
  const weighty = reasons.filter(({ code }) => code !== 'no-events' && code !== 'events-not-known');
  return weighty.length >= leastReasons ? weighty : reasons;
}

function candidates(conclusion: Conclusion, of: Case): Reason[] {
  const { evidence, transport, usage, suspect, leak, heavy, churn } = of;
  const recorded = recordedReasons(of);
  const log = [...recorded, ...logReasons(evidence, transport === 'tcp' ? 4231 : 4266)];
  const range = [...stored(of), ...sizes(of)];
  const inUse = inUseReasons(of);
  const signs = suspect?.reasons ?? [];
  switch (conclusion) {
    case 'exhausted-now':
      return [
        ...attempts(of, 'refused'),
        ...inUse,
        ...refusals(of),
        ...(leak ? leak.reasons : holding(of, heavy)),
        ...(churn ? waiting(of) : []),
        ...boundUnknown(of),
        ...range,
        ...log,
      ];
    case 'leak':
      return [...inUse, ...signs, ...reported(of, 'after-restart'), ...outlook(of), ...handles(of), ...log, ...range];
    case 'churn':
      return [
        ...inUse,
        ...waiting(of),
        ...reported(of, '10048'),
        ...(isTooFast(of) ? rates(of) : []),
        ...log,
        ...range,
      ];
    case 'will-be-exhausted':
      return [...inUse, ...outlook(of), ...stored(of), ...holding(of, of.holders[0] ?? null), ...sizes(of), ...log];
    case 'heavy-use':
      return [...inUse, ...holding(of, heavy), ...trend(of), ...outlook(of), ...range, ...log];
    case 'excluded-ranges':
      return [...reported(of, '10013'), ...exclusions(of), ...inUse, ...outlook(of), ...log];
    case 'small-range':
      return [...inUse, ...range, ...(recorded.length > 0 ? [] : peaks(of)), ...log];
    case 'exhausted-before':
      return usage
        ? [...log, ...(recorded.length > 0 ? [] : peaks(of)), ...reported(of, 'after-restart'), ...inUse]
        : [...inUse, ...log, ...reported(of, 'after-restart')];
    case 'enough-now':
      return [...reported(of), ...inUse, ...signs, ...trend(of), ...log, ...attempts(of, 'granted')];
    case 'not-ports':
      return [...reported(of), ...inUse, ...spread(of), ...log, ...rates(of), ...attempts(of, 'granted')];
    case 'not-known':
      return [...reported(of), ...(usage ? [] : inUse), ...uncounted(of), ...log, ...(usage ? inUse : [])];
  }
}

/** How full it is, or that it is not known. */
function inUseReasons({ fill, evidence, usage, transport }: Case): Reason[] {
  // Of a range that is excluded altogether there is nothing to be in use.
  if (fill)
    return fill.usable === 0
      ? []
      : [{ code: 'in-use', ...fill, isLeast: transport === 'tcp' && usage?.bound === null }];
  if (evidence.usage.known) return [{ code: 'udp-not-known' }];
  return [{ code: 'usage-not-known', reason: evidence.usage.reason }];
}

function attempts({ evidence, transport, refused }: Case, kind: 'refused' | 'granted'): Reason[] {
  const attempt =
    kind === 'refused'
      ? refused
      : evidence.attempts.find((each) => each.transport === transport && each.answer.kind === 'granted');
  if (!attempt) return [];
  const { ip, answer } = attempt;
  const address = isAny(attempt.address) ? null : attempt.address;
  if (answer.kind === 'refused') return [{ code: 'attempt-refused', transport, ip, address, error: answer.error }];
  return answer.kind === 'granted' ? [{ code: 'attempt-granted', transport, ip, address, port: answer.port }] : [];
}

/** Any local address: Windows chooses. */
export function isAny(address: string): boolean {
  return address === '0.0.0.0' || address === '::';
}

function refusals({ usage, transport }: Case): Reason[] {
  const count = transport === 'tcp' ? (usage?.refused ?? 0) : 0;
  return count > 0 ? [{ code: 'refused', count }] : [];
}

function holding({ fill }: Case, holder: Holder | null): Reason[] {
  return holder && fill ? [{ code: 'owner-holds', owner: holder.owner, ports: holder.ports, usable: fill.usable }] : [];
}

function handles({ suspect }: Case): Reason[] {
  const { manyHandles, tooManyHandles } = verdictThresholds;
  const count = suspect?.holder.handles ?? null;
  if (!suspect || count === null || count <= manyHandles) return [];
  const over = count > tooManyHandles ? tooManyHandles : manyHandles;
  return [{ code: 'owner-handles', owner: suspect.holder.owner, handles: count, over }];
}

function outlook({ forecast, early }: Case): Reason[] {
  if (forecast.kind === 'rising') return [{ code: 'forecast', forecast }];
  return early ? [{ code: 'early-rise', early }] : [];
}

function waiting({ usage, churn }: Case): Reason[] {
  if (!usage) return [];
  const { timeWait, ports, usable } = usage;
  const server = churn?.server;
  if (!server) {
    if (timeWait === 0) return [];
    const most = busiestServer(usage);
    const all: Reason = { code: 'time-wait', timeWait, ports };
    return most ? [all, { code: 'many-servers', timeWait, most: portsIn(most, 'TIME_WAIT') }] : [all];
  }
  const { address, port, lastOwner } = server;
  const ofServer = { address, port, timeWait: portsIn(server, 'TIME_WAIT'), usable };
  return [{ code: 'server', ...ofServer, lastOwner: lastOwner?.name ?? null }];
}

/** Busy, and sustainable. */
function spread({ usage }: Case): Reason[] {
  const server = usage && isSpread(usage) ? busiestServer(usage) : null;
  return usage && server
    ? [{ code: 'many-servers', timeWait: usage.timeWait, most: portsIn(server, 'TIME_WAIT') }]
    : [];
}

function rates({ usage, evidence, transport }: Case): Reason[] {
  if (!usage || transport === 'udp') return [];
  const sustainable = sustainableOf(evidence, usage);
  const { measured } = usage.rate;
  if (measured === null || !sustainable) return [];
  return [{ code: 'rate', measured, sustainable: sustainable.perSecond, seconds: sustainable.seconds }];
}

function isTooFast(of: Case): boolean {
  return rates(of).some((reason) => reason.code === 'rate' && reason.measured > reason.sustainable);
}

function stored({ evidence, transport }: Case): Reason[] {
  const waits = transport === 'tcp' ? storedNotInEffect(evidence) : null;
  return waits ? [waits] : [];
}

/** What makes the range small. */
function sizes(of: Case): Reason[] {
  const { usable, isSmall, exclusion } = of;
  const isTold = exclusion !== null && exclusion.excluded > exclusion.usable * verdictThresholds.excludedWorthTelling;
  return [
    ...(isSmall && usable !== null && usable > 0
      ? [{ code: 'small-range', usable, usual: verdictThresholds.usualPorts } as const]
      : []),
    ...(isTold ? exclusions(of) : []),
  ];
}

function exclusions({ exclusion }: Case): Reason[] {
  return exclusion ? [{ code: 'excluded', ...exclusion }] : [];
}

function peaks({ evidence, transport }: Case): Reason[] {
  const peak = transport === 'tcp' ? peakOf(evidence) : null;
  return peak ? [{ code: 'peak', ...peak }] : [];
}

/** What the user saw; only where it is `error`, if one is given. */
function reported({ evidence: { reported: seen } }: Case, error?: ReportedError): Reason[] {
  return seen !== null && (error === undefined || error === seen) ? [{ code: 'reported', error: seen }] : [];
}

function trend({ evidence }: Case): Reason[] {
  return evidence.trend.kind === 'known' ? [] : [{ code: 'trend-not-known' }];
}

/** Bound ports were not counted. */
function boundUnknown({ usage, transport }: Case): Reason[] {
  return transport === 'tcp' && usage?.bound === null ? [{ code: 'bound-not-known' }] : [];
}

/** What may be in use without having been counted. */
function uncounted({ evidence: { usage, reported: seen, excluded } }: Case): Reason[] {
  if (!usage.known) return [];
  return [
    ...(usage.value.bound === null ? [{ code: 'bound-not-known' } as const] : []),
    ...(fillsOf(usage.value, 'udp').length > 0 ? [] : [{ code: 'udp-not-known' } as const]),
    ...(seen === '10013' && !excluded.known ? [{ code: 'excluded-not-known', reason: excluded.reason } as const] : []),
  ];
}
