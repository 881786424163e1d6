// A change of both values on a small computer, for the tests of tickets.
import { absent, dword } from '../contract/registry/stored-value';
import { noTicketOptions } from '../contract/ticket/ticket';
import type { ChangeRecord, UsageNote } from '../contract/history/change-record';
import type { TicketFacts } from './ticket';

export const usage: UsageNote = {
  takenAt: '2026-03-02T08:15:00.000Z',
  of: 'machine',
  product: 'Windows Server 2003 R2',
  range: { start: 1025, number: 3976 },
  usable: 3976,
  inUse: 3777,
  timeWait: 1200,
  busiest: { address: '10.0.0.5', ports: 3700 },
};

const smallRange = { known: true, range: { start: 1025, number: 3976 } } as const;

export const record: ChangeRecord = {
  id: '8f2a44f0-6c3e-4b0e-9f6f-0a64b1c5d001',
  reason: 'apply',
  state: 'applied',
  startedAt: '2026-03-02T08:16:00.000Z',
  endedAt: '2026-03-02T08:16:01.000Z',
  changes: [
    { name: 'MaxUserPort', before: absent, after: dword(65534) },
    { name: 'TcpTimedWaitDelay', before: dword(240), after: dword(30) },
  ],
  backup: {
    id: '8f2a44f0-6c3e-4b0e-9f6f-0a64b1c5d002',
    file: 'C:\\Users\\j.doe\\AppData\\Roaming\\Wizard\\backups\\2026-03-02-SRV7.reg',
    folder: 'C:\\Users\\j.doe\\AppData\\Roaming\\Wizard\\backups',
    createdAt: '2026-03-02T08:16:00.000Z',
    sizeInBytes: 4000,
    sha256: 'a'.repeat(64),
    valueCount: 20,
    writtenBy: 'reg.exe',
  },
  bootedAt: '2026-03-01T06:00:00.000Z',
  computerName: 'SRV7',
  userName: 'CORP\\j.doe',
  programVersion: '1.0.0',
  rangesBefore: { ipv4Tcp: smallRange, ipv4Udp: smallRange, ipv6Tcp: smallRange, ipv6Udp: smallRange },
  measuredBefore: { usage, conclusion: 'exhausted-now' },
};

export function facts(more: Partial<TicketFacts> = {}): TicketFacts {
  return {
    record,
    verdict: 'waiting-for-restart',
    proof: {
      takenAt: '2026-03-02T08:17:00.000Z',
      wasRestarted: false,
      movedAlong: [],
      probe: 'waiting-for-restart',
      reports: [],
      rows: record.changes.map(({ name, after }) => ({
        name,
        requested: after,
        stored: after,
        inEffect: { kind: 'not-measurable' } as const,
        verdict: 'waiting-for-restart' as const,
      })),
    },
    effective: smallRange,
    usageNow: { ...usage, inUse: 400 },
    madeAt: Date.parse('2026-03-02T08:17:00.000Z'),
    machine: {
      kind: 'windows',
      product: 'Windows Server 2003 R2',
      version: { major: 5, minor: 2, build: 3790 },
      locale: 'en-GB',
      bootedAt: record.bootedAt,
    },
    options: noTicketOptions,
    ...more,
  };
}
