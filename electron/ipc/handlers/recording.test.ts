import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { measuredWith } from '../../contract/usage/sample.fixture';
import { failure, success } from '../../contract/errors/result';
import { realDisk } from '../../machine/common/disk';
import { keepWatchingService } from '../../services/keep-watching-service';
import { must, openOffice, type Office } from './handlers.fixture';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const day = (at: number) => new Date(at).toISOString().slice(0, 10);

describe('keep watching', () => {
  it('is off unless somebody chose it', async () => {
    const { handlers } = office;
    expect(await must(handlers['recording.state']({}))).toEqual({
      isOn: false,
      isDamaged: false,
      recording: null,
      isElsewhere: false,
    });
    expect((await must(handlers['recording.days']({}))).days).toEqual([]);
  });

  it('records while it is on, and what it recorded is read', async () => {
    const { handlers } = office;
    const before = Date.now();
    await must(handlers['recording.keep-watching']({ isOn: true }));
    const state = await must(handlers['recording.state']({}));
    expect(state).toMatchObject({ isOn: true, isElsewhere: false, recording: { trouble: null } });
    await must(handlers['recording.keep-watching']({ isOn: false }));
    expect(await must(handlers['recording.state']({}))).toMatchObject({ isOn: false, recording: null });
    const { days } = await must(handlers['recording.days']({}));
    expect(days.map((one) => one.day)).toContain(day(before));
  });

  it('counts as off where its settings are damaged, and says so', async () => {
    const settingsFile = join(office.folder, 'recording-settings.json');
    await writeFile(settingsFile, '{"keepWatching":tr');
    const incidents: unknown[] = [];
    const service = keepWatchingService({
      recordings: { start: () => Promise.reject(new Error('nobody starts')) },
      disk: realDisk,
      settingsFile,
      onNotice: () => undefined,
      logIncident: (error) => incidents.push(error),
    });
    expect(await service.read()).toMatchObject({ isOn: false, isDamaged: true });
    expect(incidents).toHaveLength(1);
    expect(service.needsExplanation()).toBe(false);
  });

  it('takes over from another process once that one has ended, asking once a step at most', async () => {
    let time = 0;
    let tries = 0;
    let isTaken = true;
    const added: number[] = [];
    const service = keepWatchingService({
      recordings: {
        start() {
          tries += 1;
          return Promise.resolve(
            isTaken
              ? failure({ code: 'BUSY' })
              : success({
                  folder: '',
                  startedAt: 1,
                  add: (sample) => added.push(sample.ok ? sample.figures.inUse : -1),
                  counts: () => ({ samples: 0, snapshots: 0, failed: 0 }),
                  trouble: () => null,
                  stop: () => Promise.resolve(),
                }),
          );
        },
      },
      disk: realDisk,
      settingsFile: join(office.folder, 'recording-settings.json'),
      onNotice: () => undefined,
      logIncident: (error) => {
        throw error;
      },
      clock: () => time,
    });
    const sampleAt = async (at: number, tcp: number) => {
      time = at;
      service.add(measuredWith({ tcp }));
      return service.read();
    };
    await must(service.set(true));
    expect(await sampleAt(19_000, 1)).toMatchObject({ isOn: true, isElsewhere: true, recording: null });
    expect(await sampleAt(20_000, 2)).toMatchObject({ isElsewhere: true });
    expect(tries).toBe(2);
    isTaken = false;
    expect(await sampleAt(39_000, 3)).toMatchObject({ isElsewhere: true });
    expect(await sampleAt(40_000, 4)).toMatchObject({ isElsewhere: false, recording: { since: 1 } });
    await sampleAt(41_000, 5);
    expect([tries, ...added]).toEqual([3, 5]);

    // Turned off meanwhile: nothing begins.
    isTaken = true;
    await must(service.set(false));
    await must(service.set(true));
    await must(service.set(false));
    isTaken = false;
    expect(await sampleAt(90_000, 6)).toMatchObject({ isOn: false, isElsewhere: false, recording: null });
    expect(added).toEqual([5]);
  });

  it('is explained once, and goes on after the window', async () => {
    const added: number[] = [];
    const ends: string[] = [];
    const service = keepWatchingService({
      recordings: {
        start: () =>
          Promise.resolve(
            success({
              folder: '',
              startedAt: 1,
              add: (sample) => added.push(sample.ok ? sample.figures.inUse : -1),
              counts: () => ({ samples: 0, snapshots: 0, failed: 0 }),
              trouble: () => null,
              stop: (why) => Promise.resolve(void ends.push(why)),
            }),
          ),
      },
      disk: realDisk,
      settingsFile: join(office.folder, 'recording-settings.json'),
      onNotice: () => undefined,
      logIncident: () => undefined,
    });
    await must(service.set(true));
    service.add(measuredWith({ tcp: 5 }));
    expect(added).toEqual([5]);
    expect(service.needsExplanation()).toBe(true);
    await service.setExplained();
    expect(service.needsExplanation()).toBe(false);
    await service.close();
    expect(service.isOn()).toBe(true);
    expect(ends).toEqual(['stopped']);
    await must(service.set(false));
    expect(service.isOn()).toBe(false);
  });
});

describe('what was recorded', () => {
  it('is told with its snapshot, and nothing of scripted loads is told as real', async () => {
    const { handlers } = office;
    const session = await must(
      office.services.recordings.start({ stepMs: 20_000, by: 'window', onNotice: () => undefined }),
    );
    const at = Date.now();
    session.add(measuredWith({ tcp: 900, takenAt: at }));
    await session.stop('stopped');
    const question = { from: at - 60_000, to: at + 1000, rows: 100 };
    const real = await must(handlers['recording.read']({ ...question, isSimulated: false }));
    expect(real.history.busiest).toContain(900);
    expect(real.markers).toMatchObject([{ kind: 'snapshot' }]);
    expect(await must(handlers['recording.snapshot']({ at, isSimulated: false }))).toMatchObject({
      tcp: { ports: 900, usable: 1000 },
      processes: [{ name: 'app.exe', ports: 900 }],
    });
    const simulated = await must(handlers['recording.read']({ ...question, isSimulated: true }));
    expect(simulated.history.busiest.filter((ports) => ports !== null)).toEqual([]);
    expect(await must(handlers['recording.snapshot']({ at, isSimulated: true }))).toBeNull();
  });
});
