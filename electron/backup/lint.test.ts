// The linter on the mistakes that were found on real machines and in published files, and on what is right.
import { describe, expect, it } from 'vitest';
import { parametersKeyPath } from '../contract/catalogue';
import { lintValues, type LintFinding } from './lint';
import { editDistance } from './lint-distance';
import { lintFile } from './lint-file';
import { readRegFile } from './reg-file';

const windows10 = { major: 10, minor: 0, build: 19045 };
const windows2000 = { major: 5, minor: 0, build: 2195 };
const header = 'Windows Registry Editor Version 5.00\r\n\r\n';

/** The values of one line or more of a .reg file. */
function valuesOf(lines: string) {
  const reading = readRegFile(Buffer.from(`\ufeff${header}[x]\r\n${lines}`, 'utf16le'));
  if (!reading.ok) throw new Error(JSON.stringify(reading.problem));
  return reading.keys.flatMap(({ values }) => values).map(({ name, content }) => ({ name, type: content?.type ?? 0, data: content?.data ?? new Uint8Array() }));
}

/** A finding as one line: code, what it says, and "-> what to write" or "x what to delete". */
function shown({ code, name, corrections, ...data }: LintFinding): string {
  const fixes = corrections.map((one) => (one.kind === 'write' ? ` -> ${one.wanted.name}=${one.wanted.value}` : ` x ${one.name}`));
  return `${code} ${name} ${Object.values(data).join(' ')}${fixes.join('')}`;
}

describe('values', () => {
  it.each([
    ['"MaxUserPort"=dword:0000fffe', []],
    ['"MaxUserPort"=dword:00001388', []],
    ['"TcpTimedWaitDelay"=dword:0000001e', []],
    ['"TCPTimedWaitDelay"=dword:0000001e', []],
    ['"Hostname"="x"\r\n"TcpNumConnections"=dword:00fffffe\r\n"MaxFreeTcbs"=dword:000007d0', []],
    ['"MaxUserPort"=dword:00065534', ['DECIMAL_AS_HEX MaxUserPort 415028 65534 true -> MaxUserPort=65534']],
    ['"MaxUserPort"=dword:00060000', ['DECIMAL_AS_HEX MaxUserPort 393216 60000 true -> MaxUserPort=60000']],
    ['"MaxUserPort"=dword:00005000', ['DECIMAL_AS_HEX MaxUserPort 20480 5000 false -> MaxUserPort=5000']],
    ['"MaxUserPort"=dword:00008000', []],
    ['"TcpTimedWaitDelay"=dword:00000030', ['DECIMAL_AS_HEX TcpTimedWaitDelay 48 30 false -> TcpTimedWaitDelay=30']],
    ['"TcpTimedWaitDelay"=dword:00000240', ['DECIMAL_AS_HEX TcpTimedWaitDelay 576 240 true -> TcpTimedWaitDelay=240']],
    ['"TcpTimedWaitDelay"=dword:00000050', []],
    ['"MaxUserPort"="65534"', ['WRONG_TYPE MaxUserPort 1 65534 -> MaxUserPort=65534']],
    ['"MaxUserPort"="0xfffe"', ['WRONG_TYPE MaxUserPort 1 65534 -> MaxUserPort=65534']],
    ['"MaxUserPort"="many"', ['WRONG_TYPE MaxUserPort 1 ']],
    ['"MaxUserPort"=hex:fe,ff,00,00', ['WRONG_TYPE MaxUserPort 3 65534 -> MaxUserPort=65534']],
    ['"MaxUserPort"=hex(b):fe,ff,00,00,00,00,00,00', ['WRONG_TYPE MaxUserPort 11 65534 -> MaxUserPort=65534']],
    ['"MaxUserPort"=hex(5):00,00,ff,fe', ['WRONG_TYPE MaxUserPort 5 65534 -> MaxUserPort=65534']],
    ['"MaxUserPort"=hex(4):fe,ff', ['WRONG_LENGTH MaxUserPort 2 -> MaxUserPort=null']],
    ['"MaxUserPort"=dword:0000ffff', ['OUT_OF_RANGE MaxUserPort 65535 5000 65534 -> MaxUserPort=65534']],
    ['"MaxUserPort"=dword:00000000', ['OUT_OF_RANGE MaxUserPort 0 5000 65534 -> MaxUserPort=5000']],
    ['"TcpTimedWaitDelay"=dword:00000001', ['OUT_OF_RANGE TcpTimedWaitDelay 1 2 300 -> TcpTimedWaitDelay=2']],
    ['"TcpTimeWaitDelay"=dword:0000001e', ['MISSPELT_NAME TcpTimeWaitDelay TcpTimedWaitDelay 30 -> TcpTimedWaitDelay=30 x TcpTimeWaitDelay']],
    ['"MaxUserPorts"=dword:0000fffe', ['MISSPELT_NAME MaxUserPorts MaxUserPort 65534 -> MaxUserPort=65534 x MaxUserPorts']],
    ['"MaxUsrePort"=dword:0000fffe', ['MISSPELT_NAME MaxUsrePort MaxUserPort 65534 -> MaxUserPort=65534 x MaxUsrePort']],
    ['"MaxUserPort "=dword:0000fffe', ['MISSPELT_NAME MaxUserPort  MaxUserPort 65534 -> MaxUserPort=65534 x MaxUserPort ']],
    ['"MaxUserPortss"=dword:00000001', ['MISSPELT_NAME MaxUserPortss MaxUserPort 1 x MaxUserPortss']],
    ['"MaxUserPort"=dword:0000fffe\r\n"MaxUserPorts"=dword:00001388', ['MISSPELT_NAME MaxUserPorts MaxUserPort 5000 x MaxUserPorts']],
    ['"ReservedPorts"=hex(7):31,00,00,00,00,00', ['NOT_IMPLEMENTED ReservedPorts ']],
  ])('%s', (lines, expected) => {
    expect(lintValues(valuesOf(lines), windows10).map(shown)).toEqual(expected);
  });

  it('judges by the release: ranges, and ReservedPorts before Vista', () => {
    expect(lintValues(valuesOf('"ReservedPorts"=hex(7):31,00,00,00,00,00'), windows2000)).toEqual([]);
    expect(lintValues(valuesOf('"TcpTimedWaitDelay"=dword:0000000a'), windows2000).map(({ code }) => code)).toEqual(['OUT_OF_RANGE']);
    expect(lintValues(valuesOf('"TcpTimedWaitDelay"=dword:0000000a'), windows10)).toEqual([]);
  });
});

describe('files', () => {
  const lint = (text: string) => lintFile(readRegFile(Buffer.from(`\ufeff${text}`, 'utf16le'), { mode: 'as-windows' }), windows10);
  const codes = (text: string) => lint(text).map((one) => (one.code === 'VALUE' ? one.finding.code : one.code));

  it.each([
    ['nothing wrong', `${header}[${parametersKeyPath}]\r\n"MaxUserPort"=dword:0000fffe`, []],
    ['a missing header', `[${parametersKeyPath}]\r\n"MaxUserPort"=dword:0000fffe`, ['MISSING_HEADER']],
    ['a trailing backslash', `${header}[${parametersKeyPath}\\]\r\n"MaxUserPort"=dword:00065534`, ['DECIMAL_AS_HEX', 'TRAILING_BACKSLASH']],
    ['a short dword', `${header}[${parametersKeyPath}]\r\n"MaxUserPort"=dword:fffe`, ['SHORT_DWORD']],
    ['a line that is skipped', `${header}[${parametersKeyPath}]\r\n"MaxUserPort"=DWORD:0000fffe`, ['SKIPPED_LINE']],
    ['a mistake in another key', `${header}[HKEY_LOCAL_MACHINE\\x]\r\n"MaxUserPort"="1"`, []],
    ['a mistake that is taken back', `${header}[${parametersKeyPath}]\r\n"MaxUserPort"="1"\r\n"MaxUserPort"=-`, []],
  ])('%s', (_, text, expected) => {
    expect(codes(text)).toEqual(expected);
  });

  it('bytes that are no text', () => {
    expect(lintFile(readRegFile(Uint8Array.of(0xfe, 0xff), { mode: 'as-windows' }), windows10).map(({ code }) => code)).toEqual(['UNREADABLE']);
  });
});

describe('distance', () => {
  it.each([
    ['', '', 0],
    ['abc', 'abc', 0],
    ['abc', 'abcd', 1],
    ['abcd', 'acbd', 1],
    ['abc', 'xbc', 1],
    ['abc', 'xyz', 3],
  ])('%s to %s is %i', (a, b, distance) => {
    expect(editDistance(a, b, 9)).toBe(distance);
    expect(editDistance(b, a, 9)).toBe(distance);
  });
});
