// Asks the system for single ports, as far as the evidence needs it: which requests, in which order, and the answers.
// Protects: each question is asked once, all of them end within a few seconds, and a refusal ends the questions of its kind.
import { rangeParts } from '../contract/port-ranges/dynamic-ranges';
import type { IpVersion } from '../contract/change/effect';
import type { Reading, ReportedError, UsageEvidence } from '../contract/diagnosis/diagnosis';
import { levelOfShare, shareOfUsable } from '../contract/usage/levels';
import type { AttemptAnswer, AttemptEvidence, Transport } from '../contract/usage/port-attempt';
import type { AddressUsage } from '../contract/usage/usage';
import type { PortAttempt } from '../machine/interfaces/ports';

/** One question to the system. */
export type AttemptRequest = Pick<AttemptEvidence, 'transport' | 'ip' | 'how' | 'address'>;

/** What decides which questions are asked. */
export interface AttemptNeed {
  readonly usage: Reading<Pick<UsageEvidence, 'bound' | 'ranges' | 'addresses'>>;
  readonly reported: ReportedError | null;
}

/** All questions together; a question that has no answer by then is unknown, and no other one is asked. */
const longestMs = 4000;

const anyAddress = { ipv4: '0.0.0.0', ipv6: '::' } as const satisfies Record<IpVersion, string>;
const loopback = { ipv4: '127.0.0.1', ipv6: '::1' } as const satisfies Record<IpVersion, string>;
/** What somebody sees whose connections are refused; 10013 is a port that is reserved. */
const refusedConnections: readonly (ReportedError | null)[] = ['10055', '10048', 'ERR_NO_BUFFER_SPACE'];

/** The versions of IP that are asked about: IPv6 is left out where no port of it is in use, and every use is seen. */
export function askedVersions({ usage }: AttemptNeed): readonly IpVersion[] {
  if (!usage.known || usage.value.bound === null) return ['ipv4', 'ipv6'];
  const { ranges, addresses } = usage.value;
  const isUsed =
    ranges.some(({ name, ports }) => rangeParts[name].ip === 'ipv6' && ports > 0) ||
    addresses.some(({ address }) => versionOf(address) === 'ipv6');
  return isUsed ? ['ipv4', 'ipv6'] : ['ipv4'];
}

/**
 * The next question about a transport and a version of IP after those that were `made`: a bind to any address, one to the
 * fullest address that is not loopback (only a bind: a listener there would have the firewall ask the person), and over TCP a
 * connection on loopback, where that is filling, connections were refused to a user, or a bind told nothing. Null after a
 * refusal, and when nothing is left to ask.
 */
export function nextAttempt(
  need: AttemptNeed,
  transport: Transport,
  ip: IpVersion,
  made: readonly AttemptEvidence[],
): AttemptRequest | null {
  if (made.some(({ answer }) => answer.kind === 'refused')) return null;
  const fullest = fullestAddress(need, transport, ip);
  const mayConnect =
    refusedConnections.includes(need.reported) ||
    isLoopbackFilling(need, ip) ||
    made.some(({ answer }) => answer.kind === 'unknown');
  const questions: AttemptRequest[] = [
    { transport, ip, how: 'bind', address: anyAddress[ip] },
    ...(fullest === null ? [] : [{ transport, ip, how: 'bind', address: fullest } as const]),
    ...(transport === 'tcp' && mayConnect ? [{ transport, ip, how: 'connect', address: loopback[ip] } as const] : []),
  ];
  return questions.find(({ how, address }) => !made.some((one) => one.how === how && one.address === address)) ?? null;
}

/** Asks what is needed. Never rejects. */
export async function makeAttempts(attempt: PortAttempt, need: AttemptNeed): Promise<readonly AttemptEvidence[]> {
  let timer: NodeJS.Timeout | undefined;
  const late: AttemptAnswer = { kind: 'unknown', detail: `no answer within ${longestMs} ms` };
  const tooLate = new Promise<AttemptAnswer>((resolve) => (timer = setTimeout(resolve, longestMs, late)));
  const ask = async (transport: Transport, ip: IpVersion): Promise<AttemptEvidence[]> => {
    const made: AttemptEvidence[] = [];
    let request = nextAttempt(need, transport, ip, made);
    while (request) {
      const answer = await Promise.race([answerTo(attempt, request), tooLate]);
      made.push({ ...request, answer, isSimulated: attempt.isSimulated });
      request = answer === late ? null : nextAttempt(need, transport, ip, made);
    }
    return made;
  };
  try {
    const kinds = askedVersions(need).flatMap((ip) => (['tcp', 'udp'] as const).map((transport) => ask(transport, ip)));
    return (await Promise.all(kinds)).flat();
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Asks each question once within `ms`, and gives the same answer until then, whoever wants to know it and why: what somebody
 * says to have seen adds questions, but repeats none.
 */
export function rememberedAnswers(attempt: PortAttempt, ms: number): PortAttempt {
  const asked = new Map<string, { readonly at: number; readonly answer: Promise<AttemptAnswer> }>();
  const once = (question: string, ask: () => Promise<AttemptAnswer>): Promise<AttemptAnswer> => {
    const now = performance.now();
    for (const [past, { at }] of asked) if (now - at > ms) asked.delete(past);
    const answer = asked.get(question)?.answer ?? ask();
    if (!asked.has(question)) asked.set(question, { at: now, answer });
    return answer;
  };
  return {
    isSimulated: attempt.isSimulated,
    bind: (transport, address) => once(`${transport} ${address}`, () => attempt.bind(transport, address)),
    connect: (ip) => once(`connect ${ip}`, () => attempt.connect(ip)),
  };
}

function answerTo(attempt: PortAttempt, { transport, ip, how, address }: AttemptRequest): Promise<AttemptAnswer> {
  return how === 'bind' ? attempt.bind(transport, address) : attempt.connect(ip);
}

function fullestAddress({ usage }: AttemptNeed, transport: Transport, ip: IpVersion): string | null {
  if (!usage.known) return null;
  const { addresses, ranges } = usage.value;
  const known =
    transport === 'tcp'
      ? addresses
      : ranges.flatMap(({ name, busiest }) => (rangeParts[name].transport === 'udp' ? (busiest ?? []) : []));
  const own = known.filter(({ address }) => versionOf(address) === ip && isBindable(address));
  return own.sort((one, other) => shareOf(other) - shareOf(one))[0]?.address ?? null;
}

function isLoopbackFilling({ usage }: AttemptNeed, ip: IpVersion): boolean {
  const own = usage.known ? usage.value.addresses.find(({ address }) => address === loopback[ip]) : undefined;
  return own !== undefined && levelOfShare(shareOf(own)) !== 'normal';
}

function shareOf({ ports, usable }: AddressUsage): number {
  return shareOfUsable(ports, usable);
}

/** An address of its own: neither loopback nor any address, and none that wants a scope beside it (fe80::/10). */
function isBindable(address: string): boolean {
  return !/^(?:127\.|0\.0\.0\.0$|::1?$|fe[89ab])/.test(address);
}

function versionOf(address: string): IpVersion {
  return address.includes(':') ? 'ipv6' : 'ipv4';
}
