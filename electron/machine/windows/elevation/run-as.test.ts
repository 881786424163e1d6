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

describe('the UAC prompt', () => {
  it.each([1223, 5])('reports Windows error %i as a failure, and watches nothing', async (windowsCode) => {
    const { reports, ended } = asking({ execute: () => null, lastError: () => windowsCode });
    await ended;
    expect(reports).toEqual([{ kind: 'failed', windowsCode }]);
  });

  it('watches the process until it has exited, and closes its handle', async () => {
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

  it('reports the exit at once where Windows gives no handle', async () => {
    const { reports, ended } = asking({ execute: () => 0 });
    await ended;
    expect(reports).toEqual([{ kind: 'started' }, { kind: 'ended' }]);
  });
});
