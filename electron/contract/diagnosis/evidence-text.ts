// The evidence of a verdict in words, each figure with its source, the same for window, command line and ticket. Pure.
// Protects: a figure that is unknown reads "unknown" with its reason, and simulated figures are called simulated.
import { rangeNames, type PortRange, type RangeName } from '../port-ranges/dynamic-ranges';
import { lastPort, usablePorts } from '../port-ranges/port-ranges';
import { isAtLeast, type ParameterState } from '../registry/parameters';
import { dwordOf } from '../registry/stored-value';
import type { AttemptAnswer } from '../usage/port-attempt';
import { eventDays, tcpipEvents, type EventCount, type Evidence, type Reading } from './diagnosis';
import { unknownText, whereText, type DiagnosisFormats, type DiagnosisWords } from './diagnosis-words';
import type { EvidenceRow, Row } from './evidence-row';
import { usageRows } from './usage-text';

const shownExcluded = 4;

/** Every figure that the verdict rests on, with its source. */
export function evidenceRows(evidence: Evidence, words: DiagnosisWords, formats: DiagnosisFormats): EvidenceRow[] {
  const { of, isPractice, windows, ranges, maxUserPort, timedWaitDelay, usage, excluded, reported } = evidence;
  const row: Row = (name, value, from, isSimulated = of === 'simulated') => ({
    name,
    value,
    source: isSimulated ? words('sources.simulated', { source: words(`sources.${from}`) }) : words(`sources.${from}`),
  });
  const told = <T>(reading: Reading<T>, text: (value: T) => string): string =>
    reading.known ? text(reading.value) : unknownText(reading, words);
  const isModern = windows.known && isAtLeast(windows.value.version, 6, 0);
  const rangeSource = isModern && of !== 'this-computer' ? 'netsh' : 'system';
  const usableOf = (name: RangeName, range: PortRange): number => {
    const measured = usage.known ? usage.value.ranges.find((each) => each.name === name) : undefined;
    if (measured) return measured.usable;
    return name === 'ipv4Tcp' && excluded.known ? usablePorts(range, excluded.value) : range.number;
  };

  return [
    row(
      words('evidence.windows'),
      told(windows, ({ product, version: { major, minor, build } }) =>
        words('evidence.windowsValue', { product, version: `${major}.${minor}.${build}` }),
      ),
      'registry',
      isPractice,
    ),
    ...rangeNames.map((name) =>
      row(
        words(`evidence.ranges.${name}`),
        told(ranges[name], (range) => rangeText(range, usableOf(name, range), words, formats)),
        rangeSource,
      ),
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
      ? usageRows(evidence, usage.value, words, formats, row)
      : [row(words('evidence.inUse'), unknownText(usage, words), 'ports')]),
    ...attemptRows(evidence, words, row),
    row(
      words('evidence.excluded'),
      told(excluded, (parts) => excludedText(parts, usage.known ? usage.value.excluded : null, words, formats)),
      rangeSource,
    ),
    ...eventRows(evidence, words, formats, row),
    ...recordedRows(evidence, words, formats, row),
    ...(reported === null ? [] : [row(words('evidence.reported'), words(`reportedErrors.${reported}`), 'user', false)]),
  ];
}

/** None where nothing was recorded. */
function recordedRows(
  { recorded }: Evidence,
  words: DiagnosisWords,
  { count, moment }: DiagnosisFormats,
  row: Row,
): EvidenceRow[] {
  if (!recorded.known) return [row(words('evidence.recording'), unknownText(recorded, words), 'recorded')];
  if (recorded.value === null) return [];
  const { tcp, udp, since } = recorded.value;
  const shortages = [tcp, udp].filter((shortage) => shortage !== null);
  const texts = shortages.map(({ at, ports, usable, hasRunOut }) =>
    words(`evidence.recordingValue.${hasRunOut ? 'out' : 'scarce'}`, {
      when: moment(at),
      ports: count(ports),
      usable: count(usable),
    }),
  );
  const calm = words('evidence.recordingValue.calm', { since: moment(since) });
  return (texts.length === 0 ? [calm] : texts).map((text) => row(words('evidence.recording'), text, 'recorded'));
}

function attemptRows({ attempts }: Evidence, words: DiagnosisWords, row: Row): EvidenceRow[] {
  return attempts.map((attempt) =>
    row(
      words('evidence.attempt', { where: whereText(attempt, words) }),
      answerText(attempt.answer, words),
      'attempt',
      attempt.isSimulated,
    ),
  );
}

function answerText(answer: AttemptAnswer, words: DiagnosisWords): string {
  switch (answer.kind) {
    case 'granted':
      return words('evidence.attemptAnswer.granted', { port: answer.port });
    case 'refused':
      return words('evidence.attemptAnswer.refused', { error: answer.error });
    case 'unknown':
      return words('evidence.attemptAnswer.unknown', { detail: answer.detail });
  }
}

function eventRows({ events }: Evidence, words: DiagnosisWords, formats: DiagnosisFormats, row: Row): EvidenceRow[] {
  const name = (id: string) => words('evidence.event', { id, days: eventDays });
  if (!events.known) return [row(name(tcpipEvents.join(', ')), unknownText(events, words), 'log')];
  const { since, counts } = events.value;
  return tcpipEvents.map((id) => {
    const found = counts.find((event) => event.id === id);
    return row(`${name(String(id))}: ${words(`events.${id}`)}`, eventText(found, since, words, formats), 'log');
  });
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

function rangeText(
  { start, number }: PortRange,
  usable: number,
  words: DiagnosisWords,
  { count }: DiagnosisFormats,
): string {
  const values = { first: start, last: lastPort({ start, number }), number: count(number) };
  return usable === number
    ? words('evidence.range', values)
    : words('evidence.rangeExcluded', { ...values, usable: count(usable) });
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

/** `ports`: how many of them lie in the range; null where it is not known. */
function excludedText(
  ranges: readonly PortRange[],
  ports: number | null,
  words: DiagnosisWords,
  { count }: DiagnosisFormats,
): string {
  if (ranges.length === 0) return words('evidence.excludedNone');
  const shown = ranges
    .slice(0, shownExcluded)
    .map(({ start, number }) => (number === 1 ? String(start) : `${start}\u2013${lastPort({ start, number })}`))
    .join(', ');
  const more = ranges.length - shownExcluded;
  const list = more > 0 ? words('evidence.excludedMore', { ranges: shown, more }) : shown;
  return ports === null ? list : words('evidence.excludedValue', { ranges: list, ports: count(ports) });
}
