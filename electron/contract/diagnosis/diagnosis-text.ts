// The verdict and its evidence in words, the same for window, command line and ticket. Pure.
// Protects: a figure that is not known reads "not known" with its reason, and simulated figures are called simulated.
import type { TFunction } from 'i18next';
import {
  eventDays,
  tcpipEvents,
  type Culprit,
  type EventCount,
  type Evidence,
  type NextStep,
  type Reading,
  type Reason,
  type UsageEvidence,
  type Verdict,
} from './diagnosis';
import type { ParameterState } from '../registry/parameters';
import { shareOfUsable } from '../usage/levels';
import { tcpStates } from '../usage/sample';
import { dwordOf } from '../registry/stored-value';
import { timeRange } from '../usage/time-range';
import { isAtLeast } from '../registry/parameters';
import type { PortRange } from '../port-ranges/dynamic-ranges';
import type { MinutesRange, ProcessUsage } from '../usage/usage';

export type DiagnosisWords = TFunction<'diagnosis'>;

/** How numbers and moments are written. */
export interface DiagnosisFormats {
  readonly count: (value: number) => string;
  readonly percent: (fraction: number) => string;
  /** `at` in milliseconds since 1970. */
  readonly moment: (at: number) => string;
}

export interface VerdictText {
  readonly title: string;
  readonly text: string;
  readonly reasons: readonly string[];
  readonly nextStep: string;
}

/** One row of the evidence: what, how much, and where it was read. */
export interface EvidenceRow {
  readonly name: string;
  readonly value: string;
  readonly source: string;
}

const shownAddresses = 3;
const shownProcesses = 5;
const shownExcluded = 4;

export function verdictText(
  { conclusion, culprit, reasons, nextStep }: Verdict,
  words: DiagnosisWords,
  formats: DiagnosisFormats,
): VerdictText {
  return {
    title: words(`conclusions.${conclusion}.title`, { process: culprit ? processText(culprit, words) : '' }),
    text: words(`conclusions.${conclusion}.text`),
    reasons: reasons.map((reason) => reasonText(reason, words, formats)),
    nextStep: nextStepText(nextStep, words),
  };
}

function processText({ processId, name }: Pick<Culprit, 'processId' | 'name'>, words: DiagnosisWords): string {
  return name === null ? words('process.nameless', { processId }) : words('process.named', { name, processId });
}

function reasonText(reason: Reason, words: DiagnosisWords, { count, percent, moment }: DiagnosisFormats): string {
  switch (reason.code) {
    case 'in-use': {
      const { ports, usable, address } = reason;
      const values = {
        ports: count(ports),
        usable: count(usable),
        percent: percent(shareOfUsable(ports, usable)),
      };
      return address === null
        ? words('reasons.in-use.plain', values)
        : words('reasons.in-use.at', { ...values, address });
    }
    case 'refused':
      return words('reasons.refused', { count: reason.count, formatted: count(reason.count) });
    case 'process-holds':
      return words('reasons.process-holds', {
        process: processText(reason, words),
        ports: count(reason.ports),
        percent: percent(shareOfUsable(reason.ports, reason.usable)),
      });
    case 'process-grows':
      return words('reasons.process-grows', {
        process: processText(reason, words),
        perMinute: count(Math.round(reason.perMinute)),
      });
    case 'process-keeps-open':
      return words('reasons.process-keeps-open', {
        process: processText(reason, words),
        unclosed: count(reason.unclosed),
      });
    case 'forecast':
      return words('reasons.forecast', { when: whenText(reason.forecast.toExhaustion, words, count) });
    case 'time-wait':
      return words('reasons.time-wait', { timeWait: count(reason.timeWait) });
    case 'rate':
      return words('reasons.rate', {
        measured: count(rounded(reason.measured)),
        sustainable: count(rounded(reason.sustainable)),
        seconds: reason.seconds,
      });
    case 'small-range':
      return words('reasons.small-range', { usable: count(reason.usable), usual: count(reason.usual) });
    case 'excluded':
      return words('reasons.excluded', { excluded: count(reason.excluded) });
    case 'stored-not-in-effect':
      return words('reasons.stored-not-in-effect', { stored: reason.stored, last: reason.last });
    case 'peak':
      return words('reasons.peak', {
        when: moment(reason.at),
        ports: count(reason.ports),
        usable: count(reason.usable),
      });
    case 'event':
      if (reason.coveredSince !== undefined)
        return words('reasons.event-at-least', {
          id: reason.id,
          meaning: words(`events.${reason.id}`),
          count: reason.count,
          since: moment(reason.coveredSince),
          when: moment(reason.lastAt),
        });
      return words(`reasons.event.${reason.id}`, { count: reason.count, when: moment(reason.lastAt) });
    case 'event-before-change':
      return words('reasons.event-before-change', { id: reason.id, when: moment(reason.lastAt) });
    case 'no-events':
      return words('reasons.no-events', { when: moment(reason.since) });
    case 'events-not-known':
      return words('reasons.events-not-known', { reason: words(`unknown.${reason.reason}`) });
    case 'usage-not-known':
      return words('reasons.usage-not-known', { reason: words(`unknown.${reason.reason}`) });
  }
}

function nextStepText(step: NextStep, words: DiagnosisWords): string {
  switch (step.code) {
    case 'close-process':
      return words('next.close-process', { process: processText(step, words) });
    case 'reuse-connections':
      return words(`next.reuse-connections.${step.lever ?? 'any'}`);
    case 'widen':
      return words(`next.widen.${step.lever ?? 'any'}`);
    case 'restart':
    case 'watch':
    case 'watch-udp':
    case 'look-elsewhere':
    case 'measure':
      return words(`next.${step.code}`);
  }
}

type Source = 'registry' | 'netsh' | 'system' | 'ports' | 'log' | 'recorded' | 'calculated';

/** Every figure that the verdict rests on, with its source. */
export function evidenceRows(evidence: Evidence, words: DiagnosisWords, formats: DiagnosisFormats): EvidenceRow[] {
  const { of, isPractice, windows, ranges, maxUserPort, timedWaitDelay, usage, excluded, events } = evidence;
  const isSimulated = of === 'simulated';
  const source = (name: Source, simulated: boolean) =>
    simulated ? words('sources.simulated', { source: words(`sources.${name}`) }) : words(`sources.${name}`);
  const told = <T>(reading: Reading<T>, text: (value: T) => string): string =>
    reading.known ? text(reading.value) : unknownText(reading, words);
  const row = (name: string, value: string, from: Source, simulated = isSimulated): EvidenceRow => ({
    name,
    value,
    source: source(from, simulated),
  });
  const isModern = windows.known && isAtLeast(windows.value.version, 6, 0);
  const rangeSource = isModern && of !== 'this-computer' ? 'netsh' : 'system';

  return [
    row(
      words('evidence.windows'),
      told(windows, ({ product, version: { major, minor, build } }) =>
        words('evidence.windowsValue', { product, version: `${major}.${minor}.${build}` }),
      ),
      'registry',
      isPractice,
    ),
    row(
      words('evidence.ipv4'),
      told(ranges.ipv4Tcp, (range) => rangeText(range, words, formats)),
      rangeSource,
    ),
    row(
      words('evidence.ipv6'),
      told(ranges.ipv6Tcp, (range) => rangeText(range, words, formats)),
      rangeSource,
    ),
    ...[maxUserPort, timedWaitDelay].map((reading, index) =>
      row(
        index === 0 ? 'MaxUserPort' : 'TcpTimedWaitDelay',
        told(reading, (state) => storedText(state, isModern, words)),
        'registry',
        isPractice,
      ),
    ),
    ...(usage.known
      ? usageRows(usage.value, words, formats, row)
      : [row(words('evidence.inUse'), unknownText(usage, words), 'ports')]),
    row(
      words('evidence.excluded'),
      told(excluded, (parts) => excludedText(parts, usage.known ? usage.value.excluded : 0, words, formats)),
      rangeSource,
    ),
    ...(events.known
      ? tcpipEvents.map((id) => {
          const { since, counts } = events.value;
          const found = counts.find((event) => event.id === id);
          return row(
            `${words('evidence.event', { id, days: eventDays })}: ${words(`events.${id}`)}`,
            eventText(found, since, words, formats),
            'log',
          );
        })
      : [
          row(
            words('evidence.event', { id: tcpipEvents.join(', '), days: eventDays }),
            unknownText(events, words),
            'log',
          ),
        ]),
  ];
}

function eventText(
  found: EventCount | undefined,
  since: number,
  words: DiagnosisWords,
  { moment }: DiagnosisFormats,
): string {
  if (!found) return words('evidence.eventNone', { since: moment(since) });
  const { count, lastAt, coveredSince } = found;
  return coveredSince === undefined
    ? words('evidence.eventValue', { count, when: moment(lastAt) })
    : words('evidence.eventAtLeast', { count, when: moment(lastAt), since: moment(coveredSince) });
}

type Row = (name: string, value: string, from: Source) => EvidenceRow;

function usageRows(usage: UsageEvidence, words: DiagnosisWords, formats: DiagnosisFormats, row: Row): EvidenceRow[] {
  const { count, percent, moment } = formats;
  const { ports, usable, addresses, processes, peak, largestFree, rate, forecast, refused } = usage;
  const fullness = (held: number) =>
    words('evidence.inUseValue', {
      ports: count(held),
      usable: count(usable),
      percent: percent(shareOfUsable(held, usable)),
    });
  const { measured, sustainable, timeWaitSeconds: seconds } = rate;
  const possible = sustainable === null ? null : { sustainable: count(rounded(sustainable)), seconds: seconds ?? 0 };
  const rateText =
    measured === null
      ? possible
        ? words('evidence.sustainable', possible)
        : words('evidence.rateNone')
      : possible
        ? words('evidence.rateValue', { measured: count(rounded(measured)), ...possible })
        : words('evidence.rateNow', { measured: count(rounded(measured)) });
  return [
    ...(addresses.length === 0 ? [row(words('evidence.inUse'), fullness(ports), 'ports')] : []),
    ...addresses
      .slice(0, shownAddresses)
      .map((each) => row(words('evidence.at', { address: each.address }), fullness(each.ports), 'ports')),
    ...(peak
      ? [
          row(
            words('evidence.peak', { since: moment(peak.since) }),
            words('evidence.peakValue', { ports: count(peak.ports), usable: count(peak.usable), at: moment(peak.at) }),
            'recorded',
          ),
        ]
      : [row(words('evidence.peak', { since: moment(usage.takenAt) }), words('evidence.noPeak'), 'recorded')]),
    ...processes
      .slice(0, shownProcesses)
      .map((process) => row(ownerText(process, words), statesText(process, words, formats), 'ports')),
    row(words('evidence.largestFree'), words('evidence.largestFreeValue', { ports: count(largestFree) }), 'ports'),
    row(words('evidence.rate'), rateText, 'calculated'),
    row(
      words('evidence.forecast'),
      forecast.kind === 'rising'
        ? words('forecast.rising', { when: whenText(forecast.toExhaustion, words, count) })
        : words(`forecast.${forecast.kind}`),
      'calculated',
    ),
    ...(refused === null ? [] : [row(words('evidence.refused'), count(refused), 'recorded')]),
  ];
}

/** Ports without an owner are either released, or of somebody whom the system does not tell. */
function ownerText(process: ProcessUsage, words: DiagnosisWords): string {
  if (process.processId !== 0) return processText(process, words);
  return (process.byState[tcpStates.indexOf('TIME_WAIT')] ?? 0) === process.ports
    ? words('process.released')
    : words('process.unknownOwner');
}

function statesText(
  { ports, byState, growth }: ProcessUsage,
  words: DiagnosisWords,
  { count }: DiagnosisFormats,
): string {
  const states = tcpStates.flatMap((state, index) => {
    const held = byState[index] ?? 0;
    return held > 0 ? [words(`evidence.states.${state}`, { ports: count(held) })] : [];
  });
  const perMinute = Math.round(growth ?? 0);
  const growing =
    perMinute === 0
      ? ''
      : words('evidence.growing', { perMinute: `${perMinute > 0 ? '+' : '\u2212'}${count(Math.abs(perMinute))}` });
  return words('evidence.process', { ports: count(ports), states: states.join(', '), growth: growing });
}

function rangeText({ start, number }: PortRange, words: DiagnosisWords, { count }: DiagnosisFormats): string {
  return words('evidence.range', { first: start, last: start + number - 1, number: count(number) });
}

/** Vista and later do not fall back to the default of MaxUserPort: they have their dynamic range (929851). */
function storedText({ parameter, stored }: ParameterState, isModern: boolean, words: DiagnosisWords): string {
  if (!stored.present && isModern && parameter.name === 'MaxUserPort') return words('evidence.absentDynamic');
  if (!stored.present) return words('evidence.absent', { value: parameter.defaultValue });
  const number = dwordOf(stored);
  return number === null
    ? words('evidence.noNumber')
    : words('evidence.stored', { number, hex: `0x${number.toString(16)}` });
}

function excludedText(
  ranges: readonly PortRange[],
  ports: number,
  words: DiagnosisWords,
  { count }: DiagnosisFormats,
): string {
  if (ranges.length === 0) return words('evidence.excludedNone');
  const shown = ranges
    .slice(0, shownExcluded)
    .map(({ start, number }) => (number === 1 ? String(start) : `${start}\u2013${start + number - 1}`))
    .join(', ');
  const more = ranges.length - shownExcluded;
  return more > 0
    ? words('evidence.excludedMore', { ranges: shown, more, ports: count(ports) })
    : words('evidence.excludedValue', { ranges: shown, ports: count(ports) });
}

function unknownText({ reason, detail }: Extract<Reading<unknown>, { known: false }>, words: DiagnosisWords): string {
  return detail === ''
    ? words('evidence.unknown', { reason: words(`unknown.${reason}`) })
    : words('evidence.unknownDetail', { reason: words(`unknown.${reason}`), detail });
}

function whenText(minutes: MinutesRange, words: DiagnosisWords, count: DiagnosisFormats['count']): string {
  const { unit: name, low, high } = timeRange(minutes);
  const unit = words(`time.${name}`);
  if (high === null) return words('time.open', { low: count(low), unit });
  return low === high
    ? words('time.about', { low: count(low), unit })
    : words('time.in', { low: count(low), high: count(high), unit });
}

function rounded(value: number): number {
  return value < 10 ? Math.round(value * 10) / 10 : Math.round(value);
}
