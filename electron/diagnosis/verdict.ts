// The verdict on a machine, from the evidence. Pure and total: whatever is known or not, there is an answer.
// Protects: each transport is judged by itself, and the worse one is told.
import type { Evidence } from '../contract/diagnosis/diagnosis';
import {
  conclusions,
  severities,
  type Conclusion,
  type Culprit,
  type Scope,
  type Severity,
  type Verdict,
} from '../contract/diagnosis/verdict';
import { calmConclusion, conclusionOf, severityOf } from './rules/conclusion';
import { isFull } from './rules/fullness';
import { ownerOf, type Holder } from './rules/holders';
import { nextStepOf } from './rules/next-step';
import { recordedCulprit } from './rules/recorded';
import { isAny, reasonsOf } from './rules/reasons';
import { recommendationOf } from './rules/recommendation';
import { caseOf, type Case } from './rules/case';

/** One conclusion, why, and what to do next. */
export function verdictOf(evidence: Evidence): Verdict {
  const tcp = caseOf(evidence, 'tcp');
  const udp = caseOf(evidence, 'udp');
  const { conclusion, severity, of } = worseOf(judged(tcp), judged(udp)) ?? calm(tcp, udp);
  const recommendation = recommendationOf(conclusion, of);
  return {
    conclusion,
    severity,
    scope: scopeOf(conclusion, of),
    culprit: culpritOf(conclusion, of),
    reasons: reasonsOf(conclusion, of),
    nextStep: nextStepOf(conclusion, of, recommendation),
    recommendation,
  };
}

interface Judgement {
  readonly conclusion: Conclusion;
  readonly severity: Severity;
  readonly of: Case;
}

function judged(of: Case): Judgement | null {
  const conclusion = conclusionOf(of);
  return conclusion && { conclusion, severity: severityOf(conclusion, of), of };
}

/** The more severe one, then the one whose conclusion is worse, then `one`. */
function worseOf(one: Judgement | null, other: Judgement | null): Judgement | null {
  if (!one || !other) return one ?? other;
  const bySeverity = severities.indexOf(other.severity) - severities.indexOf(one.severity);
  const byConclusion = conclusions.indexOf(one.conclusion) - conclusions.indexOf(other.conclusion);
  return bySeverity > 0 || (bySeverity === 0 && byConclusion > 0) ? other : one;
}

function calm(tcp: Case, udp: Case): Judgement {
  const conclusion = calmConclusion(tcp, udp);
  const of = conclusion === 'enough-now' && !tcp.suspect && udp.suspect ? udp : tcp;
  return { conclusion, severity: severityOf(conclusion, of), of };
}

/** A refused request tells where, unless a place is known to be full; one address is named only where others have ports. */
function scopeOf(conclusion: Conclusion, { transport, fills, fill, refused }: Case): Scope {
  if (conclusion !== 'exhausted-now') return { transport, ip: fill?.ip ?? null, address: fill?.address ?? null };
  const place = refused && !(fill && isFull(fill)) ? refused : fill;
  const ip = place?.ip ?? null;
  const isEverywhere =
    (refused !== null && refused.ip === ip && isAny(refused.address)) ||
    fills.some((each) => each.address === null && each.ip === ip && isFull(each));
  return { transport, ip, address: isEverywhere ? null : (place?.address ?? null) };
}

function culpritOf(conclusion: Conclusion, of: Case): Culprit | null {
  switch (conclusion) {
    case 'exhausted-now':
      return named(of.leak?.holder ?? of.heavy) ?? lastOwner(of);
    case 'leak':
      return named(of.leak?.holder ?? null);
    case 'heavy-use':
      return named(of.heavy);
    case 'churn':
      return lastOwner(of);
    case 'exhausted-before':
      return recordedCulprit(of);
    case 'will-be-exhausted':
    case 'excluded-ranges':
    case 'small-range':
    case 'enough-now':
    case 'not-ports':
    case 'not-known':
      return null;
  }
}

function named(holder: Holder | null): Culprit | null {
  if (!holder) return null;
  const { owner, ports, growth, handles } = holder;
  return { ...owner, ports, growth, handles };
}

/** Who was seen to open most of what is in TIME_WAIT towards one server. */
function lastOwner({ churn, evidence: { owners } }: Case): Culprit | null {
  const last = churn?.server?.lastOwner;
  if (!last) return null;
  const facts = owners.known ? (owners.value.find(({ processId }) => processId === last.processId) ?? null) : null;
  return { ...ownerOf(last, false, facts), ports: last.ports, growth: null, handles: facts?.handles ?? null };
}
