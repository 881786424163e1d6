import { describe, expect, it } from 'vitest';
import { usedByRows } from './used-by-rows';
import { measuredWith } from '../../electron/contract/usage/sample.fixture';
import { tcpStates } from '../../electron/contract/usage/sample';
import type { ProcessUsage } from '../../electron/contract/usage/usage';

const states = (ports: Partial<Record<(typeof tcpStates)[number], number>>) =>
  tcpStates.map((state) => ports[state] ?? 0);

function process(processId: number, ports: number, growth: number | null = 0): ProcessUsage {
  const byState = states({ ESTABLISHED: ports });
  return { processId, name: `app${processId}.exe`, ports, byState, growth, risingSince: null, released: 0 };
}

const { details } = measuredWith({ tcp: 100, udp: 5 });
const rows = (processes: readonly ProcessUsage[]) =>
  usedByRows('processes', { details: { ...details, processes }, transport: 'tcp', usable: 1000, owners: [] });

describe('who uses the ports', () => {
  it('is whoever grows fast first, then whoever holds the most', () => {
    const keys = rows([process(1, 500), process(2, 40, 90), process(3, 60, 1), process(4, 80, null)]).map(
      ({ key }) => key,
    );
    expect(keys).toEqual(['2', '1', '4', '3']);
  });

  it('tells ports in TIME_WAIT from those of an unknown process, both after all programs', () => {
    const nobody = { ...process(0, 700), name: null, byState: states({ TIME_WAIT: 600, ESTABLISHED: 100 }) };
    const found = rows([nobody, process(1, 10)]);
    expect(found.map(({ user, ports }) => [user.kind, ports])).toEqual([
      ['process', 10],
      ['unknown-process', 100],
      ['closed', 600],
    ]);
    expect(found.reduce((sum, { ports }) => sum + ports, 0)).toBe(710);
  });

  it('has no row for closed ports where there are none', () => {
    const nobody = { ...process(0, 7), name: null };
    expect(rows([nobody]).map(({ user }) => user.kind)).toEqual(['unknown-process']);
  });

  it('leaves bound ports unknown where the system does not tell them', () => {
    const input = { transport: 'tcp', usable: 1000, owners: [] } as const;
    const [row] = usedByRows('processes', { ...input, details: { ...details, tellsBound: false } });
    expect(row?.byState[tcpStates.indexOf('BOUND')]).toBeNull();
  });

  it('measures an address against its own limit, and shows the ranges of one transport only', () => {
    const input = { details, usable: 7, owners: [] };
    expect(usedByRows('addresses', { ...input, transport: 'tcp' })).toMatchObject([{ key: '10.0.0.1', limit: 1000 }]);
    expect(usedByRows('ranges', { ...input, transport: 'udp' }).map(({ key }) => key)).toEqual(['ipv4Udp']);
  });
});
