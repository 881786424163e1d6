// Who else needs ports of the practice machine: simulated services, and what each Windows keeps out of its range.
// Protects: nothing here is read from the computer that we run on; a line of ReservedPorts that is not understood is no shorter list.
import { failure, success, type Result } from '../../contract/errors/result';
import { isSameName } from '../../contract/registry/value-name';
import type { ExcludedRange, Listener } from '../../contract/change/side-effects';
import type { PracticeLoad } from '../../contract/usage/usage';
import type { PortClaims } from '../interfaces/ports';
import type { PracticeWindows } from '../../contract/machine/practice';
import type { RegistryKey } from '../interfaces/registry';

const listener = (port: number, processId: number, name: string): Listener => ({ port, processId, name });

const systemServices = [listener(135, 884, 'svchost.exe'), listener(445, 4, 'System')];
/** What an office server of those days runs; two of them above port 5000. */
const serverPrograms = [
  listener(1433, 1512, 'sqlservr.exe'),
  listener(8080, 4312, 'OrderService.exe'),
  listener(10000, 2264, 'BackupAgent.exe'),
];

const listeners: Readonly<Record<PracticeWindows, readonly Listener[]>> = {
  nt4: [...systemServices, listener(8080, 4312, 'OrderService.exe')],
  windows2000: [...systemServices, ...serverPrograms],
  server2003: [...systemServices, ...serverPrograms],
  windows11: [
    ...systemServices,
    listener(3000, 9044, 'node.exe'),
    listener(3389, 1204, 'svchost.exe'),
    listener(5040, 6120, 'svchost.exe'),
    listener(5432, 5208, 'postgres.exe'),
    listener(8080, 4312, 'OrderService.exe'),
    listener(49664, 796, 'lsass.exe'),
    listener(49665, 652, 'wininit.exe'),
  ],
};

/** Bound UDP sockets of any Windows of those days: time, IPsec. */
const systemUdp = [listener(123, 884, 'svchost.exe'), listener(500, 632, 'lsass.exe')];
const udpListeners: Readonly<Record<PracticeWindows, readonly Listener[]>> = {
  nt4: [],
  windows2000: systemUdp,
  server2003: systemUdp,
  windows11: [...systemUdp, listener(5353, 1644, 'svchost.exe'), listener(16384, 7716, 'VoiceGateway.exe')],
};

/** On Windows 11 the reservations of Hyper-V, and those by an administrator. */
const excludedOnWindows11: Readonly<Record<'tcp' | 'udp', readonly ExcludedRange[]>> = {
  tcp: [
    { start: 5357, number: 1, isAdministered: false },
    { start: 9950, number: 100, isAdministered: true },
    { start: 49723, number: 100, isAdministered: false },
    { start: 49823, number: 100, isAdministered: false },
    { start: 50000, number: 60, isAdministered: true },
  ],
  udp: [{ start: 50000, number: 60, isAdministered: true }],
};
const morePrograms = ['explorer.exe', 'spoolsv.exe'];
const programsOfWindows11 = ['vmcompute.exe', 'wslservice.exe'];

interface ClaimsState {
  readonly which: PracticeWindows;
  readonly key: RegistryKey;
  /** The scripted load of its sockets. */
  readonly load: PracticeLoad | null;
}

/** `withState` reads the state of the practice machine for the work, or fails. */
export function practiceClaims(
  withState: <T>(work: (state: ClaimsState) => Promise<Result<T>>) => Promise<Result<T>>,
): PortClaims {
  return {
    listeners: (transport = 'tcp') =>
      withState(({ which }) => Promise.resolve(success((transport === 'udp' ? udpListeners : listeners)[which]))),
    excluded: (transport = 'tcp') =>
      withState(({ which, key, load }) => {
        if (load === 'excluded' && transport === 'tcp') return Promise.resolve(success(mostOfTheRange(which)));
        return Promise.resolve(which === 'windows11' ? success(excludedOnWindows11[transport]) : reservedPorts(key));
      }),
    programs: () =>
      withState(({ which }) => {
        const names = [...listeners[which], ...udpListeners[which]].flatMap(({ name }) => name ?? []);
        return Promise.resolve(
          success([...new Set([...names, ...morePrograms, ...(which === 'windows11' ? programsOfWindows11 : [])])]),
        );
      }),
  };
}

/** All but some 380 ports of the range that this Windows has by default; on Windows 11 in the blocks of Hyper-V. */
function mostOfTheRange(which: PracticeWindows): ExcludedRange[] {
  if (which !== 'windows11') return [{ start: 1025, number: 3592, isAdministered: true }];
  return Array.from({ length: 160 }, (_, index) => ({
    start: 49152 + index * 100,
    number: 100,
    isAdministered: false,
  }));
}

/** ReservedPorts of Windows 2000 to 2003: lines of "first-last" (812873). Fails with the line that is another one. */
function reservedPorts(key: RegistryKey): Result<ExcludedRange[]> {
  const value = key.values.find(({ name }) => isSameName(name, 'ReservedPorts'));
  const text = value ? Buffer.from(value.data).toString('utf16le') : '';
  const ranges: ExcludedRange[] = [];
  for (const line of text.split('\0').filter((each) => each !== '')) {
    const [, first = 0, last = 0] = /^(\d{1,5})-(\d{1,5})$/.exec(line)?.map(Number) ?? [];
    if (first < 1 || last < first || last > 65535) {
      return failure({
        code: 'MACHINE_FAILED',
        action: 'port-range.read',
        windowsCode: null,
        detail: `ReservedPorts: ${line}`,
      });
    }
    ranges.push({ start: first, number: last - first + 1, isAdministered: true });
  }
  return success(ranges);
}
