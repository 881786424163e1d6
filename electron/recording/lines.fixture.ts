// Lines for tests, and what makes any of them.
import fc from 'fast-check';
import type { RecordedSample, RecordedSnapshot, RecordingLine } from '../contract/recording/recording';
import { snapshotReasons } from '../contract/recording/recording-limits';

export const noon = Date.UTC(2026, 10, 24, 12);

export function sampleAt(at: number, ports = 100, more: Partial<RecordedSample> = {}): RecordedSample {
  return {
    v: 1,
    kind: 'sample',
    at,
    stepMs: 20_000,
    tcp: { ports, usable: 1000 },
    udp: { ports: 10, usable: 1000 },
    states: [ports, 0, 0, 0, 0, null, 0],
    usable: 1000,
    udpSockets: 10,
    newPerSecond: 1.5,
    ...more,
  };
}

export function snapshotAt(at: number, ports: number, more: Partial<RecordedSnapshot> = {}): RecordedSnapshot {
  const holder = {
    processId: 7,
    name: 'OrderService.exe',
    ports: ports - 5,
    bound: 0,
    timeWait: 0,
    closeWait: 0,
    isRunning: true,
    path: 'C:\\Orders\\OrderService.exe',
    company: null,
    handles: 12_000,
    services: [],
  };
  return {
    v: 1,
    kind: 'snapshot',
    at,
    reasons: ['over-80'],
    tcp: { ports, usable: 1000 },
    udp: { ports: 10, usable: 1000 },
    bound: 0,
    udpSockets: 10,
    ranges: [{ name: 'ipv4Tcp', start: 1025, number: 1000, ports, usable: 1000, excluded: 0 }],
    processes: [holder],
    udpProcesses: [],
    endpoints: [{ address: '10.9.9.9', port: 1433, ports, timeWait: 0, lastOwner: null }],
    attempts: [],
    events: null,
    ...more,
  };
}

const at = fc.integer({ min: noon, max: noon + 3 * 86_400_000 });

/** Any line, with names in any script. */
export const anyLine: fc.Arbitrary<RecordingLine> = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(at, fc.nat(1000)).map(([when, ports]) => sampleAt(when, ports)) },
  fc
    .tuple(at, fc.integer({ min: 5, max: 1000 }), fc.constantFrom(...snapshotReasons), fc.string({ unit: 'binary' }))
    .map(([when, ports, reason, name]) =>
      snapshotAt(when, ports, {
        reasons: [reason],
        endpoints: [{ address: '::1', port: 1, ports, timeWait: 0, lastOwner: name }],
      }),
    ),
  at.map((when): RecordingLine => ({ v: 1, kind: 'failed', at: when, reason: 'MACHINE_FAILED' })),
  at.map((when): RecordingLine => ({ v: 1, kind: 'start', at: when, by: 'window', stepMs: 20_000, program: '1' })),
  at.map((when): RecordingLine => ({ v: 1, kind: 'end', at: when, why: 'stopped' })),
);
