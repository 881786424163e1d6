// The scripts on a Windows registry: PowerShell 7 for Windows under Wine, .NET's real registry API, Wine's reg.exe; nothing is
// a stand-in. Wine 10 gives no administrator rights here: then the scripts have to refuse, and to change nothing. All of it runs
// in one PowerShell, whose start takes most of the time; reg.exe is the witness.
import { mkdtemp, readFile, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  hostEnvironment,
  hostPrefix,
  hostProgram,
} from '../../build/offline/powershell-on-wine/powershell-on-wine.mjs';
import { runWine, toWindowsPath } from '../../build/offline/wine.mjs';
import { openEvidenceFile } from '../../electron/evidence/opened';
import { collectedComputer } from './fixtures/collected';
import type { ScriptName } from './fixtures/computer';
import { delay, port } from './fixtures/changes';
import { Computer } from './fixtures/computer';

const key = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters';
const reason = process.env.EPW_WITHOUT_WINE;
/** Wine has other values in this key. */
const names = ['MaxUserPort', 'TcpTimedWaitDelay'];
const before = ['MaxUserPort REG_SZ it\'s "5000"', 'TcpTimedWaitDelay REG_DWORD 0xffffffff'];

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
const windowsPath = (file: string) => quoted(toWindowsPath(file));
const regLine = (...args: readonly string[]) => `$null = & $reg ${args.map(quoted).join(' ')}`;
const putBefore = [
  // As a program of Windows is given a quote: with a backslash in front.
  regLine('add', key, '/v', 'MaxUserPort', '/t', 'REG_SZ', '/d', 'it\'s "5000"', '/f'),
  regLine('add', key, '/v', 'TcpTimedWaitDelay', '/t', 'REG_DWORD', '/d', '4294967295', '/f'),
];
const putNothing = names.map((name) => regLine('delete', key, '/v', name, '/f'));

/** What a part of the run printed, and what reg.exe said before and after it. */
interface Part {
  readonly lines: readonly string[];
  readonly codes: readonly string[];
  readonly storedBefore: readonly string[];
  readonly storedAfter: readonly string[];
}

interface PartOrders {
  readonly put: readonly string[];
  readonly computer: Computer;
  readonly scripts: readonly ScriptName[];
}

/** Runs each part in one PowerShell, one after the other. */
async function runAll(orders: readonly PartOrders[]): Promise<Part[]> {
  const folder = await mkdtemp(join(tmpdir(), 'ps-'));
  const [driver, output] = [join(folder, 'driver.ps1'), join(folder, 'output.txt')];
  const query = `'----'; & $reg query ${quoted(key)}; '----'`;
  const lines = orders.flatMap(({ put, computer, scripts }, index) => {
    const state = windowsPath(join(folder, `state ${index}`));
    const runs = scripts.map((name) => {
      const parameter =
        name === 'collect-evidence.ps1' ? `-Folder ${windowsPath(computer.folder)}` : `-StateFolder ${state}`;
      return `& ${windowsPath(join(computer.scripts, name))} ${name === 'detect.ps1' ? '' : parameter}; "code $LASTEXITCODE"`;
    });
    return [...put, query, ...runs, query, "'===='"];
  });
  await writeFile(driver, `\ufeff${["$reg = 'C:\\windows\\system32\\reg.exe'", ...lines].join('\r\n')}\r\n`);
  const line = [hostProgram, toWindowsPath(output), toWindowsPath(driver)];
  const { code } = await runWine(line, { folder: hostPrefix, env: hostEnvironment, timeoutMs: 110_000 });
  const text = await readFile(output, 'utf8');
  expect(text).not.toContain('error:');
  expect(code).toBe(0);
  return text.split(/^====\r?\n/m).map((part) => {
    const [, first = '', printed = '', last = ''] = part.split(/^----\r?\n/m);
    const printedLines = printed.split(/\r?\n/).filter((printedLine) => printedLine !== '');
    return {
      lines: printedLines,
      codes: printedLines.filter((printedLine) => printedLine.startsWith('code')),
      storedBefore: storedIn(first),
      storedAfter: storedIn(last),
    };
  });
}

function storedIn(query: string): string[] {
  const lines = query.split(/\r?\n/).map((line) => line.trim().replaceAll(/\s{2,}/g, ' '));
  return lines.filter((line) => names.some((name) => line.startsWith(`${name} `))).sort();
}

describe('on a Windows registry', () => {
  beforeEach(({ skip }) => skip(reason !== '', reason));

  let parts: readonly Part[] = [];
  let collected: Computer;
  beforeAll(async () => {
    if (reason !== '') return;
    const both = () => Computer.make([port, delay]);
    collected = await collectedComputer();
    parts = await runAll([
      { put: putBefore, computer: await both(), scripts: ['detect.ps1', 'apply.ps1', 'detect.ps1', 'apply.ps1'] },
      { put: putBefore, computer: await both(), scripts: ['apply.ps1', 'undo.ps1', 'undo.ps1'] },
      { put: putNothing, computer: await both(), scripts: ['remediate.ps1', 'undo.ps1'] },
      { put: putBefore, computer: collected, scripts: ['collect-evidence.ps1'] },
    ]);
  });
  const part = (index: number): Part => {
    const found = parts[index];
    if (!found) throw new Error(`part ${index} has not run`);
    return found;
  };

  it('detects, applies, detects, and has nothing to do the second time', () => {
    const { codes, storedBefore, storedAfter } = part(0);
    expect(storedBefore).toEqual(before);
    const isElevated = !codes.includes('code 3');
    expect(codes).toEqual(
      isElevated ? ['code 1', 'code 3010', 'code 0', 'code 4'] : ['code 1', 'code 3', 'code 1', 'code 3'],
    );
    expect(storedAfter).toEqual(
      isElevated ? ['MaxUserPort REG_DWORD 0xfffe', 'TcpTimedWaitDelay REG_DWORD 0x1e'] : before,
    );
  });

  it('applies and undoes what was there', () => {
    const { codes, storedBefore, storedAfter } = part(1);
    expect(storedBefore).toEqual(before);
    expect([
      ['code 3010', 'code 3010', 'code 2'],
      ['code 3', 'code 3', 'code 3'],
    ]).toContainEqual(codes);
    expect(storedAfter).toEqual(before);
  });

  it('deletes again what was not there', () => {
    const { codes, storedBefore, storedAfter } = part(2);
    expect(storedBefore).toEqual([]);
    expect([
      ['code 0', 'code 3010'],
      ['code 3', 'code 3'],
    ]).toContainEqual(codes);
    expect(storedAfter).toEqual([]);
  });

  it('collects what is stored, byte for byte, with the version of Windows and what reg.exe exports', async () => {
    const { codes, lines, storedAfter } = part(3);
    expect(codes, lines.join('\n')).toEqual(['code 0']);
    expect(storedAfter).toEqual(before);
    const [file = ''] = (await readdir(collected.folder)).filter((name) => name.endsWith('.zip'));
    const opened = await openEvidenceFile(join(collected.folder, file));
    if (!opened.ok) throw new Error(JSON.stringify(opened.error));
    const { evidence } = opened.value.diagnosis;
    const hex = Buffer.from('it\'s "5000"\0', 'utf16le').toString('hex');
    expect(evidence.maxUserPort).toMatchObject({ known: true, value: { stored: { present: true, type: 1, hex } } });
    expect(evidence.timedWaitDelay).toMatchObject({
      known: true,
      value: { stored: { present: true, type: 4, hex: 'ffffffff' } },
    });
    expect(evidence.windows).toMatchObject({ known: true, value: { version: { major: 10 } } });
    const { files, missing } = opened.value.manifest;
    expect(files.map(({ name }) => name)).toContain('raw/parameters.reg');
    // Wine's netsh prints nothing, and there is no CIM.
    expect(evidence.excluded).toMatchObject({ known: false });
    expect(missing.find(({ name }) => name === 'processes.csv')).toBeDefined();
  });
});
