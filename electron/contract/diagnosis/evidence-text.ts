// The evidence of a verdict in words, each figure with its source, the same for window, command line and ticket. Pure.
// Protects: a figure that is unknown reads "unknown" with its reason, and simulated figures are called simulated.
import { eventDays, tcpipEvents, type EventCount, type Evidence, type Reading, type UsageEvidence } from './diagnosis';
import { rounded, whenText, type DiagnosisFormats, type DiagnosisWords } from './diagnosis-words';
import type { PortRange } from '../port-ranges/dynamic-ranges';
import { isAtLeast, type ParameterState } from '../registry/parameters';
import { dwordOf } from '../registry/stored-value';
import { shareOfUsable } from '../usage/levels';
import { tcpStates } from '../usage/sample';
import type { ProcessUsage } from '../usage/usage';

/** One row of the evidence: what, how much, and where it was read. */
export interface EvidenceRow {
  readonly name: string;
  readonly value: string;
  readonly source: string;
}

const shownAddresses = 3;
const shownProcesses = 5;
const shownExcluded = 4;

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
      .map((process) => row(holderText(process, words), statesText(process, words, formats), 'ports')),
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
function holderText({ processId, name, ports, byState }: ProcessUsage, words: DiagnosisWords): string {
  if (processId !== 0)
    return name === null ? words('owner.nameless', { processId }) : words('owner.named', { name, processId });
  return (byState[tcpStates.indexOf('TIME_WAIT')] ?? 0) === ports
    ? words('owner.released')
    : words('owner.unknownHolder');
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
