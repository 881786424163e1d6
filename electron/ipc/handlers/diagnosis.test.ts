// The way from a scripted load to the verdict: real load, sampler, recorder and rules, with a clock that is wound on.
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { rangePresets } from '../../contract/port-ranges/dynamic-ranges';
import { eventDays } from '../../contract/diagnosis/diagnosis';
import { verdictText } from '../../contract/diagnosis/diagnosis-text';
import type { DiagnosisFormats } from '../../contract/diagnosis/diagnosis-words';
import { evidenceRows } from '../../contract/diagnosis/evidence-text';
import { conclusions, type Diagnosis } from '../../contract/diagnosis/verdict';
import { failure, success } from '../../contract/errors/result';
import type { PracticeLoad } from '../../contract/usage/usage';
import { loadDiagnosisWords } from '../../contract/messages/messages';
import { realDisk } from '../../machine/common/disk';
import type { EventLog } from '../../machine/interfaces/event-log';
import type { Machine } from '../../machine/interfaces/machine';
import { simulatedLoad } from '../../machine/practice/loads';
import { openPracticeMachine } from '../../machine/practice/practice-machine';
import { unmeasuredComputer } from '../../machine/practice/unmeasured-computer';
import { diagnosisReader, type DiagnosisReader } from '../../diagnosis/evidence';
import { trendOf } from '../../diagnosis/trend';
import { usageRecorder } from '../../usage/recorder';
import { measurements } from '../../usage/sampler';
import { testFolder } from '../../machine/common/test-folder.fixture';
import { lessons } from './lessons.fixture';

let folder: string;
let machine: Machine;

beforeEach(async () => {
  folder = await testFolder();
  machine = await openPracticeMachine(join(folder, 'practice'), realDisk, unmeasuredComputer);
  vi.useFakeTimers({ toFake: ['Date', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** The verdict after `seconds` of a load on the practice machine as it is; `goesOn`: of the one that was chosen before. */
async function diagnose(load: PracticeLoad, seconds: number, goesOn = false): Promise<Diagnosis> {
  if (!goesOn) machine.practice?.play(load);
  const simulation = await machine.practice?.simulation();
  if (!simulation?.ok) throw new Error('no practice machine');
  const measure = measurements(simulatedLoad(simulation.value));
  const recorder = usageRecorder();
  for (let second = 0; second <= seconds; second += 1) {
    const sample = await measure();
    recorder.add(sample.ok ? sample : { ...sample, simulated: load });
    vi.advanceTimersByTime(1000);
  }
  const sample = recorder.latest();
  if (!sample) throw new Error('no sample');
  const usage = { sample, outlook: recorder.outlook(null), peak: recorder.peak() };
  const trend = trendOf(usage.outlook);
  return readerOf(machine).read({ usage, trend, lastChange: null, reported: null }, true);
}

function readerOf(of: Machine): DiagnosisReader {
  return diagnosisReader(of, () => Promise.resolve({ known: true, value: 120 }));
}

const formats: DiagnosisFormats = {
  count: String,
  percent: (share) => `${Math.round(share * 100)}%`,
  moment: (at) => new Date(at).toISOString(),
};

describe('the practice machine', () => {
  it.each(
    lessons.map(
      (lesson) => [`${lesson.conclusion} by ${lesson.load} on ${lesson.on} after ${lesson.seconds} s`, lesson] as const,
    ),
  )('shows %s', async (_, { load, on, seconds, range, widened = ['ipv4Tcp'], conclusion, next, tells = {} }) => {
    await machine.practice?.reset(on);
    for (const name of range ? widened : []) await machine.portRange.write(name, range ?? rangePresets.default);
    const { verdict, evidence } = await diagnose(load, seconds);
    expect({ conclusion: verdict.conclusion, next: verdict.nextStep.code }).toEqual({ conclusion, next });
    expect(verdict).toMatchObject(tells);
    expect(evidence).toMatchObject({ of: 'simulated', isPractice: true, changedAt: null });
    const words = await loadDiagnosisWords();
    const { title, text, reasons, nextStep } = verdictText(verdict, words, formats);
    const sentences = [title, text, ...reasons, nextStep];
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-Za-z0-9][^{}]+\.$/);
    for (const row of evidenceRows(evidence, words, formats)) {
      expect(row.source).toContain('simulated');
      expect(`${row.name}: ${row.value}`).not.toMatch(/[{}]|undefined|null|NaN/);
    }
  });

  it('shows every conclusion', () => {
    expect(new Set(lessons.map(({ conclusion }) => conclusion))).toEqual(new Set(conclusions));
  });

  it.each(['orphaned', 'driver', 'system-service'] as const)('shows that a restart helps: %s', async (load) => {
    await machine.practice?.reset('windows11');
    expect((await diagnose(load, 90)).verdict.nextStep.code).toBe('restart-computer');
    await machine.practice?.restart();
    const { evidence, verdict } = await diagnose(load, 20, true);
    expect(verdict.conclusion).toBe('enough-now');
    expect(evidence.usage.known && evidence.usage.value.ports).toBeLessThan(300);
  });

  it('shows that a wider range helps against a burst, and only delays a leak', async () => {
    await machine.practice?.reset('windows11');
    await machine.portRange.write('ipv4Tcp', rangePresets.as2003);
    expect((await diagnose('burst', 85)).verdict.conclusion).toBe('exhausted-now');
    await machine.portRange.write('ipv4Tcp', rangePresets.wide);
    expect((await diagnose('burst', 85)).verdict.conclusion).toBe('not-ports');
    expect((await diagnose('leak', 300)).verdict).toMatchObject({
      conclusion: 'leak',
      culprit: { name: 'OrderService.exe', processId: 4312 },
    });
  });
});

describe('the evidence of a real machine', () => {
  const hour = 3_600_000;
  const inputs = {
    usage: {
      sample: { ok: false, takenAt: 0, error: { code: 'NOT_AVAILABLE_HERE' } },
      outlook: {
        forecast: { kind: 'not-enough-data' },
        early: null,
        udp: null,
        remainingMs: 60_000,
        rate: { measured: null, sustainable: null, timeWaitSeconds: null },
      },
      peak: null,
    },
    trend: { kind: 'known' },
    lastChange: null,
    reported: null,
  } as const;
  const withLog = (eventLog: EventLog): Machine => ({
    ...machine,
    kind: 'windows',
    practice: null,
    usage: { ...machine.usage, of: 'machine', eventLog },
  });

  it('counts the events of the log by number, with the latest time', async () => {
    const now = Date.now();
    const log: EventLog = {
      read: (days) =>
        Promise.resolve(
          success({
            since: now - days * 24 * hour,
            events: [
              { id: 4231, at: now - hour },
              { id: 4231, at: now - 3 * hour },
              { id: 4266, at: now - 2 * hour },
            ],
          }),
        ),
    };
    const { evidence } = await readerOf(withLog(log)).read(inputs, true);
    expect(evidence.events).toEqual({
      known: true,
      value: {
        since: now - eventDays * 24 * hour,
        counts: [
          { id: 4231, count: 2, lastAt: now - hour },
          { id: 4266, count: 1, lastAt: now - 2 * hour },
        ],
      },
    });
  });

  it('reports a number of events as a minimum where the log was not read to its end', async () => {
    const now = Date.now();
    const log: EventLog = {
      read: () =>
        Promise.resolve(
          success({
            since: now - 7 * 24 * hour,
            events: [{ id: 4227, at: now - hour }],
            coveredSince: new Map([[4227, now - 2 * hour]]),
          }),
        ),
    };
    const { evidence } = await readerOf(withLog(log)).read(inputs, true);
    const moments: DiagnosisFormats = { ...formats, moment: (at) => `${(now - at) / hour} hours ago` };
    const rows = evidenceRows(evidence, await loadDiagnosisWords(), moments).filter(({ name }) =>
      /^Event 42/.test(name),
    );
    expect(rows.map(({ value }) => value)).toEqual([
      'none since 168 hours ago',
      "at least 1 times since 2 hours ago (older entries weren't read), most recently 1 hours ago",
      'none since 168 hours ago',
    ]);
  });

  it('reports why the log is unknown, and keeps what else is known', async () => {
    const log: EventLog = {
      read: () => Promise.resolve(failure({ code: 'ACCESS_DENIED', action: 'event-log.read', windowsCode: 5 })),
    };
    const { evidence, verdict } = await readerOf(withLog(log)).read(inputs, true);
    expect(evidence).toMatchObject({
      events: { known: false, reason: 'denied' },
      ranges: { ipv4Tcp: { known: true } },
      windows: { known: true },
      excluded: { known: false, reason: 'not-available' },
    });
    expect(verdict.conclusion).toBe('not-known');
  });

  it('reads the log again on request, and otherwise not for some minutes', async () => {
    let readings = 0;
    const log: EventLog = { read: () => Promise.resolve(success({ since: 0, events: [], count: (readings += 1) })) };
    const reader = readerOf(withLog(log));
    const read = (isFresh: boolean) => reader.read(inputs, isFresh);
    await read(true);
    vi.advanceTimersByTime(60_000);
    await read(false);
    expect(readings).toBe(1);
    await read(true);
    await read(true);
    expect(readings).toBe(2);
    vi.advanceTimersByTime(6 * 60_000);
    await read(false);
    expect(readings).toBe(3);
  });
});
