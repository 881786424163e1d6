// The programs and services of the practice machine whose sockets are simulated, and what Windows tells of them.
import type { ProcessFacts, ServiceFacts } from '../../contract/usage/process-facts';
import type { PracticeLoad } from '../../contract/usage/usage';

export interface SimulatedProgram {
  readonly processId: number;
  readonly name: string;
  readonly path: string | null;
  readonly company: string | null;
  readonly services: readonly ServiceFacts[];
  /** Handles besides those of its sockets. */
  readonly otherHandles: number;
}

const microsoft = 'Microsoft Corporation';
const service = (name: string, displayName: string, isStoppable = true): ServiceFacts => ({
  name,
  displayName,
  isStoppable,
});
const svchost = { name: 'svchost.exe', path: 'C:\\Windows\\System32\\svchost.exe', company: microsoft } as const;
const inFolder = (path: string) => `C:\\Program Files\\${path}`;

export const simulatedPrograms = {
  orders: {
    processId: 4312,
    name: 'OrderService.exe',
    path: inFolder('Contoso\\OrderService.exe'),
    company: 'Contoso Ltd.',
    services: [],
    otherHandles: 410,
  },
  mailer: {
    processId: 1976,
    name: 'ReportMailer.exe',
    path: inFolder('Contoso\\ReportMailer.exe'),
    company: 'Contoso Ltd.',
    services: [],
    otherHandles: 240,
  },
  rpc: {
    processId: 884,
    ...svchost,
    services: [
      service('RpcSs', 'Remote Procedure Call (RPC)', false),
      service('RpcEptMapper', 'RPC Endpoint Mapper', false),
    ],
    otherHandles: 620,
  },
  browser: {
    processId: 5120,
    name: 'iexplore.exe',
    path: inFolder('Internet Explorer\\iexplore.exe'),
    company: microsoft,
    services: [],
    otherHandles: 780,
  },
  vpn: {
    processId: 7340,
    name: 'VpnClient.exe',
    path: inFolder('Fabrikam VPN\\VpnClient.exe'),
    company: 'Fabrikam, Inc.',
    services: [],
    otherHandles: 330,
  },
  dns: {
    processId: 1620,
    name: 'dns.exe',
    path: 'C:\\Windows\\System32\\dns.exe',
    company: microsoft,
    services: [service('DNS', 'DNS Server')],
    otherHandles: 290,
  },
  dnsClient: {
    processId: 1336,
    ...svchost,
    services: [service('Dnscache', 'DNS Client', false)],
    otherHandles: 250,
  },
  remoteManagement: {
    processId: 1428,
    ...svchost,
    services: [service('WinRM', 'Windows Remote Management (WS-Management)')],
    otherHandles: 260,
  },
  system: { processId: 4, name: 'System', path: null, company: null, services: [], otherHandles: 1900 },
  bun: {
    processId: 7788,
    name: 'bun.exe',
    path: inFolder('Contoso\\bun.exe'),
    company: null,
    services: [],
    otherHandles: 180,
  },
  database: {
    processId: 1512,
    name: 'sqlservr.exe',
    path: inFolder('Microsoft SQL Server\\MSSQL\\Binn\\sqlservr.exe'),
    company: microsoft,
    services: [service('MSSQLSERVER', 'SQL Server (MSSQLSERVER)')],
    otherHandles: 900,
  },
} as const satisfies Record<string, SimulatedProgram>;

export type ProgramName = keyof typeof simulatedPrograms;

/** What is told of a program that holds so many sockets; it was started with the machine. */
export function factsOf(program: SimulatedProgram, sockets: number, startedAt: number): ProcessFacts {
  const { processId, path, company, services, otherHandles } = program;
  return { processId, startedAt, path, company, handles: otherHandles + sockets, services };
}

/** Who runs under a load. */
export function runningUnder(load: PracticeLoad): readonly SimulatedProgram[] {
  const { vpn, ...others } = simulatedPrograms;
  return load === 'orphaned' ? Object.values(others) : [vpn, ...Object.values(others)];
}
