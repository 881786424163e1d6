import { beforeEach, describe, expect, it } from 'vitest';
import type { Machine } from '../../machine/interfaces/machine';
import { realDisk } from '../../machine/common/disk';
import { testFolder } from '../../machine/common/test-folder.fixture';
import { openPracticeMachine } from '../../machine/practice/practice-machine';
import { unmeasuredComputer } from '../../machine/practice/unmeasured-computer';
import type { DiagnosisService } from '../diagnosis-service';
import { measureBefore, seenVerdict, type MeasuringParts } from './measured-before';

describe('what is recorded of the moment before a change', () => {
  let machine: Machine;
  let incidents: unknown[];
  const parts = (): MeasuringParts => ({
    machine,
    usage: { latest: () => Promise.resolve({ ok: false, takenAt: 0, error: { code: 'NOT_AVAILABLE_HERE' } }) },
    diagnosis: { read: () => Promise.reject(new Error('no verdict')) } as Partial<DiagnosisService> as DiagnosisService,
    logIncident: (error) => incidents.push(error),
  });

  beforeEach(async () => {
    incidents = [];
    machine = await openPracticeMachine(await testFolder(), realDisk, unmeasuredComputer);
  });

  it('keeps what was told where this process comes to no verdict', async () => {
    const seen = { conclusion: 'leak', isLeak: true, culprit: 4312, reported: '10055' } as const;
    expect(await measureBefore(parts(), [], seen)).toMatchObject({
      conclusion: 'leak',
      isLeak: true,
      reported: '10055',
      sideEffects: [],
    });
    expect(incidents.map(String)).toEqual(['Error: no verdict']);
    expect(await measureBefore(parts(), [])).toMatchObject({ conclusion: null, sideEffects: [] });
  });

  it('tells a worker nothing where there is no verdict', async () => {
    expect(await seenVerdict(parts())).toBeNull();
    expect(incidents.map(String)).toEqual(['Error: no verdict']);
  });
});
