// The scripts on a Windows registry: PowerShell 7 for Windows under Wine, .NET's real registry API, Wine's reg.exe; nothing is
// a stand-in. Wine 10 gives no administrator rights here: then the scripts have to refuse, and to change nothing.
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  hostEnvironment,
  hostPrefix,
  hostProgram,
} from '../../build/offline/powershell-on-wine/powershell-on-wine.mjs';
import { runWine, toWindowsPath } from '../../build/offline/wine.mjs';
import type { ScriptName } from './fixtures/computer';
import { delay, port } from './fixtures/changes';
import { Computer } from './fixtures/computer';

const key = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters';
const reason = process.env.EPW_WITHOUT_WINE;
/** Wine has other values in this key. */
const names = ['MaxUserPort', 'TcpTimedWaitDelay'];

async function reg(...args: readonly string[]): Promise<string> {
  return (await runWine(['reg', ...args], { folder: hostPrefix })).stdout;
}

async function stored(): Promise<string[]> {
  const lines = (await reg('query', key)).split(/\r?\n/).map((line) => line.trim().replaceAll(/\s{2,}/g, ' '));
  return lines.filter((line) => names.some((name) => line.startsWith(`${name} `))).sort();
}

/** Runs scripts one after the other in one PowerShell; each line is what it printed, then its code. */
async function runAll(computer: Computer, scripts: readonly ScriptName[]): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'ps-'));
  const [driver, output] = [join(folder, 'driver.ps1'), join(folder, 'output.txt')];
  const state = toWindowsPath(join(folder, 'state')).replaceAll("'", "''");
  const lines = scripts.map((name) => {
    const script = toWindowsPath(join(computer.scripts, name)).replaceAll("'", "''");
    return `& '${script}'${name === 'detect.ps1' ? '' : ` -StateFolder '${state}'`}; "code $LASTEXITCODE"`;
  });
  await writeFile(driver, `\ufeff${lines.join('\r\n')}\r\n`);
  const line = [hostProgram, toWindowsPath(output), toWindowsPath(driver)];
  const { code } = await runWine(line, { folder: hostPrefix, env: hostEnvironment });
  const text = await readFile(output, 'utf8');
  expect(text).not.toContain('error:');
  expect(code).toBe(0);
  return text.split(/\r?\n/).filter((line) => line !== '');
}

describe('on a Windows registry', () => {
  beforeEach(({ skip }) => skip(reason !== '', reason));

  const before = ['MaxUserPort REG_SZ it\'s "5000"', 'TcpTimedWaitDelay REG_DWORD 0xffffffff'];
  beforeAll(async () => {
    if (reason !== '') return;
    await reg('add', key, '/v', 'MaxUserPort', '/t', 'REG_SZ', '/d', 'it\'s "5000"', '/f');
    await reg('add', key, '/v', 'TcpTimedWaitDelay', '/t', 'REG_DWORD', '/d', '4294967295', '/f');
    expect(await stored()).toEqual(before);
  });

  it('detects, applies, detects, and has nothing to do the second time', async () => {
    const computer = await Computer.make([port, delay]);
    const lines = await runAll(computer, ['detect.ps1', 'apply.ps1', 'detect.ps1', 'apply.ps1']);
    const isElevated = !lines.includes('code 3');
    expect(lines.filter((line) => line.startsWith('code'))).toEqual(
      isElevated ? ['code 1', 'code 3010', 'code 0', 'code 4'] : ['code 1', 'code 3', 'code 1', 'code 3'],
    );
    expect(await stored()).toEqual(
      isElevated ? ['MaxUserPort REG_DWORD 0xfffe', 'TcpTimedWaitDelay REG_DWORD 0x1e'] : before,
    );
  });

  it('applies and undoes what was there', async () => {
    for (const [index, name] of names.entries()) {
      const [, type = '', data = ''] = /^\S+ (\S+) (.*)$/.exec(before[index] ?? '') ?? [];
      const value = type === 'REG_DWORD' ? String(Number(data)) : data;
      await reg('add', key, '/v', name, '/t', type, '/d', value, '/f');
    }
    const computer = await Computer.make([port, delay]);
    const lines = await runAll(computer, ['apply.ps1', 'undo.ps1', 'undo.ps1']);
    const codes = lines.filter((line) => line.startsWith('code'));
    expect([
      ['code 3010', 'code 3010', 'code 2'],
      ['code 3', 'code 3', 'code 3'],
    ]).toContainEqual(codes);
    expect(await stored()).toEqual(before);
  });

  it('deletes again what was not there', async () => {
    for (const name of names) await reg('delete', key, '/v', name, '/f');
    const lines = await runAll(await Computer.make([port, delay]), ['remediate.ps1', 'undo.ps1']);
    const codes = lines.filter((line) => line.startsWith('code'));
    expect([
      ['code 0', 'code 3010'],
      ['code 3', 'code 3'],
    ]).toContainEqual(codes);
    expect(await stored()).toEqual([]);
  });
});
