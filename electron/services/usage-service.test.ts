import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { table } from '../contract/ipc/calls.schema';
import type { UsageSample } from '../contract/usage/sample';
import { measuredWith } from '../contract/usage/sample.fixture';
import { failure, success } from '../contract/errors/result';
import type { PracticeLoad, UsageAlert } from '../contract/usage/usage';
import { loadWords } from '../contract/messages/messages';
import { plainCount } from '../contract/text/count-text';
import { realDisk } from '../machine/common/disk';
import type { Machine } from '../machine/interfaces/machine';
import { openPracticeMachine } from '../machine/practice/practice-machine';
import { unmeasuredComputer } from '../machine/practice/unmeasured-computer';
import { portTable } from '../machine/common/port-table.fixture';
import type { FeedListener, UsageChoice } from '../usage/feed';
import { takeSample } from '../usage/sampler';
import { startUsageService, type ShownLevel, type UsageService } from './usage-service';

const known = { known: true, range: { start: 100, number: 10 } } as const;

/** A sample with this many of ten ports in use. */
function sampleWith(ports: number): Promise<UsageSample> {
  const table = portTable(
    Array.from({ length: ports }, (_, index) => ({ port: 100 + index, state: 5, processId: 7 })),
    Date.now(),
  );
  return takeSample({
    of: 'machine',
    product: '',
    portTable: { read: () => Promise.resolve(success(table)) },
    portRange: {
      read: () => Promise.resolve(success({ ipv4Tcp: known, ipv4Udp: known, ipv6Tcp: known, ipv6Udp: known })),
    },
  });
}

let folder: string;
let machine: Machine;
let service: UsageService;
let choices: UsageChoice[];
let listener: FeedListener;
/** The feeds that run. */
let running: Set<UsageChoice>;
let alerts: UsageAlert[];
let notified: string[];
let shown: (ShownLevel | null)[];
let isInBackground: boolean;
let target: string | null;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'port-wizard-usage-'));
  [choices, alerts, notified, shown, isInBackground, target, running] = [[], [], [], [], true, null, new Set()];
  await start();
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function start(firstLoad?: PracticeLoad) {
  machine = await openPracticeMachine(join(folder, 'practice'), realDisk, unmeasuredComputer);
  service = startUsageService({
    machine,
    feed: (choice, listens) => {
      choices.push(choice);
      listener = listens;
      running.add(choice);
      return () => running.delete(choice);
    },
    words: await loadWords(),
    count: plainCount,
    isWatching: true,
    ...(firstLoad && { firstLoad }),
    timeWait: () => Promise.resolve({ known: true, value: 120 }),
    settingsFile: join(folder, 'settings.json'),
    desktop: {
      sendSample: () => undefined,
      sendAlert: (alert) => alerts.push(alert),
      isInBackground: () => isInBackground,
      notify: (title) => notified.push(title),
      showLevel: (level) => shown.push(level),
      chooseTarget: () => Promise.resolve(target),
      logIncident: () => undefined,
    },
  });
}

describe('the marks of the chart', () => {
  it('are changes, restarts and alerts, oldest first', async () => {
    service.markChange(1000);
    listener.onSample(await sampleWith(6));
    service.machineChanged();
    expect(service.readMarks().map(({ kind }) => kind)).toEqual(['alert', 'restart']);
    service.markChange(Date.now());
    expect(service.readMarks().map(({ kind }) => kind)).toEqual(['alert', 'restart', 'change']);
    expect(service.readMarks()[0]).toMatchObject({ at: alerts[0]?.at, alert: { threshold: 50 } });
  });

  it('lose the alerts of other sockets with them', async () => {
    listener.onSample(await sampleWith(6));
    service.markChange(Date.now());
    await service.chooseLoad('idle');
    expect(service.readMarks().map(({ kind }) => kind)).toEqual(['change']);
  });
});

describe('usage alerts', () => {
  it('are sent once to the window, and to the desktop while in the background', async () => {
    for (const ports of [4, 6, 6, 9, 10]) listener.onSample(await sampleWith(ports));
    await expect.poll(() => alerts.map(({ threshold }) => threshold)).toEqual([50, 80, 95]);
    await expect
      .poll(() => notified)
      .toEqual(['50% of the ports are in use', '80% of the ports are in use', '95% of the ports are in use']);
    expect(shown).toEqual([
      { percent: 40, level: 'watching' },
      { percent: 60, level: 'warning' },
      { percent: 90, level: 'critical' },
      { percent: 100, level: 'critical' },
    ]);
  });

  it('stay in the window while it is in front, or when they are turned off, even at the next start', async () => {
    isInBackground = false;
    listener.onSample(await sampleWith(6));
    isInBackground = true;
    await service.setNotifications(false);
    listener.onSample(await sampleWith(9));
    await service.setNotifications(true);
    listener.onSample(await sampleWith(10));
    // Alerts are told one after the other: with the last one there, the two before it are not to come.
    await expect.poll(() => notified).toEqual(['95% of the ports are in use']);
    expect(alerts.map(({ threshold }) => threshold)).toEqual([50, 80, 95]);
    await service.setNotifications(false);
    await start();
    expect(await service.readSettings()).toEqual({ notifications: false, isDamaged: false, load: null });
  });

  it.each(['{"notifications": "maybe"}', '{"notifications": f'])(
    'are on, and the damage is reported, where the choice cannot be read: %s',
    async (text) => {
      await writeFile(join(folder, 'settings.json'), text);
      await start();
      expect(await service.readSettings()).toMatchObject({ notifications: true, isDamaged: true });
    },
  );
});

describe('scripted loads', () => {
  it('run on what is in effect on the practice machine, and end with null', async () => {
    await service.chooseLoad('leak');
    await service.chooseLoad(null);
    const described = await machine.system.describe();
    const range = { start: 1025, number: 3976 };
    const reserved = [
      { start: 1433, number: 2, isAdministered: true },
      { start: 3343, number: 1, isAdministered: true },
    ];
    const simulated = {
      kind: 'simulated',
      load: 'leak',
      ranges: { ipv4Tcp: range, ipv4Udp: range, ipv6Tcp: range, ipv6Udp: range },
      excluded: { tcp: reserved, udp: reserved },
      timeWaitSeconds: 120,
      product: 'Windows Server 2003 R2',
      hasEventLog: false,
      isRestarted: false,
      startedAt: described.ok ? Date.parse(described.value.bootedAt) : null,
    };
    expect(choices).toEqual([{ kind: 'real' }, simulated, { kind: 'real' }]);
  });

  it('apply a stored TcpTimedWaitDelay only from the restart on', async () => {
    await machine.registry.writeValue({ name: 'TcpTimedWaitDelay', type: 4, data: Uint8Array.of(30, 0, 0, 0) });
    await service.chooseLoad('burst');
    expect(choices.at(-1)).toMatchObject({ timeWaitSeconds: 120 });
    await machine.practice?.restart();
    service.machineChanged();
    await expect.poll(() => choices.at(-1)).toMatchObject({ load: 'burst', timeWaitSeconds: 30 });
  });

  it('play the Windows version in use, and begin again when its range is changed', async () => {
    await machine.practice?.reset('windows11');
    await service.chooseLoad('growth');
    expect(choices.at(-1)).toMatchObject({
      product: 'Windows 11 Pro',
      hasEventLog: true,
      ranges: { ipv4Tcp: { start: 49152, number: 16384 } },
    });
    await service.settingsChanged();
    expect(choices).toHaveLength(2);
    await machine.portRange.write('ipv4Tcp', { start: 10000, number: 55535 });
    await service.settingsChanged();
    expect(choices).toHaveLength(3);
    expect(choices.at(-1)).toMatchObject({ load: 'growth', ranges: { ipv4Tcp: { start: 10000, number: 55535 } } });
  });

  it('are there from the start where one is asked for, and show no real sockets before', async () => {
    choices = [];
    await start('idle');
    await expect.poll(() => choices.map(({ kind }) => kind)).toEqual(['simulated']);
    expect(await service.readSettings()).toMatchObject({ load: 'idle' });
  });

  it('show nothing else where the practice machine cannot be read, and go on when it can', async () => {
    await start();
    choices = [];
    await writeFile(join(folder, 'practice', 'windows.json'), '{');
    expect(await service.chooseLoad('idle')).toMatchObject({ ok: false, error: { code: 'MACHINE_FAILED' } });
    expect(await service.look()).toMatchObject({ sample: { ok: false, simulated: 'idle' } });
    expect(choices).toEqual([]);
    await machine.practice?.reset('windows11');
    service.machineChanged();
    await expect.poll(() => choices).toMatchObject([{ load: 'idle', product: 'Windows 11 Pro' }]);
  });

  it('give no sample of the former machine after the machine changed', async () => {
    await service.chooseLoad('growth');
    listener.onSample(await sampleWith(6));
    await machine.practice?.reset('server2003');
    service.machineChanged();
    const next = service.latest();
    await expect.poll(() => choices.at(-1)).toMatchObject({ product: 'Windows Server 2003 R2' });
    listener.onSample(await sampleWith(4));
    expect(await next).toMatchObject({ ok: true, figures: { inUse: 4 } });
  });

  it('know of a restart until they are chosen anew', async () => {
    await service.chooseLoad('orphaned');
    await machine.practice?.restart();
    service.machineChanged();
    await expect.poll(() => choices.at(-1)).toMatchObject({ isRestarted: true });
    await service.chooseLoad('orphaned');
    expect(choices.at(-1)).toMatchObject({ isRestarted: false });
  });

  it('leave the real sockets of another computer alone when the practice range is changed', async () => {
    await service.settingsChanged();
    expect(choices).toEqual([{ kind: 'real' }]);
  });

  it('are called simulated even when they cannot be measured', async () => {
    await service.chooseLoad('unreadable');
    const waiting = service.look();
    listener.onSample({
      ok: false,
      takenAt: Date.now(),
      error: { code: 'ACCESS_DENIED', action: 'port-table.read', windowsCode: 5 },
    });
    expect(await waiting).toMatchObject({ sample: { ok: false, simulated: 'unreadable' } });
  });

  it('end what was measured before at once: no sample of it comes while the practice machine is read', async () => {
    listener.onSample(await sampleWith(3));
    const chosen = service.chooseLoad('idle');
    expect(running.size).toBe(0);
    const next = service.latest();
    await chosen;
    expect(running.size).toBe(1);
    const simulated = measuredWith({ tcp: 5 });
    listener.onSample(simulated);
    expect(await next).toMatchObject({ figures: simulated.figures });
    service.machineChanged();
    expect(running.size).toBe(0);
    await expect.poll(() => running.size).toBe(1);
  });

  it('forget what was measured before', async () => {
    listener.onSample(await sampleWith(3));
    await service.chooseLoad('idle');
    const view = service.readHistory({ from: 0, to: Date.now() + 1000, rows: 10, subject: null });
    expect(view).toMatchObject({ times: [] });
  });

  it('begin again when the machine is restarted', async () => {
    await service.chooseLoad('burst');
    service.machineChanged();
    await expect.poll(() => choices.map(({ kind }) => kind)).toEqual(['real', 'simulated', 'simulated']);
  });
});

describe('saving usage', () => {
  const question = { from: 0, to: 8e12, rows: 100, subject: null };

  it('writes the history and tables as CSV where the person chose', async () => {
    listener.onSample(await sampleWith(3));
    target = join(folder, 'out.csv');
    expect(await service.export({ kind: 'history-csv', question })).toEqual(success({ file: target }));
    expect((await readFile(target, 'utf8')).split('\r\n')[1]).toMatch(/Z,3,0,0,0,0,0,0,3,3,10,3,,$/);
    await service.export({ kind: 'table-csv', table: 'processes' });
    expect(await readFile(target, 'utf8')).toContain(',7,3,3,');
  });

  it('writes nothing on Cancel, and reports when it cannot', async () => {
    expect(await service.export({ kind: 'history-csv', question })).toEqual(success({ file: null }));
    await writeFile(join(folder, 'a-file'), '');
    target = join(folder, 'a-file', 'out.csv');
    expect(await service.export({ kind: 'history-csv', question })).toMatchObject({
      ok: false,
      error: { code: 'STORAGE_FAILED' },
    });
  });

  it('has no table before the first sample', async () => {
    expect(await service.export({ kind: 'table-csv', table: 'endpoints' })).toMatchObject({
      ok: false,
    });
  });

  it('saves no table of UDP where UDP sockets could not be read: an empty one would say that there are none', async () => {
    target = join(folder, 'out.csv');
    listener.onSample(measuredWith({ tcp: 3, udp: null }));
    expect(await service.export({ kind: 'table-csv', table: 'udp-processes' })).toEqual(
      failure({ code: 'NOT_AVAILABLE_HERE' }),
    );
    listener.onSample(measuredWith({ tcp: 3, udp: 4, takenAt: 1_700_000_001_000 }));
    expect(await service.export({ kind: 'table-csv', table: 'udp-processes' })).toEqual(success({ file: target }));
  });

  it('is refused at the gate for what is not a PNG', () => {
    const schema = table['usage.export'].input;
    expect(schema.safeParse({ kind: 'chart-png', png: Uint8Array.of(1, 2, 3) }).success).toBe(false);
    expect(
      schema.safeParse({ kind: 'chart-png', png: Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0) }).success,
    ).toBe(true);
  });
});

it('answers everyone who waited for the first sample', async () => {
  const waiting = service.look();
  listener.onSample(await sampleWith(2));
  expect(await waiting).toMatchObject({ sample: { ok: true, figures: { inUse: 2 } }, peak: null });
});
