// Folders with the names that people give: the commands of a copy of this project are run there.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseJson, projectFolder, realFolderVariable } from './project.mjs';

const probe = ['--user', '--map-current-user', '--keep-caps', '--mount', 'true'];
const canHaveSecondPath =
  process.platform === 'linux' &&
  spawnSync('unshare', process.getuid?.() === 0 ? ['--mount', 'true'] : probe).status === 0;

describe('a folder with a space, #, % and non-Latin letters', () => {
  /** @type {string} */
  let parent;
  /** @type {string} */
  let folder;
  beforeEach(({ skip }) => {
    skip(!canHaveSecondPath, 'this system allows no second path for a folder (unshare)');
    parent = fs.mkdtempSync(path.join(os.tmpdir(), 'epw-names-'));
    folder = path.join(parent, 'a b#c%20 данные');
    fs.mkdirSync(folder);
    for (const name of ['build/scripts/setup', 'build/offline', 'build/icon', 'build/package'])
      fs.cpSync(path.join(projectFolder, name), path.join(folder, name), { recursive: true });
  });
  afterEach(() => fs.rmSync(parent, { recursive: true, force: true }));

  /** As if this project's own folder were none that was reached by a second path. */
  function environment() {
    return { ...process.env, TMPDIR: parent, [realFolderVariable]: undefined };
  }

  /** @param {string} text @param {readonly string[]} args */
  function runCommand(text, ...args) {
    const script = path.join(folder, 'build', 'scripts', 'command.mjs');
    fs.writeFileSync(
      script,
      `import './setup/plain-folder.mjs';\nimport fs from 'node:fs';\nimport { projectFolder, realFolder } from './setup/project.mjs';\n${text}`,
    );
    return spawnSync(process.execPath, [script, ...args], { cwd: folder, env: environment(), encoding: 'utf8' });
  }

  it('has a plain path with the same arguments, files and exit code, and leaves nothing behind', () => {
    const { status, stdout, stderr } = runCommand(
      `fs.writeFileSync('written', JSON.stringify({ args: process.argv.slice(2), cwd: process.cwd(), projectFolder, realFolder }));\nprocess.exitCode = 3;`,
      'one two',
      '#3',
    );
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    const text = parseJson(fs.readFileSync(path.join(folder, 'written'), 'utf8'));
    const told = /** @type {{ projectFolder: string }} */ (text);
    expect(told.projectFolder).toMatch(/^[\w./-]+$/u);
    const cwd = told.projectFolder;
    expect(told).toEqual({ args: ['one two', '#3'], cwd, projectFolder: cwd, realFolder: folder });
    expect(stdout).toContain(`has "#" in it, which Vite cannot read: it is reached as ${told.projectFolder}`);
    expect(fs.readdirSync(parent)).toEqual([path.basename(folder)]);
  });

  it('can hold a build of the program', () => {
    const configuration = fs.readdirSync(projectFolder).filter((name) => /\.(json|config\.ts)$/u.test(name));
    for (const name of ['electron', 'renderer', ...configuration]) {
      fs.cpSync(path.join(projectFolder, name), path.join(folder, name), { recursive: true });
    }
    fs.symlinkSync(path.join(projectFolder, 'node_modules'), path.join(folder, 'node_modules'));
    const { status, stdout, stderr } = runCommand(`
      const { buildApplication } = await import('./setup/application.mjs');
      await buildApplication();
    `);
    expect({ status, stderr }, stdout).toEqual({ status: 0, stderr: '' });
    const made = ['main/main.js', 'preload/preload.cjs', 'renderer/index.html'].map(
      (name) => fs.statSync(path.join(folder, 'out', name)).size,
    );
    expect(made.every((size) => size > 100)).toBe(true);
  }, 180_000);

  it('reports the problem and does nothing where no second path can be made', () => {
    fs.mkdirSync(path.join(parent, 'bin'));
    fs.writeFileSync(path.join(parent, 'bin', 'unshare'), '#!/bin/sh\necho "not permitted" >&2\nexit 1\n', {
      mode: 0o755,
    });
    const script = path.join(folder, 'build', 'scripts', 'command.mjs');
    fs.writeFileSync(
      script,
      `import './setup/plain-folder.mjs';\nimport fs from 'node:fs';\nfs.writeFileSync('written', '');`,
    );
    const env = { ...environment(), PATH: `${path.join(parent, 'bin')}:${process.env.PATH}` };
    const { status, stderr } = spawnSync(process.execPath, [script], { cwd: folder, env, encoding: 'utf8' });
    expect(status).toBe(1);
    expect(stderr.trim()).toBe(
      `[setup] the path of this folder has "#" in it, which Vite cannot read, and this system allows no second path for it (unshare: not permitted); rename or move it: ${folder}`,
    );
    expect(fs.readdirSync(folder)).toEqual(['build']);
    expect(fs.readdirSync(parent).sort()).toEqual([path.basename(folder), 'bin'].sort());
  });
});
