import { describe, expect, it, vi } from 'vitest';
import type { AttemptAnswer, AttemptEvidence } from '../contract/usage/port-attempt';
import type { AddressUsage, RangeUsage } from '../contract/usage/usage';
import type { PortAttempt } from '../machine/interfaces/ports';
import { askedVersions, makeAttempts, nextAttempt, type AttemptNeed } from './attempts';
import { known, unknown, usage } from './verdict.fixture';

const address = (name: string, ports: number, usable = 16_384): AddressUsage => ({
  address: name,
  ports,
  usable,
  byState: [],
});
const udpRange = (busiest: AddressUsage): RangeUsage => ({
  name: 'ipv4Udp',
  range: { start: 49_152, number: 16_384 },
  usable: 16_384,
  excluded: 0,
  largestFree: 1,
  ports: busiest.ports,
  byState: [],
  busiest,
});
const need = (addresses: readonly AddressUsage[] = [], over: Partial<AttemptNeed> = {}): AttemptNeed => ({
  usage: known(usage({ addresses, ranges: [udpRange(address('192.0.2.53', 900))] })),
  reported: null,
  ...over,
});

/** A system that answers every question of this text ("bind tcp 0.0.0.0") as given, and grants all others. */
function system(answers: Readonly<Record<string, AttemptAnswer | Promise<AttemptAnswer>>> = {}) {
  const asked: string[] = [];
  const ask = (question: string) => {
    asked.push(question);
    return Promise.resolve(answers[question] ?? ({ kind: 'granted', port: 50_000 } as const));
  };
  const attempt: PortAttempt = {
    isSimulated: false,
    bind: (transport, local) => ask(`bind ${transport} ${local}`),
    connect: (ip) => ask(`connect ${ip}`),
  };
  return { asked, attempt };
}

const refused = { kind: 'refused', error: '10055' } as const;
const told = ({ how, transport, address: local, answer }: AttemptEvidence) =>
  `${how} ${transport} ${local}: ${answer.kind}`;

describe('makeAttempts', () => {
  it('binds to any address, then to the fullest one that is not loopback, over TCP and UDP', async () => {
    const { attempt } = system();
    const addresses = [
      address('127.0.0.1', 8000),
      address('192.0.2.7', 300),
      address('192.0.2.8', 200, 384),
      address('0.0.0.0', 9000),
    ];
    expect((await makeAttempts(attempt, need(addresses))).map(told)).toEqual([
      'bind tcp 0.0.0.0: granted',
      'bind tcp 192.0.2.8: granted',
      'bind udp 0.0.0.0: granted',
      'bind udp 192.0.2.53: granted',
    ]);
  });

  it('asks nothing more of a kind once it was refused, and goes on with the others', async () => {
    const { attempt } = system({ 'bind tcp 0.0.0.0': refused });
    expect((await makeAttempts(attempt, need([address('192.0.2.7', 300)], { reported: '10055' }))).map(told)).toEqual([
      'bind tcp 0.0.0.0: refused',
      'bind udp 0.0.0.0: granted',
      'bind udp 192.0.2.53: granted',
    ]);
  });

  it('keeps what the system said, and where it was asked', async () => {
    const { attempt } = system({ 'bind tcp 0.0.0.0': refused });
    expect((await makeAttempts(attempt, need()))[0]).toEqual({
      transport: 'tcp',
      ip: 'ipv4',
      how: 'bind',
      address: '0.0.0.0',
      answer: refused,
      isSimulated: false,
    });
  });

  it('does not know what has no answer in time, and asks nothing more', async () => {
    vi.useFakeTimers();
    try {
      const never = new Promise<AttemptAnswer>(() => undefined);
      const { attempt, asked } = system({ 'bind tcp 0.0.0.0': never, 'bind udp 0.0.0.0': never });
      const made = makeAttempts(attempt, need([address('192.0.2.7', 300)]));
      await vi.advanceTimersByTimeAsync(4000);
      expect((await made).map(told)).toEqual(['bind tcp 0.0.0.0: unknown', 'bind udp 0.0.0.0: unknown']);
      expect(asked).toHaveLength(2);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('a connection on loopback', () => {
  const made = (answer: AttemptAnswer): readonly AttemptEvidence[] => [
    { transport: 'tcp', ip: 'ipv4', how: 'bind', address: '0.0.0.0', answer, isSimulated: false },
  ];
  const granted = made({ kind: 'granted', port: 50_000 });
  const connection = { transport: 'tcp', ip: 'ipv4', how: 'connect', address: '127.0.0.1' } as const;

  it('is not asked for while a bind says enough', () => {
    expect(nextAttempt(need([address('127.0.0.1', 600)]), 'tcp', 'ipv4', granted)).toBeNull();
  });

  it('is asked for where loopback is filling', () => {
    expect(nextAttempt(need([address('127.0.0.1', 9000)]), 'tcp', 'ipv4', granted)).toEqual(connection);
  });

  it('is asked for where a bind told nothing', () => {
    expect(nextAttempt(need(), 'tcp', 'ipv4', made({ kind: 'unknown', detail: 'no koffi' }))).toEqual(connection);
  });

  it.each(['10055', '10048', 'ERR_NO_BUFFER_SPACE'] as const)('is asked for where a user saw %s', (reported) => {
    expect(nextAttempt(need([], { reported }), 'tcp', 'ipv4', granted)).toEqual(connection);
  });

  it.each(['10013', 'after-restart'] as const)('is not asked for where a user saw %s', (reported) => {
    expect(nextAttempt(need([], { reported }), 'tcp', 'ipv4', granted)).toBeNull();
  });

  it('is never made over UDP', () => {
    expect(nextAttempt(need([], { reported: '10055' }), 'udp', 'ipv6', [])).toMatchObject({ how: 'bind' });
    const bound = { transport: 'udp', ip: 'ipv6', how: 'bind', address: '::', isSimulated: false } as const;
    const unanswered = [{ ...bound, answer: { kind: 'unknown', detail: '' } } as const];
    expect(nextAttempt(need([], { reported: '10055' }), 'udp', 'ipv6', unanswered)).toBeNull();
  });
});

describe('the addresses that are asked about', () => {
  it('are never loopback, any address, or one that wants a scope', () => {
    const strange = ['127.0.0.1', '127.9.9.9', '0.0.0.0', '::', '::1', 'fe80::1', 'febf::2'].map((name) =>
      address(name, 9000),
    );
    for (const ip of ['ipv4', 'ipv6'] as const) {
      const asked = nextAttempt(need(strange), 'tcp', ip, [
        {
          transport: 'tcp',
          ip,
          how: 'bind',
          address: ip === 'ipv4' ? '0.0.0.0' : '::',
          answer: { kind: 'granted', port: 1 },
          isSimulated: false,
        },
      ]);
      expect(asked?.how ?? 'connect').toBe('connect');
    }
  });

  it('are of both versions of IP where IPv6 is in use, or where not every use is seen', () => {
    expect(askedVersions(need())).toEqual(['ipv4']);
    expect(askedVersions(need([address('2001:db8::5', 3)]))).toEqual(['ipv4', 'ipv6']);
    expect(askedVersions(need([], { usage: unknown }))).toEqual(['ipv4', 'ipv6']);
    expect(askedVersions(need([], { usage: known(usage({ bound: null })) }))).toEqual(['ipv4', 'ipv6']);
  });

  it('are those of IPv6 where only a range says that it is in use', () => {
    const range = { ...udpRange(address('::', 4)), name: 'ipv6Tcp' } as const;
    expect(askedVersions(need([], { usage: known(usage({ ranges: [range] })) }))).toEqual(['ipv4', 'ipv6']);
  });
});
