// What to do first, from the conclusion. Pure.
// Protects: nobody is told to close a part of Windows, or a program that only needs many ports.
import { isAtLeast } from '../../contract/registry/parameters';
import type { RangeName } from '../../contract/port-ranges/dynamic-ranges';
import type { Evidence } from '../../contract/diagnosis/diagnosis';
import type { Conclusion, Culprit, Lever, NextStep, Owner, Scope } from '../../contract/diagnosis/verdict';
import { recordedCulprit } from './recorded';
import { storedNotInEffect } from './stored-value';
import type { Case } from './case';
import { verdictThresholds } from './thresholds';

export function nextStepOf(conclusion: Conclusion, of: Case): NextStep {
  const { evidence, suspect, heavy, churn, isExcluded, transport } = of;
  const lever = leverOf(evidence, transport);
  switch (conclusion) {
    case 'exhausted-now': {
      // Steady use of UDP is a matter of its range: a DNS server reserves its ports.
      const holder = suspect?.holder ?? (transport === 'tcp' ? heavy : null);
      if (holder) return release(holder.owner);
      if (churn) return { code: 'reuse-connections', lever };
      if (isExcluded) return { code: 'move-excluded', lever };
      return of.isBlind && of.level === 'normal' ? { code: 'see-bound' } : widen(of, lever);
    }
    case 'leak':
      return suspect ? release(suspect.holder.owner) : widen(of, lever);
    case 'churn':
      return { code: 'reuse-connections', lever };
    case 'will-be-exhausted':
      return isOnlyEarly(of) ? watch(evidence) : widen(of, lever);
    case 'heavy-use':
    case 'small-range':
      return widen(of, lever);
    case 'excluded-ranges':
      return { code: 'move-excluded', lever };
    case 'exhausted-before': {
      const culprit = recordedCulprit(of);
      const isCloseable = culprit?.kind === 'program' || culprit?.kind === 'service';
      return culprit && isCloseable ? release(ownerAlone(culprit)) : { code: 'watch' };
    }
    case 'enough-now':
      return watch(evidence);
    case 'not-ports':
      return { code: 'look-elsewhere' };
    case 'not-known':
      return measure(evidence);
  }
}

/** Whether a rise of half a minute is all there is: who rises, and whether it goes on, is not known then. */
export function isOnlyEarly({ early, forecast, level, evidence: { trend } }: Case): boolean {
  return early !== null && forecast.kind === 'not-enough-data' && level === 'normal' && trend.kind !== 'known';
}

function ownerAlone({ kind, processId, processIds, name, path, company, services }: Culprit): Owner {
  return { kind, processId, processIds, name, path, company, services };
}

/** How the ports of an owner come back. */
function release(owner: Owner): NextStep {
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
      return { code: 'see-bound' };
  }
}

function widen({ evidence, fill, transport }: Case, lever: Lever): NextStep {
  if (isWide(evidence, fill ?? { transport, ip: null, address: null })) return { code: 'watch' };
  if (lever === 'MaxUserPort' && storedNotInEffect(evidence)?.why === 'restart')
    return { code: 'restart-computer', why: 'stored-waits', owner: null };
  return { code: 'widen', lever };
}

/** Whether a larger range would hardly give more. */
export function isWide({ ranges }: Evidence, scope: Scope): boolean {
  const range = ranges[rangeNameOf(scope)];
  return range.known && range.value.number >= verdictThresholds.widestWorthWidening;
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

function measure({ usage, events, excluded }: Evidence): NextStep {
  const isDenied = [usage, events, excluded].some((reading) => !reading.known && reading.reason === 'denied');
  if (isDenied) return { code: 'measure-as-administrator' };
  return usage.known && usage.value.bound === null ? { code: 'see-bound' } : { code: 'measure' };
}
