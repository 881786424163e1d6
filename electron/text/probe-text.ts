// The result of a port probe in words, for the command line and tickets. Pure.
import type { CountText } from '../contract/text/count-text';
import type { ProbeReport, ProbeState } from '../contract/change/effect';
import type { Words } from '../contract/messages/messages';
import { rangeText } from './setting-text';

export interface ProbeFacts {
  readonly probe: ProbeState;
  readonly reports: readonly Omit<ProbeReport, 'detail'>[];
}

/** Whether the probe ran, or why not; then one line for each range. */
export function probeLines(words: Words, { probe, reports }: ProbeFacts, count: CountText): string[] {
  return [
    words(`probe.states.${probe}`),
    ...reports.map(({ ip, transport, isSimulated, opened, newPort, finding, ended, oldRange, lowest, highest }) =>
      words(`probe.lines.${isSimulated ? 'simulated' : transport}`, {
        ip: `${ip === 'ipv4' ? 'IPv4' : 'IPv6'}${transport === 'udp' ? ' UDP' : ''}`,
        opened,
        ports: lowest === null ? words('ticket.rangeUnknown') : `${lowest}\u2013${highest}`,
        finding: words(`probe.findings.${finding}`, {
          port: newPort ?? '',
          old: rangeText(words, { known: true, range: oldRange }, count),
        }),
        ended: words(`probe.ends.${ended}`),
      }),
    ),
  ];
}
