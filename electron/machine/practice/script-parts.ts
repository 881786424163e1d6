// What the scripts of the loads are made of: whom programs connect to, and what every machine has.
import type { RangeName } from '../../contract/port-ranges/dynamic-ranges';
import { tcpState } from '../interfaces/usage';
import { simulatedPrograms, type ProgramName } from './simulated-programs';
import type { Remote, Sockets } from './simulated-sockets';

/** Called for every step of simulated time (milliseconds), first with 0. */
export type Script = (time: number) => void;

/** What a script plays on. */
export interface Stage {
  readonly sockets: Sockets;
  /** The machine was restarted since the load was chosen. */
  readonly isRestarted: boolean;
  readonly timeWaitMs: number;
}

export const stepMs = 250;

export const database: Remote = { address: '10.20.0.15', port: 1433 };
export const webService: Remote = { address: '10.20.0.80', port: 443 };
export const others: readonly Remote[] = [
  { address: '10.20.0.5', port: 445 },
  { address: '10.20.0.6', port: 389 },
  { address: '203.0.113.9', port: 443 },
];
/** Programs of which none stands out. */
export const crowd = ['orders', 'mailer', 'rpc', 'browser'] as const satisfies readonly ProgramName[];

/** Ports that Windows Vista and later assign when nobody has changed anything. */
const largestByDefault = 16_384;

/** Ports that a load takes for full, so that a wider range is seen to help: it is far from full. */
export function demand({ sockets }: Stage, name: RangeName = 'ipv4Tcp'): number {
  return Math.min(sockets.usable(name), largestByDefault);
}

/** How often something happens in the step that ends at `time`, when it happens so often a minute. */
export function timesInStep(time: number, perMinute: number): number {
  const until = (end: number) => Math.floor((end * perMinute) / 60_000);
  return time === 0 ? 0 : until(time) - until(time - stepMs);
}

export interface Connecting {
  readonly by: ProgramName;
  readonly to: Remote;
  readonly state?: number;
  readonly local?: string;
  readonly closesAt?: number;
}

/** `count` connections that are opened now. */
export function connect({ sockets }: Stage, count: number, { by, to, state, local, closesAt }: Connecting): void {
  for (let opened = 0; opened < count; opened += 1)
    sockets.open({
      processId: simulatedPrograms[by].processId,
      remote: to,
      state: state ?? tcpState.ESTABLISHED,
      closesAt: closesAt ?? null,
      ...(local !== undefined && { local }),
    });
}

/** `count` sockets that are bound, and neither connected nor listening. */
export function bind({ sockets }: Stage, count: number, by: ProgramName): void {
  const { processId } = simulatedPrograms[by];
  for (let opened = 0; opened < count; opened += 1)
    sockets.open({ processId, local: '0.0.0.0', remote: null, state: tcpState.BOUND });
}

/** What every machine has: some connections that stay. */
export function background(stage: Stage, time: number): void {
  if (time > 0) return;
  for (let count = 0; count < 24; count += 1)
    connect(stage, 1, { by: count % 3 === 0 ? 'browser' : 'rpc', to: others[count % others.length] ?? database });
}

const pageEveryMs = 2000;

/** Now and then a web page is loaded; at first, what was loaded before is still in TIME_WAIT. */
export function wander(stage: Stage, time: number): void {
  if (time % pageEveryMs !== 0) return;
  const to = others[2] ?? webService;
  if (time === 0) {
    for (let ago = pageEveryMs; ago < stage.timeWaitMs; ago += pageEveryMs)
      wait(stage, pagesAt(stage.timeWaitMs - ago), to, stage.timeWaitMs - ago);
    return;
  }
  for (let count = 0; count < pagesAt(time); count += 1)
    connect(stage, 1, { by: 'browser', to, closesAt: time + 1500 + count * 400 });
}

function pagesAt(time: number): number {
  return 1 + (((time / pageEveryMs) * 7) % 5);
}

/** `count` sockets in TIME_WAIT that were closed before the load began, until `time`. */
export function wait({ sockets }: Stage, count: number, remote: Remote, time: number): void {
  for (let opened = 0; opened < count; opened += 1)
    sockets.open({ processId: 0, remote, state: tcpState.TIME_WAIT, closesAt: time });
}

/** What nobody has to worry about. */
export function everyday(stage: Stage): Script {
  return (time) => {
    background(stage, time);
    wander(stage, time);
  };
}
