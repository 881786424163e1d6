// How the stages of a change are told while they happen.
import { describe, expect, it } from 'vitest';
import { seenStages, stageRows } from './stage-progress';
import type { StageReport } from '../../electron/contract/change/stages.schema';

const changes = [{ name: 'MaxUserPort' }, { name: 'TcpTimedWaitDelay' }];
const report = (stage: StageReport['stage'], name: string | null = null): StageReport => ({ stage, name });
const statuses = (reports: StageReport[], end: Parameters<typeof stageRows>[2]) =>
  Object.fromEntries(
    stageRows(changes, reports, end, false).map(({ stage, name, status }) => [
      name ? `${stage} ${name}` : stage,
      status,
    ]),
  );

describe('stages', () => {
  it('wait before anything is reported, with rows for each value to write and read back', () => {
    expect(statuses([], null)).toEqual({
      reading: 'waiting',
      confirming: 'waiting',
      'backing-up': 'waiting',
      comparing: 'waiting',
      'writing MaxUserPort': 'waiting',
      'reading-back MaxUserPort': 'waiting',
      'writing TcpTimedWaitDelay': 'waiting',
      'reading-back TcpTimedWaitDelay': 'waiting',
      closing: 'waiting',
    });
  });

  it('are those that were reported, each once, where nothing else is known of the change', () => {
    const reports = [
      report('reading'),
      report('writing', 'MaxUserPort'),
      report('reading'),
      report('writing', 'MaxUserPort'),
    ];
    expect(seenStages(reports)).toEqual([
      { ...report('reading'), status: 'done' },
      { ...report('writing', 'MaxUserPort'), status: 'running' },
    ]);
    expect(seenStages([])).toEqual([]);
  });

  it('run one after the other', () => {
    expect(statuses([report('reading'), report('backing-up')], 'running')).toMatchObject({
      reading: 'done',
      'backing-up': 'running',
      comparing: 'waiting',
    });
  });

  it('name the failed one and the way back', () => {
    const reports = [report('reading'), report('writing', 'MaxUserPort'), report('rolling-back', 'MaxUserPort')];
    expect(statuses(reports, 'failed')).toMatchObject({
      reading: 'done',
      'writing MaxUserPort': 'failed',
      'writing TcpTimedWaitDelay': 'waiting',
      'rolling-back': 'done',
    });
  });

  it('stop at the confirmation that was canceled', () => {
    expect(statuses([report('reading'), report('confirming')], 'canceled')).toMatchObject({ confirming: 'stopped' });
  });

  it('include a row for the administrator rights where these have to be requested', () => {
    const stages = stageRows(changes, [report('reading'), report('confirming'), report('elevating')], 'running', true);
    expect(stages.slice(0, 4).map(({ stage, status }) => [stage, status])).toEqual([
      ['reading', 'done'],
      ['confirming', 'done'],
      ['elevating', 'running'],
      ['backing-up', 'waiting'],
    ]);
  });

  it('are all done after success', () => {
    expect(new Set(Object.values(statuses([], 'succeeded')))).toEqual(new Set(['done']));
  });
});
