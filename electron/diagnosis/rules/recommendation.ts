// Whether more ports help, and which change gives enough of them here. Pure.
// Protects: none is recommended where more ports only delay the error, or where the range is not known.
import type { Evidence } from '../../contract/diagnosis/diagnosis';
import type { Recommendation, RecommendationRefusal } from '../../contract/diagnosis/recommendation';
import type { Conclusion } from '../../contract/diagnosis/verdict';
import { rangeNames, type PortRange, type RangeName } from '../../contract/port-ranges/dynamic-ranges';
import { usablePorts } from '../../contract/port-ranges/port-ranges';
import { isAtLeast } from '../../contract/registry/parameters';
import { thresholds } from '../../contract/usage/levels';
import { wslPrograms } from '../../change/side-effects';
import { placeOf, type Case } from './case';
import { enoughByMaxUserPort, enoughByRange, type Room } from './enough-ports';
import { transportOf } from './fullness';
import { isOnlyEarly, isUnseen, isWide, leverOf, rangeNameOf } from './next-step';
import { peakOf } from './past';
import { storedNotInEffect } from './stored-value';
import { verdictThresholds } from './thresholds';
import { sustainableOf } from './time-wait';

export function recommendationOf(conclusion: Conclusion, of: Case): Recommendation {
  const why = refusalOf(conclusion, of);
  return why ? { kind: 'none', why } : recommended(conclusion, of);
}

/** Why more ports do not help, or cannot be given; null where they do. */
function refusalOf(conclusion: Conclusion, of: Case): RecommendationRefusal | null {
  switch (conclusion) {
    case 'leak':
      return 'leak';
    case 'exhausted-before':
    case 'not-known':
    // Whether there will be enough is what is not known then.
    case 'enough-now':
      return 'cause-unknown';
    case 'not-ports':
      return 'enough-ports';
    case 'exhausted-now':
      if (of.leak) return 'leak';
      return isUnseen(of) ? 'cause-unknown' : unable(of);
    case 'will-be-exhausted':
      return isOnlyEarly(of) ? 'cause-unknown' : unable(of);
    case 'excluded-ranges':
      return of.isExcluded ? unable(of) : 'enough-ports';
    case 'churn':
    case 'heavy-use':
    case 'small-range':
      return unable(of);
  }
}

function unable(of: Case): RecommendationRefusal | null {
  const { evidence, transport } = of;
  if (evidence.of === 'this-computer') return 'other-computer';
  const scope = placeOf(of);
  if (!evidence.windows.known || !evidence.ranges[rangeNameOf(scope)].known) return 'range-unknown';
  // The dynamic range needs no restart.
  const byValue = leverOf(evidence, transport) === 'MaxUserPort';
  if (byValue && storedNotInEffect(evidence)?.why === 'restart') return 'restart-first';
  return isWide(evidence, scope) ? 'widest-already' : null;
}

function recommended(conclusion: Conclusion, of: Case): Recommendation {
  const { evidence, transport } = of;
  const { windows, ranges, maxUserPort } = evidence;
  const name = rangeNameOf(placeOf(of));
  const reading = ranges[name];
  if (!reading.known || !windows.known) return { kind: 'none', why: 'range-unknown' };
  const needs = roomOf(conclusion, of, name, reading.value);
  const usableBefore = usablePorts(needs.now, needs.excluded ?? []);
  const least = Math.max(usableBefore + 1, Math.ceil(usableBefore * verdictThresholds.leastGain));
  // What only the log tells of leaves enough ports now.
  if (conclusion === 'churn' && !of.churn && needs.needed < least) return { kind: 'none', why: 'little-gain' };
  const room = { ...needs, needed: Math.max(needs.needed, least) };
  const byValue = leverOf(evidence, transport) === 'MaxUserPort';
  if (byValue && !maxUserPort.known) return { kind: 'none', why: 'range-unknown' };
  const enough =
    byValue && maxUserPort.known
      ? enoughByMaxUserPort(room, maxUserPort.value.parameter.min, maxUserPort.value.parameter.max)
      : enoughByRange(room);
  const { usable: usableAfter, ...told } = enough;
  if (usableAfter < least) return { kind: 'none', why: 'widest-already' };
  const kind = byValue ? 'MaxUserPort' : 'range';
  return { kind, names: byValue ? [name] : alike(evidence, name), usableBefore, usableAfter, ...told };
}

function roomOf(conclusion: Conclusion, of: Case, name: RangeName, now: PortRange): Room {
  const { evidence, transport } = of;
  const { claims, excluded, windows } = evidence;
  const isTcp = transport === 'tcp';
  const mayHaveWsl = windows.known && isAtLeast(windows.value.version, 10, 0);
  return {
    now,
    needed: neededBy(conclusion, of),
    // Both are those of TCP; excluded ranges are read for IPv4 only.
    listeners: isTcp && claims.known ? claims.value.listeners : null,
    excluded: name === 'ipv4Tcp' && excluded.known ? excluded.value : null,
    hasWsl:
      mayHaveWsl &&
      (!claims.known || claims.value.programs.some((program) => wslPrograms.includes(program.toLowerCase()))),
  };
}

/** As many as today's Windows has; more where what is needed now, or was before, would be over the first threshold of it. */
function neededBy(conclusion: Conclusion, { evidence, usage, fill, churn, transport }: Case): number {
  const peak = transport === 'tcp' ? peakOf(evidence) : null;
  const perSecond = churn?.server?.newPerSecond ?? 0;
  const sustainable = usage && sustainableOf(evidence, usage);
  const most = Math.max(
    fill?.ports ?? 0,
    peak?.ports ?? 0,
    perSecond * (sustainable?.seconds ?? 0),
    // How far a rise goes is not known: more than all there are now.
    conclusion === 'will-be-exhausted' ? (fill?.usable ?? 0) : 0,
  );
  return Math.max(verdictThresholds.usualPorts, Math.ceil((most * 100) / thresholds.warning));
}

/** The range, and that of the other version of IP where it is the same now. */
function alike({ ranges }: Evidence, name: RangeName): RangeName[] {
  const own = ranges[name];
  return rangeNames.filter((other) => {
    const reading = ranges[other];
    if (other === name) return true;
    if (transportOf(other) !== transportOf(name) || !own.known || !reading.known) return false;
    return own.value.start === reading.value.start && own.value.number === reading.value.number;
  });
}
