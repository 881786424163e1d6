import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { NtExecutable, NtExecutableResource } from 'resedit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { versionOfInstaller, versionProblem, withoutScript } from './nsis.mjs';

/** @type {string} */
let folder;
beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'epw-nsis-'))));
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

describe('the NSIS version', () => {
  it.each(['v3.12', '3.12', 'v3.12-1', 'v3.13', 'v3.20-2+deb15u1', 'v4.00'])('accepts %s for a release', (version) => {
    expect(versionProblem(version)).toBeNull();
  });

  it.each([
    'v3.11',
    'v3.08-3+deb12u1',
    'v3.04',
    'v3.0.4.1',
    'v3.1',
    'v3.120',
    'v2.99',
    'v3.12.1b',
    '01-Jan-2026.cvs',
    'v3',
    '',
    null,
  ])('refuses %s for a release', (version) => {
    expect(versionProblem(version)).toMatch(/wanted NSIS 3\.12 or later$/u);
  });
});

/** An executable with a manifest as NSIS writes it. @param {string | null} description */
function executable(description) {
  const file = path.join(folder, 'setup.exe');
  const program = NtExecutable.createEmpty(false, false);
  const resources = NtExecutableResource.from(program);
  if (description !== null) {
    const text = `<?xml version="1.0"?><assembly><assemblyIdentity name="Nullsoft.NSIS.exehead"/><description>${description}</description></assembly>`;
    const bytes = new TextEncoder().encode(text);
    resources.entries.push({ type: 24, id: 1, lang: 1033, codepage: 0, bin: bytes.buffer });
  }
  resources.outputResource(program);
  fs.writeFileSync(file, Buffer.from(program.generate()));
  return file;
}

describe('the NSIS version in an installer', () => {
  it.each([
    ['Nullsoft Install System v3.12', 'v3.12'],
    ['Nullsoft Install System v3.08-3+deb12u1', 'v3.08-3+deb12u1'],
    ['Another maker of installers v9.99', null],
    [null, null],
  ])('reads %s', async (description, version) => {
    expect(await versionOfInstaller(executable(description))).toBe(version);
  });
});

describe('the start of makensis without a shell', () => {
  const bundle = path.join('bundle', 'nsis');

  it('runs makensis beside the script that electron-builder names', () => {
    const windows = path.join(bundle, 'windows');
    expect(withoutScript({ path: path.join(bundle, 'makensis.cmd') })).toEqual({
      program: path.join(windows, 'makensis.exe'),
      env: { NSISDIR: windows },
    });
  });

  it('runs makensis with the environment that comes with an executable', () => {
    const answer = { path: path.join(bundle, 'Bin', 'makensis.exe'), env: { NSISDIR: bundle } };
    expect(withoutScript(answer)).toEqual({ program: answer.path, env: answer.env });
  });
});
