import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readRegFile } from '../../reg-file/reg-file';
import type { Handlers } from '../../contract/ipc/calls';
import type { RequestedChange } from '../../contract/change/plan';
import { loadWords } from '../../contract/messages/messages';
import { collectorBytes, collectorFiles } from '../../script-export/collector/collector';
import { openOffice, type Office } from './handlers.fixture';

let office: Office;
let handlers: Handlers;
let target: string;
beforeEach(async () => {
  office = await openOffice();
  handlers = office.handlers;
  target = join(office.folder, 'target');
  await mkdir(target);
  office.chosenFile = target;
});
afterEach(() => office.close());

async function token(requested: RequestedChange[]): Promise<string> {
  const plan = await handlers['plan.create']({ requested });
  if (!plan.ok) throw new Error(plan.error.code);
  return plan.value.token;
}

async function made(requested: RequestedChange[]): Promise<string> {
  const result = await handlers['commands.write']({ token: await token(requested) });
  if (!result.ok) throw new Error(result.error.code);
  return result.value.folder;
}

const raise: RequestedChange[] = [{ name: 'MaxUserPort', value: 65534 }];

describe('the script export', () => {
  it('contains the whole change for another machine, and changes nothing here', async () => {
    const before = await office.practice.registry.readTree();
    const folder = await made([...raise, { name: 'TcpTimedWaitDelay', value: 30 }]);
    expect((await readdir(folder)).sort()).toEqual([
      'README.txt',
      'apply.ps1',
      'apply.reg',
      'detect.ps1',
      'remediate.ps1',
      'undo.ps1',
      'undo.reg',
    ]);
    expect(await readdir(target)).toHaveLength(1);
    const keys = async (name: string) => {
      const reading = readRegFile(await readFile(join(folder, name)));
      return reading.ok
        ? reading.keys.flatMap(({ values }) =>
            values.map(({ name: value, content }) => [
              value,
              content ? Buffer.from(content.data).toString('hex') : null,
            ]),
          )
        : [];
    };
    expect(await keys('apply.reg')).toEqual([
      ['MaxUserPort', 'feff0000'],
      ['TcpTimedWaitDelay', '1e000000'],
    ]);
    expect(await keys('undo.reg')).toEqual([
      ['TcpTimedWaitDelay', null],
      ['MaxUserPort', null],
    ]);
    expect(await office.practice.registry.readTree()).toEqual(before);
    expect(await readFile(join(folder, 'README.txt'), 'utf8')).toContain('PRACTICE: ');
  });

  it('is ASCII with CRLF, with a byte order mark where Windows PowerShell wants one, and contains the numbers of the plan', async () => {
    const folder = await made(raise);
    for (const [name, hasMark] of [
      ['apply.ps1', true],
      ['undo.ps1', true],
      ['detect.ps1', false],
      ['remediate.ps1', false],
      ['README.txt', false],
    ] as const) {
      const text = await readFile(join(folder, name), 'utf8');
      expect(text.startsWith('\ufeff')).toBe(hasMark);
      expect(text.replace('\ufeff', '')).toMatch(/^(?:[\x20-\x7e]*\r\n)+$/);
      if (name === 'README.txt') continue;
      expect(text).toContain("@{ Name = 'MaxUserPort'; Present = $true; Kind = 'DWord'; Data = '65534' }");
      // Absolute programs, and no alias or shell in between.
      expect(text).not.toMatch(/Invoke-Expression|\biex\b|cmd(?:\.exe)? \/c|Start-Process|\| ?%|\bgci\b|\bgp\b/i);
    }
    const apply = await readFile(join(folder, 'apply.ps1'), 'utf8');
    // The state is saved and read back before the first write.
    expect(apply.indexOf('WriteAllText($stateFile')).toBeLessThan(apply.indexOf('Write-Value $wanted'));
    expect(await readFile(join(folder, 'detect.ps1'), 'utf8')).not.toMatch(/SetValue|DeleteValue|set dynamicport/);
  });

  it('has no .reg file for ranges', async () => {
    await office.practice.practice?.reset('windows11');
    const folder = await made([{ range: 'ipv4Tcp', value: { start: 10000, number: 55535 } }]);
    expect((await readdir(folder)).sort()).toEqual([
      'README.txt',
      'apply.ps1',
      'detect.ps1',
      'remediate.ps1',
      'undo.ps1',
    ]);
    expect(await readFile(join(folder, 'apply.ps1'), 'utf8')).toContain(
      "@{ Ip = 'ipv4'; Protocol = 'tcp'; Start = 10000; Number = 55535 }",
    );
  });

  it('is made unelevated, and leaves the token valid for the change', async () => {
    const { system } = office.practice;
    const info = await system.describe();
    if (!info.ok) throw new Error(info.error.code);
    const described = vi
      .spyOn(system, 'describe')
      .mockResolvedValue({ ok: true, value: { ...info.value, isElevated: false } });
    const plan = await token(raise);
    expect(await handlers['commands.write']({ token: plan })).toMatchObject({ ok: true });
    described.mockRestore();
    expect(await handlers['plan.apply']({ token: plan })).toMatchObject({ ok: true });
    expect(await handlers['commands.write']({ token: plan })).toEqual({ ok: false, error: { code: 'TOKEN_UNKNOWN' } });
  });

  it('never touches what is there: a second folder gets another name, a full disk leaves nothing', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-03-02T08:15:00.000Z') });
    try {
      const plan = await token(raise);
      const first = await handlers['commands.write']({ token: plan });
      expect(first).toMatchObject({
        ok: true,
        value: { folder: join(target, 'port-commands-2026-03-02_081500-PRACTICE-PC') },
      });
      expect(await handlers['commands.write']({ token: plan })).toMatchObject({
        ok: true,
        value: { folder: join(target, 'port-commands-2026-03-02_081500-PRACTICE-PC-2') },
      });
      await writeFile(join(office.folder, 'practice', 'faults.json'), JSON.stringify([{ kind: 'disk-full' }]));
      expect(await handlers['commands.write']({ token: plan })).toMatchObject({
        ok: false,
        error: { code: 'STORAGE_FAILED' },
      });
      expect(await readdir(target)).toHaveLength(2);
    } finally {
      vi.useRealTimers();
    }
  });

  it('is not made after a Cancel, without a plan, or for values that no script can spell', async () => {
    const plan = await token(raise);
    office.chosenFile = null;
    expect(await handlers['commands.write']({ token: plan })).toEqual({ ok: false, error: { code: 'NOT_CONFIRMED' } });
    expect(await handlers['commands.write']({ token: '00000000-0000-4000-8000-000000000000' })).toEqual({
      ok: false,
      error: { code: 'TOKEN_UNKNOWN' },
    });
    expect(await readdir(target)).toEqual([]);
  });
});

describe('the collector', () => {
  it('is written into a new folder of the one that the person chooses, each time another one', async () => {
    const first = await handlers['collector.write']({});
    const second = await handlers['collector.write']({});
    if (!first.ok || !second.ok) throw new Error('not written');
    expect(first.value.folder).not.toBe(second.value.folder);
    for (const { folder } of [first.value, second.value])
      expect((await readdir(folder)).sort()).toEqual(['README.txt', 'collect-evidence.ps1']);
    expect(await readdir(target)).toHaveLength(2);
  });

  it('has a README in the language of tickets, with its letters', async () => {
    const words = await loadWords('de');
    const readme = collectorFiles(words, '1.0', collectorBytes('1.0')).find(({ name }) => name === 'README.txt');
    const text = Buffer.from(readme?.bytes ?? []).toString('utf8');
    expect(text).toContain(words('collector.what'));
    expect(words('collector.what')).toMatch(/[äöü]/);
    expect(text.startsWith('\ufeff')).toBe(true);
  });

  it('is not written when the person cancels', async () => {
    office.chosenFile = null;
    expect(await handlers['collector.write']({})).toEqual({ ok: false, error: { code: 'NOT_CONFIRMED' } });
    expect(await readdir(target)).toEqual([]);
  });
});
