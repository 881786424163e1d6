// The measured usage of ports in words: how full, whose, where to, and what is to be expected. Pure.
// Protects: what the system does not count reads "unknown", never 0.
import { shareOfUsable } from '../usage/levels';
import { portsIn, tcpStates } from '../usage/sample';
import type { ConnectionRate, EndpointUsage, PortsByState, ProcessUsage, UsageForecast } from '../usage/usage';
import type { Evidence, Fullness, OwnerEvidence, UsageEvidence } from './diagnosis';
import {
  endpointText,
  leastText,
  rounded,
  unknownText,
  whenText,
  type DiagnosisFormats,
  type DiagnosisWords,
} from './diagnosis-words';
import type { EvidenceRow, Row } from './evidence-row';

const shownAddresses = 3;
const shownProcesses = 5;
const shownOfUdp = 3;
const shownServers = 3;
const shownOwners = 3;

export function usageRows(
  evidence: Evidence,
  usage: UsageEvidence,
  words: DiagnosisWords,
  formats: DiagnosisFormats,
  row: Row,
): EvidenceRow[] {
  const { count } = formats;
  const { largestFree, refused, processes, endpoints } = usage;
  return [
    ...fullnessRows(usage, words, formats, row),
    boundRow(usage, words, formats, row),
    peakRow(usage, words, formats, row),
    ...processes
      .slice(0, shownProcesses)
      .map((process) => row(holderText(process, words), statesText(process, words, formats), 'ports')),
    ...(usage.udpProcesses ?? [])
      .slice(0, shownOfUdp)
      .map((process) =>
        row(
          words('evidence.udpHolder', { process: holderText(process, words) }),
          words('evidence.udpPorts', { ports: count(process.ports), growth: growthText(process, words, formats) }),
          'ports',
        ),
      ),
    ...ownerRows(evidence, words, formats, row),
    ...endpoints
      .slice(0, shownServers)
      .map((server) =>
        row(words('evidence.server', { server: endpointText(server) }), serverText(server, words, formats), 'ports'),
      ),
    row(words('evidence.largestFree'), words('evidence.largestFreeValue', { ports: count(largestFree) }), 'ports'),
    row(words('evidence.rate'), rateText(usage.rate, words, formats), 'calculated'),
    row(
      words('evidence.timeWaitSeconds'),
      evidence.timeWaitSeconds.known
        ? String(evidence.timeWaitSeconds.value)
        : unknownText(evidence.timeWaitSeconds, words),
      'system',
    ),
    row(words('evidence.forecast'), forecastText(usage.forecast, words, formats), 'calculated'),
    row(words('evidence.udpForecast'), forecastText(usage.udpForecast, words, formats), 'calculated'),
    row(words('evidence.trend'), trendText(evidence, words, formats), 'recorded'),
    ...(refused === null ? [] : [row(words('evidence.refused'), count(refused), 'recorded')]),
  ];
}

/** Each address and each range against its own limit. */
function fullnessRows(
  { ports, usable, addresses, ranges, udpProcesses, bound }: UsageEvidence,
  words: DiagnosisWords,
  { count, percent }: DiagnosisFormats,
  row: Row,
): EvidenceRow[] {
  const full = (name: string, fullness: Fullness, isLeast = bound === null) =>
    row(
      name,
      words('evidence.inUseValue', {
        ports: leastText(count(fullness.ports), isLeast, words),
        usable: count(fullness.usable),
        percent: leastText(percent(shareOfUsable(fullness.ports, fullness.usable)), isLeast, words),
      }),
      'ports',
    );
  const noUdp = words('evidence.unknown', { reason: words('unknown.not-available') });
  return [
    ...(addresses.length === 0 ? [full(words('evidence.inUse'), { ports, usable })] : []),
    ...addresses.slice(0, shownAddresses).map((each) => full(words('evidence.at', { address: each.address }), each)),
    ...ranges.map((range) => {
      const { name } = range;
      const isTcp = name === 'ipv4Tcp' || name === 'ipv6Tcp';
      return isTcp
        ? full(words(`evidence.together.${name}`), range)
        : full(words(`evidence.udp.${name}`), range, false);
    }),
    ...(udpProcesses ? [] : [row(words('evidence.udp.unknown'), noUdp, 'ports')]),
  ];
}

function boundRow({ bound }: UsageEvidence, words: DiagnosisWords, { count }: DiagnosisFormats, row: Row): EvidenceRow {
  const value =
    bound === null
      ? words('evidence.unknown', { reason: words('unknown.not-available') })
      : words('evidence.boundValue', { ports: count(bound) });
  return row(words('evidence.bound'), value, 'ports');
}

function peakRow(
  { peak, takenAt, bound }: UsageEvidence,
  words: DiagnosisWords,
  { count, moment }: DiagnosisFormats,
  row: Row,
): EvidenceRow {
  const value = peak
    ? words('evidence.peakValue', {
        ports: leastText(count(peak.ports), bound === null, words),
        usable: count(peak.usable),
        at: moment(peak.at),
      })
    : words('evidence.noPeak');
  return row(words('evidence.peak', { since: moment(peak?.since ?? takenAt) }), value, 'recorded');
}

function ownerRows({ owners }: Evidence, words: DiagnosisWords, formats: DiagnosisFormats, row: Row): EvidenceRow[] {
  if (!owners.known) return [row(words('evidence.owners'), unknownText(owners, words), 'processes')];
  return owners.value
    .map((owner) => [owner.processId, factsText(owner, words, formats)] as const)
    .filter(([, facts]) => facts !== '')
    .slice(0, shownOwners)
    .map(([processId, facts]) => row(words('evidence.owner', { processId }), facts, 'processes'));
}

function factsText(
  { isRunning, path, company, services, handles }: OwnerEvidence,
  words: DiagnosisWords,
  { count }: DiagnosisFormats,
): string {
  const names = services?.map(({ name }) => name) ?? [];
  return [
    isRunning === false ? words('evidence.ownerEnded') : null,
    path,
    company,
    names.length > 0 ? words('evidence.ownerServices', { count: names.length, services: names.join(', ') }) : null,
    handles === null ? null : words('evidence.ownerHandles', { handles: count(handles) }),
  ]
    .filter((part) => part !== null)
    .join('; ');
}

/** Ports without an owner are either released, or of somebody whom the system does not tell. */
function holderText({ processId, name, ports, byState }: ProcessUsage, words: DiagnosisWords): string {
  if (processId !== 0)
    return name === null ? words('owner.nameless', { processId }) : words('owner.named', { name, processId });
  return portsIn({ byState }, 'TIME_WAIT') === ports ? words('owner.released') : words('owner.unknownHolder');
}

function statesText(process: ProcessUsage, words: DiagnosisWords, formats: DiagnosisFormats): string {
  return words('evidence.process', {
    ports: formats.count(process.ports),
    states: byStateText(process, words, formats),
    growth: growthText(process, words, formats),
  });
}

function byStateText({ byState }: PortsByState, words: DiagnosisWords, { count }: DiagnosisFormats): string {
  return tcpStates
    .flatMap((state, index) => {
      const held = byState[index] ?? 0;
      return held > 0 ? [words(`evidence.states.${state}`, { ports: count(held) })] : [];
    })
    .join(', ');
}

function growthText({ growth }: ProcessUsage, words: DiagnosisWords, { count }: DiagnosisFormats): string {
  const perMinute = Math.round(growth ?? 0);
  if (perMinute === 0) return '';
  return words('evidence.growing', { perMinute: `${perMinute > 0 ? '+' : '\u2212'}${count(Math.abs(perMinute))}` });
}

function serverText(server: EndpointUsage, words: DiagnosisWords, formats: DiagnosisFormats): string {
  const { ports, newPerSecond, lastOwner } = server;
  return words('evidence.serverValue', {
    ports: formats.count(ports),
    states: byStateText(server, words, formats),
    rate:
      newPerSecond === null ? '' : words('evidence.serverRate', { perSecond: formats.count(rounded(newPerSecond)) }),
    owner: lastOwner
      ? words('evidence.serverOwner', {
          owner:
            lastOwner.name === null
              ? words('owner.nameless', { processId: lastOwner.processId })
              : words('owner.named', { name: lastOwner.name, processId: lastOwner.processId }),
        })
      : '',
  });
}

function rateText(
  { measured, sustainable, timeWaitSeconds }: ConnectionRate,
  words: DiagnosisWords,
  { count }: DiagnosisFormats,
): string {
  const possible =
    sustainable === null ? null : { sustainable: count(rounded(sustainable)), seconds: timeWaitSeconds ?? 0 };
  if (measured === null) return possible ? words('evidence.sustainable', possible) : words('evidence.rateNone');
  return possible
    ? words('evidence.rateValue', { measured: count(rounded(measured)), ...possible })
    : words('evidence.rateNow', { measured: count(rounded(measured)) });
}

function forecastText(forecast: UsageForecast, words: DiagnosisWords, { count }: DiagnosisFormats): string {
  return forecast.kind === 'rising'
    ? words('forecast.rising', { when: whenText(forecast.toExhaustion, words, count) })
    : words(`forecast.${forecast.kind}`);
}

function trendText({ trend }: Evidence, words: DiagnosisWords, { count }: DiagnosisFormats): string {
  switch (trend.kind) {
    case 'known':
      return words('evidence.trendKnown');
    case 'watching':
      return words('evidence.trendWatching', { seconds: count(Math.ceil(trend.remainingMs / 1000)) });
    case 'unknown':
      return words('evidence.trendUnknown');
  }
}
