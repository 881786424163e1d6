// The scripts where netsh speaks other languages, and where numbers, dates and letters are written in other ways.
import { describe, expect, it } from 'vitest';
import { netshOutputs, outputsThatAreNoRange } from '../../electron/machine/windows/netsh/netsh-outputs.fixture';
import { everything, port, range, stored, wide } from './fixtures/changes';
import { Computer, printed, usual, writes } from './fixtures/computer';

describe('netsh', () => {
  it.each(netshOutputs)('is read in $language, in code page $codePage', async ({ codePage, output }) => {
    const computer = await Computer.make([range('ipv4Tcp', usual)], { netshOutput: await printed(output) });
    const run = await computer.run('detect.ps1', {}, { codePage: Number.parseInt(codePage, 10) });
    expect(run).toEqual({ code: 0, output: ['As requested.'], failure: '' });
  });

  it.each(outputsThatAreNoRange)('is not read where it prints $what', async ({ output }) => {
    const computer = await Computer.make([range('ipv4Tcp')], { netshOutput: await printed(output) });
    const run = await computer.run('apply.ps1', {}, { codePage: 437 });
    expect(run.output.join('\n')).toMatch(/^Failed, nothing was changed: netsh did not tell the range of ipv4 tcp\./);
    expect(run.code).toBe(1);
    expect(writes(await computer.state())).toEqual([]);
  });
});

// Turkish letters, Arabic dates, the Buddhist calendar, and digits of other scripts.
describe.each(['tr-TR', 'ar-SA', 'th-TH', 'fa-IR', 'de-DE', 'hi-IN'])('the language %s', (culture) => {
  it('makes no difference to apply.ps1, undo.ps1 and detect.ps1', async () => {
    const before = { maxuserport: stored(4294967295) };
    const computer = await Computer.make(everything, { values: before, name: 'DESKTOP-IIII' });
    const run = (script: 'apply.ps1' | 'undo.ps1' | 'detect.ps1') => computer.run(script, {}, { culture });
    expect((await run('detect.ps1')).code).toBe(1);
    expect((await run('apply.ps1')).code).toBe(3010);
    expect(Object.values((await computer.state()).ranges)).toEqual([wide, wide, wide, wide]);
    expect((await run('detect.ps1')).code).toBe(0);
    expect((await run('apply.ps1')).code).toBe(4);
    await computer.set({ name: 'desktop-iiii' });
    const state = { StateFolder: computer.stateFolder };
    expect((await computer.run('undo.ps1', state, { culture })).code).toBe(3010);
    const { values, ranges } = await computer.state();
    expect(Object.values(values)).toEqual(Object.values(before));
    expect(Object.values(ranges)).toEqual([usual, usual, usual, usual]);
  });

  it('finds a value whose letters differ', async () => {
    const computer = await Computer.make([port], { values: { MAXUSERPORT: stored(65534) } });
    expect((await computer.run('detect.ps1', {}, { culture })).code).toBe(0);
  });
});
