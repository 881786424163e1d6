// The verdict of a service that watches, and of one that measured once; the clock is wound on by hand.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { failure, success } from '../contract/errors/result';
import type { UsageSample } from '../contract/usage/sample';
import type { ChangeLog } from '../history/change-log';
import { portTable } from '../machine/common/port-table.fixture';
import type { Machine } from '../machine/interfaces/machine';
import type { UsageSource } from '../machine/interfaces/usage';
import { openPracticeMachine } from '../machine/practice/practice-machine';
import { realDisk } from '../machine/common/disk';
import { testFolder } from '../machine/common/test-folder.fixture';
import { loadWords } from '../contract/messages/messages';
import { plainCount } from '../contract/text/count-text';
import type { RunInWorker } from '../elevation/run-in-worker';
import { takeSample } from '../usage/sampler';
import { diagnosisService, type DiagnosisService } from './diagnosis-service';
import { startUsageService } from './usage-service';

const known = { known: true, range: { start: 49_152, number: 16_384 } } as const;
const ranges = { ipv4Tcp: known, ipv4Udp: known, ipv6Tcp: known, ipv6Udp: known };

/** How many ports are in use. */
let inUse = 1;

const source: UsageSource = {
  of: 'this-computer',
  product: '',
  timeWaitSeconds: 60,
  portTable: {
    read: () =>
      Promise.resolve(
        success(
          portTable(
            Array.from({ length: inUse }, (_, index) => ({ port: 50_000 + index, state: 5, processId: 7 })),
            Date.now(),
          ),
        ),
      ),
  },
  portRange: { read: () => Promise.resolve(success(ranges)) },
};

let machine: Machine;
beforeEach(async () => {
  inUse = 1;
  machine = { ...(await openPracticeMachine(await testFolder(), realDisk, source)), usage: source };
  vi.useFakeTimers({ toFake: ['Date', 'performance', 'setTimeout', 'clearTimeout'] });
});
afterEach(() => void vi.useRealTimers());

async function open(
  isWatching: boolean,
  runInWorker: RunInWorker | null = null,
  isWriting = () => false,
): Promise<{
  readonly service: DiagnosisService;
  readonly measure: () => Promise<void>;
}> {
  let listener: (sample: UsageSample) => void = () => undefined;
  const usage = startUsageService({
    machine,
    isWatching,
    timeWait: () => Promise.resolve({ known: true, value: 60 }),
    feed: (_, { onSample }) => {
      listener = onSample;
      return () => undefined;
    },
    words: await loadWords(),
    count: plainCount,
    settingsFile: '/nowhere/settings.json',
    desktop: {
      sendSample: () => undefined,
      sendAlert: () => undefined,
      isInBackground: () => false,
      notify: () => undefined,
      showLevel: () => undefined,
      chooseTarget: () => Promise.resolve(null),
      logIncident: () => undefined,
    },
  });
  const log = {
    standing: () => Promise.resolve({ open: [], current: null, latest: null, faults: [] }),
  } as unknown as ChangeLog;
  return {
    service: diagnosisService(machine, log, usage, noRecording, runInWorker, isWriting),
    measure: async () => listener(await takeSample(source)),
  };
}

const noRecording = { evidence: () => Promise.resolve(success(null)) };

it('knows the last four readings by their moment, and no other', async () => {
  const { service, measure } = await open(false);
  await measure();
  const readings = [];
  for (let reading = 0; reading < 5; reading += 1) {
    vi.advanceTimersByTime(1000);
    readings.push(await service.read(false));
  }
  const known = await Promise.all(readings.map(({ evidence }) => service.recent(evidence.takenAt)));
  expect(known).toEqual([null, ...readings.slice(1)]);
});

describe('the trend of a verdict', () => {
  it('is unknown where one sample is all there is', async () => {
    const { service, measure } = await open(false);
    await measure();
    expect((await service.read(true)).evidence.trend).toEqual({ kind: 'unknown' });
  });

  it('is counted down while ports are watched, and known after a minute', async () => {
    const { service, measure } = await open(true);
    const trendAfter = async (seconds: number) => {
      for (let second = 0; second < seconds; second += 1) {
        vi.advanceTimersByTime(1000);
        await measure();
      }
      return (await service.read(false)).evidence.trend;
    };
    await measure();
    expect(await trendAfter(0)).toEqual({ kind: 'watching', remainingMs: 60_000 });
    expect(await trendAfter(20)).toEqual({ kind: 'watching', remainingMs: 40_000 });
    expect(await trendAfter(40)).toEqual({ kind: 'known' });
    // The computer sleeps for an hour.
    vi.advanceTimersByTime(3_600_000);
    await measure();
    expect(await trendAfter(0)).toEqual({ kind: 'watching', remainingMs: 60_000 });
  });
});

it('gives no all-clear while ports rise by a thousand a minute, at no moment of the first minutes', async () => {
  const { service, measure } = await open(true);
  const seen = new Set<string>();
  for (let second = 0; second <= 180; second += 1) {
    inUse = 1 + Math.round((second * 1000) / 60);
    await measure();
    const { verdict, evidence } = await service.read(false);
    if (evidence.trend.kind === 'known') expect(verdict.severity, `after ${second} s`).toMatch(/warning|critical/);
    seen.add(verdict.severity);
    await vi.advanceTimersByTimeAsync(1000);
  }
  expect(seen.has('ok')).toBe(false);
});

describe('watching', () => {
  it('ends when the samples span the time, not before', async () => {
    const { service, measure } = await open(true);
    let isOver = false;
    const watched = service.watch(60).then(() => (isOver = true));
    await vi.advanceTimersByTimeAsync(5000);
    for (let second = 0; second <= 59; second += 1) {
      await measure();
      await vi.advanceTimersByTimeAsync(1000);
    }
    expect(isOver).toBe(false);
    await measure();
    await vi.advanceTimersByTimeAsync(1000);
    await watched;
    expect((await service.read(true)).evidence.trend).toEqual({ kind: 'known' });
  });

  it('ends a minute late at most where measurements do not come, and the trend is unknown then', async () => {
    const { service, measure } = await open(true);
    await measure();
    const watched = service.watch(60);
    await vi.advanceTimersByTimeAsync(121_000);
    await watched;
    expect((await service.read(true)).evidence.trend).toMatchObject({ kind: 'watching' });
  });
});

it('keeps what somebody reported in the evidence', async () => {
  const { service, measure } = await open(false);
  await measure();
  expect((await service.read(true, '10013')).evidence.reported).toBe('10013');
  // What asks beside the window, as a change does, has it too.
  expect((await service.read(false)).evidence.reported).toBe('10013');
  expect((await service.read(true, null)).evidence.reported).toBeNull();
});

describe('measuring as administrator', () => {
  const events = { known: true, value: { since: 5, counts: [{ id: 4231, count: 3, lastAt: 9 }] } } as const;
  const measured = { owners: { known: true, value: [] }, events } as const;
  const withoutRights = () => machine.practice?.setWithoutRights(true);

  it('has a worker measure once, and gives the verdict with what it saw', async () => {
    await withoutRights();
    const requests: unknown[] = [];
    const { service, measure } = await open(false, (request) => {
      requests.push(request);
      return Promise.resolve({ hasBegun: true, result: success({ changeId: null, measured }) });
    });
    await measure();
    const diagnosis = await service.measureAsAdministrator('10055');
    expect(requests).toEqual([{ kind: 'measure' }]);
    expect(diagnosis).toMatchObject({ ok: true, value: { evidence: { events, reported: '10055' } } });
    // It is remembered for some minutes, and not for ever.
    expect((await service.read(false)).evidence.events).toEqual(events);
    vi.advanceTimersByTime(301_000);
    expect((await service.read(false)).evidence.events).toMatchObject({ known: false });
  });

  it('says that the rights were declined, and knows no more than before', async () => {
    await withoutRights();
    const { service, measure } = await open(false, () =>
      Promise.resolve({ hasBegun: false, result: failure({ code: 'ELEVATION_DECLINED' }) }),
    );
    await measure();
    expect(await service.measureAsAdministrator()).toEqual({ ok: false, error: { code: 'ELEVATION_DECLINED' } });
    expect((await service.read(true)).evidence.events).toMatchObject({ known: false });
  });

  it('asks nobody where the rights are there already', async () => {
    const { service, measure } = await open(false, () => Promise.reject(new Error('not asked for')));
    await measure();
    expect(await service.measureAsAdministrator()).toMatchObject({ ok: true });
  });

  it('starts no worker while a change is at work', async () => {
    await withoutRights();
    const { service, measure } = await open(
      false,
      () => Promise.reject(new Error('not asked for')),
      () => true,
    );
    await measure();
    expect(await service.measureAsAdministrator()).toEqual({ ok: false, error: { code: 'BUSY' } });
  });

  it('is not available where no worker can be started', async () => {
    await withoutRights();
    const { service, measure } = await open(false);
    await measure();
    expect(await service.measureAsAdministrator()).toEqual({ ok: false, error: { code: 'NOT_AVAILABLE_HERE' } });
  });
});

it('has no words of Windows on the practice machine', async () => {
  const { service } = await open(false);
  expect(await service.readErrorTexts()).toEqual({ 10013: null, 10048: null, 10055: null });
});
