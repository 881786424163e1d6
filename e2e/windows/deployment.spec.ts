// What docs/deployment.md tells an administrator to type, line by line and in its order: typed. Only under Wine: on a real
// Windows it would need administrator rights, and change the machine.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import {
  cleanMachine,
  dataFolder,
  exitCodes,
  installer,
  isListed,
  mainProgram,
  programFolder,
  value,
  whyNot,
} from './fixtures/installer';
import { regExe } from './fixtures/throw-away-key';

const project = process.env.EPW_PROJECT ?? '';
const setup = 'ephemeral-port-wizard-VERSION-windows-x64-setup.exe';
let lines: readonly string[] = [];

/** The lines of the `bat` blocks. */
async function commandLines(): Promise<readonly string[]> {
  const text = (await readFile(join(project, 'docs', 'deployment.md'), 'utf8')).replaceAll('\r\n', '\n');
  return [...text.matchAll(/^```bat\n(.*?)^```$/gms)].flatMap(([, block = '']) => block.trim().split('\n'));
}

/** The one line that matches, checked off. */
function lineWith(pattern: RegExp): string {
  const [found = '', ...others] = lines.filter((line) => pattern.test(line));
  assert.ok(found !== '' && others.length === 0, `one line like ${pattern}`);
  lines = lines.filter((line) => line !== found);
  return found;
}

/** Runs a line as a prompt would: the program, quoted or not, and the rest of the line as it is. */
async function typed(line: string): Promise<number | null> {
  const [, quoted, plain, rest = ''] = /^(?:"([^"]+)"|(\S+)) ?(.*)$/.exec(line) ?? [];
  const program = (quoted ?? plain ?? '').replace(setup, installer);
  const child = spawn(program, [rest], { stdio: 'ignore', windowsVerbatimArguments: true });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code;
}

void describe('the lines of docs/deployment.md', { skip: await whyNot() }, () => {
  cleanMachine();
  before(async () => {
    lines = await commandLines();
    assert.equal(lines.length, 4);
  });

  it('installs, is detected, repairs and upgrades with the data kept, and removes', async () => {
    const install = lineWith(/setup\.exe \/S$/);
    assert.equal(await typed(install), exitCodes.done);
    const { version } = JSON.parse(await readFile(join(project, 'package.json'), 'utf8')) as { version: string };

    const [, ...query] = lineWith(/^reg query/).split(' ');
    assert.match(await regExe(...(query as [string])), new RegExp(`DisplayVersion\\s+REG_SZ\\s+${version}`));

    await mkdir(join(dataFolder, 'backups'), { recursive: true });
    await writeFile(join(dataFolder, 'backups', 'kept.reg'), 'REGEDIT4\r\n');
    await writeFile(join(programFolder, 'LICENSE.txt'), 'damaged');
    assert.equal(await typed(lineWith(/\/D=/)), exitCodes.done);
    assert.notEqual(await readFile(join(programFolder, 'LICENSE.txt'), 'utf8'), 'damaged', 'repaired');
    assert.equal(await value('InstallLocation'), programFolder);

    assert.equal(await typed(lineWith(/Uninstall\.exe/)), exitCodes.done);
    assert.ok(!existsSync(join(programFolder, mainProgram)));
    assert.ok(!(await isListed()));
    assert.ok(existsSync(join(dataFolder, 'backups', 'kept.reg')));
    assert.deepEqual(lines, [], 'every line was typed');
  });
});
