import { describe, expect, it } from 'vitest';
import { failure, success } from '../contract/errors/result';
import type { ProcessFacts } from '../contract/usage/process-facts';
import type { EndpointUsage, ProcessUsage } from '../contract/usage/usage';
import type { ProcessInspector } from '../machine/interfaces/processes';
import { holdersOf, readOwners } from './owners';
import { known, noon, unknown, usage } from './verdict.fixture';

const holder = (processId: number, ports: number): ProcessUsage => ({
  processId,
  name: null,
  ports,
  byState: [],
  growth: null,
  risingSince: null,
  released: 0,
});
const facts = (processId: number): ProcessFacts => ({
  processId,
  startedAt: noon,
  path: `C:\\Program Files\\${processId}.exe`,
  company: 'Contoso',
  handles: 300,
  services: [],
});
/** A system on which these processes run. */
const running = (...processIds: readonly number[]): ProcessInspector => ({
  inspect: () => Promise.resolve(success(new Map(processIds.map((id) => [id, facts(id)])))),
});
const endpoint = (processId: number): EndpointUsage => ({
  address: '192.0.2.9',
  port: 5432,
  ports: 1,
  byState: [],
  growth: null,
  newPerSecond: null,
  lastOwner: { processId, name: null, ports: 1 },
});

describe('holdersOf', () => {
  it('are the largest of TCP and of UDP and those that held released ports, each once, and never process 0', () => {
    const processes = [holder(7, 20), holder(0, 900), holder(8, 400)];
    const udpProcesses = [holder(8, 3), holder(53, 2500)];
    expect(holdersOf(usage({ processes, udpProcesses, endpoints: [endpoint(7), endpoint(99)] }))).toEqual([
      8, 7, 53, 99,
    ]);
  });

  it('are few, however many processes hold ports', () => {
    const many = Array.from({ length: 500 }, (_, index) => holder(index + 1, index));
    const found = holdersOf(usage({ processes: many, udpProcesses: null }));
    expect(found).toEqual([500, 499, 498, 497, 496, 495, 494, 493]);
  });
});

describe('readOwners', () => {
  const measured = known(usage({ processes: [holder(7, 20), holder(8, 400)], udpProcesses: null }));
  const seen = () => noon;

  it('tells what runs, and what has ended', async () => {
    const owners = await readOwners(running(8), measured, seen);
    expect(owners).toEqual({
      known: true,
      value: [
        { ...facts(8), isRunning: true, firstSeenAt: noon },
        {
          processId: 7,
          startedAt: null,
          path: null,
          company: null,
          handles: null,
          services: null,
          isRunning: false,
          firstSeenAt: noon,
        },
      ],
    });
  });

  it('are unknown where processes cannot be looked at, and nobody is said to have ended', async () => {
    const denied: ProcessInspector = {
      inspect: () => Promise.resolve(failure({ code: 'ACCESS_DENIED', action: 'port-table.read', windowsCode: 5 })),
    };
    expect(await readOwners(denied, measured, seen)).toMatchObject({ known: false, reason: 'denied' });
    expect(await readOwners(undefined, measured, seen)).toMatchObject({ known: false, reason: 'not-available' });
  });

  it('are unknown for the reason for which the sockets are', async () => {
    expect(await readOwners(running(), unknown, seen)).toEqual(unknown);
  });
});
