import { describe, expect, it } from 'vitest';
import type { OwnerEvidence } from '../contract/diagnosis/diagnosis';
import type { Measurement } from '../contract/diagnosis/measurement';
import { measurementSchema } from '../contract/diagnosis/measurement.schema';
import { failure, success } from '../contract/errors/result';
import { portTable } from '../machine/common/port-table.fixture';
import type { UsageSource } from '../machine/interfaces/usage';
import { measure, withMeasuredEvents, withMeasuredOwners } from './measurement';
import { known, noon, process, unknown, usage } from './verdict.fixture';

const range = { known: true, range: { start: 49_152, number: 16_384 } } as const;
const source: UsageSource = {
  of: 'machine',
  product: 'Windows 11',
  portTable: {
    read: () => Promise.resolve(success(portTable([{ port: 50_000, state: 5, processId: 7 }], noon))),
  },
  portRange: {
    read: () => Promise.resolve(success({ ipv4Tcp: range, ipv4Udp: range, ipv6Tcp: range, ipv6Udp: range })),
  },
  processInspector: {
    inspect: () =>
      Promise.resolve(
        success(
          new Map([
            [7, { processId: 7, startedAt: noon, path: 'C:\\a.exe', company: 'Contoso', handles: 12, services: [] }],
          ]),
        ),
      ),
  },
  eventLog: {
    read: () => Promise.resolve(success({ events: [{ id: 4231, at: noon }], since: noon - 1000 })),
  },
};

describe('measure', () => {
  it('looks at the largest holders and at the log, and comes through the channel as it is', async () => {
    const measured = await measure(source);
    expect(measured).toEqual({
      owners: {
        known: true,
        value: [
          {
            processId: 7,
            startedAt: noon,
            path: 'C:\\a.exe',
            company: 'Contoso',
            handles: 12,
            services: [],
            isRunning: true,
            firstSeenAt: null,
          },
        ],
      },
      events: { known: true, value: { since: noon - 1000, counts: [{ id: 4231, count: 1, lastAt: noon }] } },
    });
    expect(measurementSchema.parse(JSON.parse(JSON.stringify(measured)))).toEqual(measured);
  });

  it('says why it knows nothing', async () => {
    const denied = failure({ code: 'ACCESS_DENIED', action: 'event-log.read', windowsCode: 5 });
    const measured = await measure({
      ...source,
      portTable: { read: () => Promise.resolve(failure({ code: 'NOT_AVAILABLE_HERE' })) },
      eventLog: { read: () => Promise.resolve(denied) },
    });
    expect(measured).toMatchObject({ owners: { reason: 'not-available' }, events: { reason: 'denied' } });
    expect(measurementSchema.safeParse(measured).success).toBe(true);
  });
});

const owner = (over: Partial<OwnerEvidence> = {}): OwnerEvidence => ({
  processId: 7,
  startedAt: null,
  path: null,
  company: null,
  handles: null,
  services: [],
  isRunning: true,
  firstSeenAt: noon,
  ...over,
});
const measured = (over: Partial<OwnerEvidence> = {}): Measurement => ({
  owners: {
    known: true,
    value: [owner({ startedAt: noon, path: 'C:\\a.exe', handles: 12_000, firstSeenAt: null, ...over })],
  },
  events: { known: true, value: { since: noon, counts: [] } },
});

/** Process 7 holds ports, and is called like this. */
const named = (name: string | null) => known(usage({ processes: [process({}, { processId: 7, name })] }));
const same = named('A.EXE');

describe('the evidence with what an administrator measured', () => {
  it('tells of a process what was refused', () => {
    expect(withMeasuredOwners(known([owner()]), measured(), same)).toEqual(
      known([owner({ startedAt: noon, path: 'C:\\a.exe', handles: 12_000 })]),
    );
  });

  it('keeps what was known', () => {
    const own = known([owner({ startedAt: noon, handles: 5, path: 'C:\\b.exe' })]);
    expect(withMeasuredOwners(own, measured(), same)).toEqual(own);
  });

  it('needs no name where both know since when the process runs', () => {
    expect(withMeasuredOwners(known([owner({ startedAt: noon })]), measured(), unknown)).toMatchObject({
      value: [{ path: 'C:\\a.exe', handles: 12_000 }],
    });
  });

  it.each<[string, ReturnType<typeof named> | typeof unknown, Partial<OwnerEvidence>]>([
    ['another name', named('b.exe'), {}],
    ['another name that ends alike', named('aa.exe'), {}],
    ['no name', named(null), {}],
    ['no name, and was measured without a file', named(''), { path: null }],
    ['ports that are not known', unknown, {}],
  ])('takes nothing over by the number alone, for one that has %s', (_, holders, other) => {
    expect(withMeasuredOwners(known([owner()]), measured(other), holders)).toEqual(known([owner()]));
    expect(withMeasuredOwners(unknown, measured(other), holders)).toEqual(unknown);
  });

  it('goes by the name where the start was not measured either', () => {
    const without = measured({ startedAt: null });
    const own = known([owner({ startedAt: noon })]);
    expect(withMeasuredOwners(own, without, same)).toMatchObject({ value: [{ handles: 12_000 }] });
    expect(withMeasuredOwners(own, without, named('b.exe'))).toEqual(own);
  });

  it.each<[string, Partial<OwnerEvidence>, Partial<OwnerEvidence>]>([
    ['has ended since', { isRunning: false }, {}],
    ['had ended by then', {}, { isRunning: false }],
    ['is another one with the same number', { startedAt: noon + 1 }, {}],
    ['was not looked at', {}, { processId: 8 }],
  ])('takes nothing over for a process that %s', (_, own, other) => {
    expect(withMeasuredOwners(known([owner(own)]), measured(other), same)).toEqual(known([owner(own)]));
  });

  it('takes over what could not be read at all', () => {
    expect(withMeasuredOwners(unknown, measured(), same)).toEqual(measured().owners);
    expect(withMeasuredEvents(unknown, measured())).toEqual(measured().events);
  });

  it('prefers its own log, and says why there is none where both failed', () => {
    const own = known({ since: noon + 5, counts: [] });
    expect(withMeasuredEvents(own, measured())).toEqual(own);
    const denied = { known: false, reason: 'denied', detail: '' } as const;
    expect(withMeasuredEvents(denied, { owners: unknown, events: unknown })).toEqual(denied);
    expect(withMeasuredOwners(denied, { owners: unknown, events: unknown }, same)).toEqual(denied);
  });
});
