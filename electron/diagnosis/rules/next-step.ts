// What to do first, from the conclusion. Pure.
// Protects: nobody is told to close a part of Windows, or a program that only needs many ports; and nobody is told to add ports
// where none can be had.
import { isAtLeast } from '../../contract/registry/parameters';
import { rangeLimits, type RangeName } from '../../contract/port-ranges/dynamic-ranges';
import type { Evidence } from '../../contract/diagnosis/diagnosis';
import type { Recommendation } from '../../contract/diagnosis/recommendation';
import type { Conclusion, Culprit, Lever, NextStep, Owner, Scope } from '../../contract/diagnosis/verdict';
import { recordedCulprit } from './recorded';
import { storedNotInEffect } from './stored-value';
import { placeOf, type Case } from './case';
import { verdictThresholds } from './thresholds';

export function nextStepOf(conclusion: Conclusion, of: Case, recommendation: Recommendation): NextStep {
  const { evidence, leak, churn, transport } = of;
  const lever = leverOf(evidence, transport);
  switch (conclusion) {
    case 'exhausted-now':
      if (leak) return release(leak.holder.owner, evidence);
      if (isUnseen(of))
        return of.isBlind ? seeBound(evidence) : { code: 'restart-computer', why: 'hidden-holder', owner: null };
      if (churn) return reuse(of, recommendation);
      return of.isExcluded ? { code: 'move-excluded', lever } : widen(conclusion, of, recommendation);
    case 'leak':
      return leak ? release(leak.holder.owner, evidence) : widen(conclusion, of, recommendation);
    case 'churn':
      return reuse(of, recommendation);
    case 'will-be-exhausted':
      return isOnlyEarly(of) ? watch(evidence) : widen(conclusion, of, recommendation);
    case 'heavy-use':
    case 'small-range':
      return widen(conclusion, of, recommendation);
    case 'excluded-ranges':
      return of.isExcluded
        ? { code: 'move-excluded', lever }
        : { code: 'check-excluded', command: exclusions(evidence) };
    case 'exhausted-before': {
      const culprit = recordedCulprit(of);
      const isCloseable = culprit?.kind === 'program' || culprit?.kind === 'service';
      if (culprit && isCloseable) return release(ownerAlone(culprit), evidence);
      return of.usage ? { code: 'watch' } : measure(evidence);
    }
    case 'enough-now':
      return watch(evidence);
    case 'not-ports':
      return { code: 'look-elsewhere' };
    case 'not-known':
      return measure(evidence);
  }
}

/** Whether the ports that are known to be in use, or excluded, do not explain that none is left. */
export function isUnseen({ level, isExcluded }: Case): boolean {
  return level === 'normal' && !isExcluded;
}

/** Whether a rise of half a minute is all there is: who rises, and whether it goes on, is not known then. */
export function isOnlyEarly({ early, forecast, level, evidence: { trend } }: Case): boolean {
  return early !== null && forecast.kind === 'not-enough-data' && level === 'normal' && trend.kind !== 'known';
}

function ownerAlone({ kind, processId, processIds, name, path, company, services }: Culprit): Owner {
  return { kind, processId, processIds, name, path, company, services };
}

/** How the ports of an owner come back. */
function release(owner: Owner, evidence: Evidence): NextStep {
  switch (owner.kind) {
    case 'program':
      return { code: 'copy-process-details', owner };
    case 'service':
      return owner.services.some(({ isStoppable }) => isStoppable)
        ? { code: 'restart-service', owner }
        : { code: 'restart-computer', why: 'service-not-stoppable', owner };
    case 'system':
      return { code: 'restart-computer', why: 'driver', owner };
    case 'protected':
      return { code: 'restart-computer', why: 'protected', owner };
    case 'gone':
      return { code: 'restart-computer', why: 'owner-gone', owner };
    case 'unknown':
      return seeBound(evidence);
  }
}

function reuse({ evidence, transport }: Case, recommendation: Recommendation): NextStep {
  const hasMore =
    recommendation.kind !== 'none' || (recommendation.why !== 'widest-already' && recommendation.why !== 'little-gain');
  return { code: 'reuse-connections', lever: leverOf(evidence, transport), addsPorts: hasMore };
}

function widen(conclusion: Conclusion, of: Case, recommendation: Recommendation): NextStep {
  const { evidence, transport, heavy } = of;
  const isWidest = recommendation.kind === 'none' && recommendation.why === 'widest-already';
  if (isWidest || isWide(evidence, placeOf(of))) {
    const isOfOne = conclusion === 'exhausted-now' || conclusion === 'heavy-use';
    if (isOfOne && heavy) return { code: 'use-fewer-ports', owner: heavy.owner };
    return conclusion === 'exhausted-now'
      ? { code: 'restart-computer', why: 'widest-range', owner: null }
      : { code: 'use-fewer-ports', owner: null };
  }
  const lever = leverOf(evidence, transport);
  if (lever === 'MaxUserPort' && storedNotInEffect(evidence)?.why === 'restart')
    return { code: 'restart-computer', why: 'stored-waits', owner: null };
  return { code: 'widen', lever };
}

/** Whether a larger range would hardly give more. */
export function isWide({ ranges }: Evidence, scope: Scope): boolean {
  const range = ranges[rangeNameOf(scope)];
  return range.known && range.value.number * verdictThresholds.leastGain > rangeLimits.number.max;
}

export function rangeNameOf({ transport, ip }: Scope): RangeName {
  if (transport === 'tcp') return ip === 'ipv6' ? 'ipv6Tcp' : 'ipv4Tcp';
  return ip === 'ipv6' ? 'ipv6Udp' : 'ipv4Udp';
}

/** The registry and netsh speak of the sockets only where all are of the same machine. */
export function leverOf({ of, windows }: Evidence, transport: Scope['transport']): Lever {
  if (of === 'this-computer' || !windows.known) return null;
  if (!isAtLeast(windows.value.version, 6, 0)) return 'MaxUserPort';
  return transport === 'tcp' ? 'dynamic-range' : 'udp-range';
}

function watch({ trend }: Evidence): NextStep {
  if (trend.kind === 'known') return { code: 'watch' };
  return { code: 'watch-trend', remainingMs: trend.kind === 'watching' ? trend.remainingMs : null };
}

function measure(evidence: Evidence): NextStep {
  const { usage, events, excluded } = evidence;
  const isDenied = [usage, events, excluded].some((reading) => !reading.known && reading.reason === 'denied');
  if (isDenied) return { code: 'measure-as-administrator' };
  return usage.known && usage.value.bound === null ? seeBound(evidence) : { code: 'measure' };
}

function seeBound({ portsCommand: command }: Evidence): NextStep {
  return { code: 'see-bound', command };
}

/** Earlier releases, and other systems, have no such list. */
function exclusions(evidence: Evidence): string | null {
  return leverOf(evidence, 'tcp') === 'dynamic-range' ? 'netsh int ipv4 show excludedportrange tcp' : null;
}
