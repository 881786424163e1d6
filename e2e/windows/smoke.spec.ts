// Proves the tools of this suite: the registry through registry-js, the Windows API through
// koffi, and child processes. When it fails, no other failure here means anything.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import koffi from 'koffi';
import { HKEY, enumerateValues } from 'registry-js';

const key = 'SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion';

void test('reads the product name through registry-js', () => {
  // A value of a type that it cannot read is listed as undefined.
  const values = enumerateValues(HKEY.HKEY_LOCAL_MACHINE, key).filter(Boolean);
  const value = values.find(({ name }) => name === 'ProductName');
  assert.match(String(value?.data), /^(?:Microsoft )?Windows/u);
});

void test('calls the Windows API through koffi', () => {
  const kernel32 = koffi.load('kernel32.dll');
  const getCurrentProcessId = kernel32.func('uint32_t __stdcall GetCurrentProcessId()');
  assert.equal(getCurrentProcessId(), process.pid);
});

void test('runs reg.exe as a child process', () => {
  const regExe = join(process.env.SystemRoot ?? 'C:\\windows', 'system32', 'reg.exe');
  const output = execFileSync(regExe, ['query', `HKLM\\${key}`, '/v', 'ProductName']);
  assert.match(output.toString('latin1'), /ProductName\s+REG_SZ\s+\S/u);
});
