import { describe, expect, it } from 'vitest';
import { runAs, type RunAsApi, type RunAsReport } from './run-as';

const orders = { file: 'C:\\program.exe', parameters: '--elevated-worker=1', folder: 'C:\\', ownerWindow: 0n };

function asking(api: Partial<RunAsApi>): { reports: RunAsReport[]; ended: Promise<void> } {
  const reports: RunAsReport[] = [];
  const refused = () => {
    throw new Error('not to be called');
  };
  const ended = new Promise<void>((done) => {
    runAs(orders, { execute: refused, lastError: refused, isRunning: refused, close: refused, ...api }, (report) => {
      reports.push(report);
      if (report.kind !== 'started') done();
    });
  });
  return { reports, ended };
}

describe('the question of Windows', () => {
  it.each([1223, 5])(
    'that Windows answers with error %i is told as failed, and nothing is watched',
    async (windowsCode) => {
      const { reports, ended } = asking({ execute: () => null, lastError: () => windowsCode });
      await ended;
      expect(reports).toEqual([{ kind: 'failed', windowsCode }]);
    },
  );

  it('watches the process until it has ended, and gives its handle back', async () => {
    const closed: unknown[] = [];
    const answers = [true, true, false];
    const { reports, ended } = asking({
      execute: () => 4711,
      isRunning: () => answers.shift() ?? false,
      close: (process) => void closed.push(process),
    });
    await ended;
    expect(reports).toEqual([{ kind: 'started' }, { kind: 'ended' }]);
    expect([answers, closed]).toEqual([[], [4711]]);
  });

  it('tells of an end at once where Windows gives no handle', async () => {
    const { reports, ended } = asking({ execute: () => 0 });
    await ended;
    expect(reports).toEqual([{ kind: 'started' }, { kind: 'ended' }]);
  });
});
