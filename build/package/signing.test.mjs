import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { artifact } from './installer.mjs';
import { carriesSignature, signerOf } from './signing.mjs';

/** @type {string} */
let folder;
beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'epw-signing-'))));
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

/** @param {string} name */
function file(name) {
  fs.writeFileSync(path.join(folder, name), '');
  return path.join(folder, name);
}

describe('who signs', () => {
  it('is nobody where no certificate is named', () => {
    expect(signerOf({})).toBeNull();
    expect(signerOf({ EPW_SIGN_TIMESTAMP: 'http://time.example' })).toBeNull();
  });

  it.each([
    [{ EPW_SIGN_PFX: '/a.pfx' }, 'to sign, set EPW_SIGN_PASSWORD_FILE as well'],
    [{ EPW_SIGN_THUMBPRINT: '0F' }, 'to sign, set EPW_SIGNTOOL as well'],
    [
      { EPW_SIGN_AZURE_DLIB: '/a.dll', EPW_SIGNTOOL: '/signtool.exe' },
      'to sign, set EPW_SIGN_AZURE_METADATA and EPW_SIGN_TIMESTAMP as well',
    ],
    [{ EPW_SIGN_PFX: '/a.pfx', EPW_SIGN_THUMBPRINT: '0F' }, 'sign with one certificate, not with several: pfx, store'],
  ])('is not guessed from half of a choice: %o', (env, message) => {
    expect(() => signerOf(env)).toThrow(message);
  });

  it.runIf(process.platform === 'linux')('names the files that are not there', () => {
    const env = { EPW_SIGN_PFX: 'relative.pfx', EPW_SIGN_PASSWORD_FILE: path.join(folder, 'none') };
    expect(() => signerOf(env)).toThrow('EPW_SIGN_PFX, EPW_SIGN_PASSWORD_FILE: wanted the absolute path of a file');
    expect(() => signerOf({ EPW_SIGN_THUMBPRINT: '0F', EPW_SIGNTOOL: file('signtool.exe') })).toThrow(
      'EPW_SIGN_PFX is',
    );
  });

  it.runIf(process.platform === 'linux')('passes the password as a file, and a time stamp where one is named', () => {
    const env = { EPW_SIGN_PFX: file('a.pfx'), EPW_SIGN_PASSWORD_FILE: file('password') };
    const signer = signerOf(env);
    expect(signer?.hasTimestamp).toBe(false);
    expect(signer?.argumentsFor('a.exe', 'b.exe')).toEqual([
      ...['sign', '-h', 'sha256', '-n', 'Ephemeral Port Wizard', '-pkcs12', env.EPW_SIGN_PFX],
      ...['-readpass', env.EPW_SIGN_PASSWORD_FILE, '-in', 'a.exe', '-out', 'b.exe'],
    ]);
    const stamped = signerOf({ ...env, EPW_SIGN_TIMESTAMP: 'http://time.example' });
    expect(stamped?.hasTimestamp).toBe(true);
    expect(stamped?.argumentsFor('a.exe', 'b.exe')).toContain('http://time.example');
  });
});

it('says in the name of what is handed out that it is not signed', () => {
  expect(path.basename(artifact(folder, 'x64', '.zip', false))).toMatch(/-windows-x64-unsigned\.zip$/u);
  expect(path.basename(artifact(folder, 'arm64', '-setup.exe', true))).toMatch(/-windows-arm64-setup\.exe$/u);
});

it('finds no signature in a script without one', () => {
  fs.writeFileSync(path.join(folder, 'a.ps1'), 'Get-Date\r\n');
  expect(carriesSignature(path.join(folder, 'a.ps1'))).toBe(false);
});
