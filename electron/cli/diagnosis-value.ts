// A verdict and everything it rests on, as the plain data of `--json`.
// Protects: what is unknown is null or "unknown" there, never 0.
import type { Evidence, Reading, UsageEvidence } from '../contract/diagnosis/diagnosis';
import { verdictText } from '../contract/diagnosis/diagnosis-text';
import { evidenceRows } from '../contract/diagnosis/evidence-text';
import type { DiagnosisWords } from '../contract/diagnosis/diagnosis-words';
import type { Culprit, Diagnosis } from '../contract/diagnosis/verdict';
import type { RecordedShortage } from '../contract/recording/recording';
import { rangeNames } from '../contract/port-ranges/dynamic-ranges';
import type { AttemptEvidence } from '../contract/usage/port-attempt';
import { portsIn } from '../contract/usage/sample';
import type { ProcessUsage } from '../contract/usage/usage';
import { plainFormats } from '../text/plain-formats';
import { rangeOf } from './answers';
import type { CommandAnswer } from './report';

/** Of each transport. */
const mostHolders = 20;

export type DiagnosisAnswer = Extract<CommandAnswer, { kind: 'diagnose' }>['value'];

/** Everything that a diagnosis says, as plain data. */
export function diagnosisValue(
  { verdict, evidence }: Diagnosis,
  words: DiagnosisWords,
): Omit<DiagnosisAnswer, 'findings' | 'evidenceFile'> {
  const { title, text, reasons, nextStep } = verdictText(verdict, words, plainFormats);
  const { usage, events, owners, timeWaitSeconds, trend, attempts } = evidence;
  const ipv4 = evidence.ranges.ipv4Tcp;
  return {
    conclusion: verdict.conclusion,
    severity: verdict.severity,
    title,
    text,
    scope: verdict.scope,
    culprit: verdict.culprit && culpritOf(verdict.culprit),
    reasons: verdict.reasons.map((reason, index) => ({ ...reason, text: reasons[index] ?? '' })),
    nextStep: { ...verdict.nextStep, text: nextStep },
    recommendation: { ...verdict.recommendation },
    effectiveRange: ipv4.known ? rangeOf({ known: true, range: ipv4.value }) : null,
    ranges: rangesOf(evidence),
    usage: usage.known ? usageOf(usage.value) : null,
    trend: trend.kind === 'known' ? 'known' : 'unknown',
    attempts: attempts.map(attemptOf),
    holders: usage.known ? holdersOf(usage.value) : [],
    uncounted: uncountedIn(usage),
    owners: ownersOf(owners),
    timeWaitSeconds: valueOf(timeWaitSeconds),
    reported: evidence.reported,
    events: events.known
      ? events.value.counts.map(({ id, count, lastAt, coveredSince }) => ({
          id,
          count,
          lastAt: moment(lastAt),
          coveredSince: coveredSince === undefined ? null : moment(coveredSince),
        }))
      : null,
    recorded: recordedOf(evidence.recorded),
    evidence: evidenceRows(evidence, words, plainFormats),
  };
}

function culpritOf({ processIds, services, ...culprit }: Culprit) {
  return { ...culprit, processIds: [...processIds], services: [...services] };
}

function rangesOf({ ranges, usage }: Evidence) {
  return rangeNames.map((name) => {
    const reading = ranges[name];
    const used = usage.known ? usage.value.ranges.find((one) => one.name === name) : undefined;
    return {
      name,
      range: reading.known ? rangeOf({ known: true, range: reading.value }) : null,
      inUse: used?.ports ?? null,
      usable: used?.usable ?? null,
      excluded: used?.excluded ?? null,
      largestFree: used?.largestFree ?? null,
    };
  });
}

function usageOf({ ports, usable, address, timeWait, ranges, bound }: UsageEvidence) {
  // No address: the ports are those of all addresses together.
  const fullest = ranges.find(({ busiest }) => address !== null && busiest?.address === address)?.busiest;
  return {
    inUse: ports,
    usable,
    address,
    timeWait,
    bound: fullest && bound !== null ? portsIn(fullest, 'BOUND') : bound,
  };
}

function holdersOf({ processes, udpProcesses, bound: allBound }: UsageEvidence) {
  const of = (transport: 'tcp' | 'udp') => (holder: ProcessUsage) => {
    const { processId, name, ports, released, growth } = holder;
    const bound = transport === 'tcp' && allBound !== null ? portsIn(holder, 'BOUND') : null;
    return { transport, processId, name, ports, bound, timeWait: portsIn(holder, 'TIME_WAIT'), released, growth };
  };
  return [
    ...processes.slice(0, mostHolders).map(of('tcp')),
    ...(udpProcesses ?? []).slice(0, mostHolders).map(of('udp')),
  ];
}

function uncountedIn(usage: Evidence['usage']): ('tcp' | 'udp')[] {
  if (!usage.known) return ['tcp', 'udp'];
  return usage.value.udpProcesses === null ? ['udp'] : [];
}

function attemptOf({ answer, ...attempt }: AttemptEvidence) {
  return { ...attempt, answer: answer.kind, error: answer.kind === 'refused' ? answer.error : null };
}

function ownersOf(owners: Evidence['owners']) {
  if (!owners.known) return null;
  return owners.value.map(({ startedAt, firstSeenAt, services, ...owner }) => ({
    ...owner,
    startedAt: startedAt === null ? null : moment(startedAt),
    firstSeenAt: firstSeenAt === null ? null : moment(firstSeenAt),
    services: services && [...services],
  }));
}

function recordedOf(recorded: Evidence['recorded']) {
  if (!recorded.known || recorded.value === null) return null;
  const { since, until, tcp, udp } = recorded.value;
  return { since: moment(since), until: moment(until), tcp: shortageOf(tcp), udp: shortageOf(udp) };
}

function shortageOf(shortage: RecordedShortage | null) {
  if (!shortage) return null;
  const { at, until, ports, usable, hasRunOut, holder } = shortage;
  return {
    at: moment(at),
    until: moment(until),
    ports,
    usable,
    ranOut: hasRunOut,
    holder: holder && {
      processId: holder.processId,
      name: holder.name,
      path: holder.path,
      ports: holder.ports,
      services: holder.services && [...holder.services],
    },
  };
}

function valueOf<T>(reading: Reading<T>): T | null {
  return reading.known ? reading.value : null;
}

function moment(at: number): string {
  return new Date(at).toISOString();
}
