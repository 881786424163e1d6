// The linter on the mistakes that were found on real machines and in published files, and on what is right.
import { describe, expect, it } from 'vitest';
import { parametersKeyPath } from '../contract/registry/parameters';
import { lintValues, mayBeginParameter, type LintFinding } from './value-findings';
import { editDistance } from './edit-distance';
import { lintTree } from './misplaced-values';
import { lintFile } from './file-findings';
import { readRegFile, scanRegFile } from '../reg-file/reg-file';
import { LeftBehind } from './left-behind';

const windows10 = { major: 10, minor: 0, build: 19045 };
const windows2000 = { major: 5, minor: 0, build: 2195 };
const header = 'Windows Registry Editor Version 5.00\r\n\r\n';

it('reads on after every sign that a person may have typed in front of a name', () => {
  const units = Array.from({ length: 0x1_0000 }, (_, unit) => unit);
  const blanks = units.filter((unit) => /\s/.test(String.fromCharCode(unit)));
  expect(blanks.filter((unit) => !mayBeginParameter(unit))).toEqual([]);
  expect(units.filter((unit) => mayBeginParameter(unit) && unit > 0x7f)).toEqual(blanks.filter((unit) => unit > 0x7f));
});

/** The values of one line or more of a .reg file. */
function valuesOf(lines: string) {
  const reading = readRegFile(Buffer.from(`\ufeff${header}[x]\r\n${lines}`, 'utf16le'));
  if (!reading.ok) throw new Error(JSON.stringify(reading.problem));
  return reading.keys
    .flatMap(({ values }) => values)
    .map(({ name, content }) => ({ name, type: content?.type ?? 0, data: content?.data ?? new Uint8Array() }));
}

/** A finding as one line: code, what it says, and "-> what to write" or "x what to delete". */
function shown({ code, name, corrections, ...data }: LintFinding): string {
  const fixes = corrections.map((one) =>
    one.kind === 'write' ? ` -> ${one.requested.name}=${one.requested.value}` : ` x ${one.name}`,
  );
  return `${code} ${name} ${Object.values(data).join(' ')}${fixes.join('')}`;
}

describe('the findings in values', () => {
  // prettier-ignore
  it.each([
    ['"MaxUserPort"=dword:0000fffe', []],
    ['"MaxUserPort"=dword:00001388', []],
    ['"TcpTimedWaitDelay"=dword:0000001e', []],
    ['"TCPTimedWaitDelay"=dword:0000001e', []],
    ['"Hostname"="x"\r\n"TcpNumConnections"=dword:00fffffe\r\n"MaxFreeTcbs"=dword:000007d0', []],
    ['"MaxUserPort"=dword:00065534', ['DECIMAL_AS_HEX MaxUserPort 415028 65534 65534 true -> MaxUserPort=65534']],
    ['"MaxUserPort"=dword:00060000', ['DECIMAL_AS_HEX MaxUserPort 393216 60000 60000 true -> MaxUserPort=60000']],
    ['"MaxUserPort"=dword:00005000', ['DECIMAL_AS_HEX MaxUserPort 20480 5000 5000 false -> MaxUserPort=5000']],
    ['"MaxUserPort"=dword:00008000', []],
    ['"TcpTimedWaitDelay"=dword:00000030', ['DECIMAL_AS_HEX TcpTimedWaitDelay 48 30 30 false -> TcpTimedWaitDelay=30']],
    ['"TcpTimedWaitDelay"=dword:00000240', ['DECIMAL_AS_HEX TcpTimedWaitDelay 576 240 240 true -> TcpTimedWaitDelay=240']],
    ['"TcpTimedWaitDelay"=dword:00000050', []],
    // Too large, and no slip: 65536 and 600 share their digits with 10000 and 258.
    ['"MaxUserPort"=dword:00010000', ['OUT_OF_RANGE MaxUserPort 65536 5000 65534 -> MaxUserPort=65534']],
    ['"MaxUserPort"=dword:00011170', ['OUT_OF_RANGE MaxUserPort 70000 5000 65534 -> MaxUserPort=65534']],
    ['"MaxUserPort"=dword:00010001', ['OUT_OF_RANGE MaxUserPort 65537 5000 65534 -> MaxUserPort=65534']],
    ['"MaxUserPort"=dword:000186a0', ['OUT_OF_RANGE MaxUserPort 100000 5000 65534 -> MaxUserPort=65534']],
    ['"TcpTimedWaitDelay"=dword:00000258', ['OUT_OF_RANGE TcpTimedWaitDelay 600 2 300 -> TcpTimedWaitDelay=300']],
    ['"TcpTimedWaitDelay"=dword:00000190', ['OUT_OF_RANGE TcpTimedWaitDelay 400 2 300 -> TcpTimedWaitDelay=300']],
    ['"TcpTimedWaitDelay"=dword:00000168', ['OUT_OF_RANGE TcpTimedWaitDelay 360 2 300 -> TcpTimedWaitDelay=300']],
    // The other way round: the decimal number is too large as well.
    ['"MaxUserPort"=dword:00065535', ['DECIMAL_AS_HEX MaxUserPort 415029 65535 65534 true -> MaxUserPort=65534']],
    ['"MaxUserPort"=dword:00065536', ['DECIMAL_AS_HEX MaxUserPort 415030 65536 65534 true -> MaxUserPort=65534']],
    ['"MaxUserPort"=dword:00054321', ['DECIMAL_AS_HEX MaxUserPort 344865 54321 54321 true -> MaxUserPort=54321']],
    ['"MaxUserPort"=dword:00012000', ['DECIMAL_AS_HEX MaxUserPort 73728 12000 12000 true -> MaxUserPort=12000']],
    ['"TcpTimedWaitDelay"=dword:00000600', ['DECIMAL_AS_HEX TcpTimedWaitDelay 1536 600 300 true -> TcpTimedWaitDelay=300']],
    ['"TcpTimedWaitDelay"=dword:00000300', ['DECIMAL_AS_HEX TcpTimedWaitDelay 768 300 300 true -> TcpTimedWaitDelay=300']],
    ['"MaxUserPort=dword:0000fffe"=""', ['MISSPELT_NAME MaxUserPort=dword:0000fffe MaxUserPort 65534 -> MaxUserPort=65534 x MaxUserPort=dword:0000fffe']],
    ['"TcpTimedWaitDelay = 30"=dword:00000000', ['MISSPELT_NAME TcpTimedWaitDelay = 30 TcpTimedWaitDelay 30 -> TcpTimedWaitDelay=30 x TcpTimedWaitDelay = 30']],
    ['"MaxUserPort=dword:00065534"=""', ['MISSPELT_NAME MaxUserPort=dword:00065534 MaxUserPort 415028 -> MaxUserPort=65534 x MaxUserPort=dword:00065534']],
    ['"MaxUserPort=dword:zz"=""', ['MISSPELT_NAME MaxUserPort=dword:zz MaxUserPort  x MaxUserPort=dword:zz']],
    ['"MaxUserPort=dword:0000fffe"=""\r\n"MaxUserPort"=dword:00001388', ['MISSPELT_NAME MaxUserPort=dword:0000fffe MaxUserPort 65534 x MaxUserPort=dword:0000fffe']],
    ['"a=b"="c"', []],
    ['"MaxUserPorts"=dword:00065534', ['MISSPELT_NAME MaxUserPorts MaxUserPort 415028 -> MaxUserPort=65534 x MaxUserPorts']],
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
  ])('are right for %s', (lines, expected) => {
    expect(lintValues(valuesOf(lines), windows10).map(shown)).toEqual(expected);
  });

  it('depend on the Windows version: ranges, and ReservedPorts before Vista', () => {
    expect(lintValues(valuesOf('"ReservedPorts"=hex(7):31,00,00,00,00,00'), windows2000)).toEqual([]);
    expect(lintValues(valuesOf('"TcpTimedWaitDelay"=dword:0000000a'), windows2000).map(({ code }) => code)).toEqual([
      'OUT_OF_RANGE',
    ]);
    expect(lintValues(valuesOf('"TcpTimedWaitDelay"=dword:0000000a'), windows10)).toEqual([]);
  });
});

describe('the findings in files', () => {
  const lintBytes = (bytes: Uint8Array) => {
    const left = new LeftBehind();
    return lintFile(scanRegFile(bytes, { mode: 'as-windows' }, [left]), left, windows10);
  };
  const lint = (text: string) => lintBytes(Buffer.from(`\ufeff${text}`, 'utf16le')).found;
  const codes = (text: string) => lint(text).map((one) => (one.code === 'VALUE' ? one.finding.code : one.code));

  // prettier-ignore
  it.each([
    ['nothing wrong', `${header}[${parametersKeyPath}]\r\n"MaxUserPort"=dword:0000fffe`, []],
    ['a missing header', `[${parametersKeyPath}]\r\n"MaxUserPort"=dword:0000fffe`, ['MISSING_HEADER']],
    ['a trailing backslash', `${header}[${parametersKeyPath}\\]\r\n"MaxUserPort"=dword:00065534`, ['DECIMAL_AS_HEX', 'TRAILING_BACKSLASH']],
    ['a short dword', `${header}[${parametersKeyPath}]\r\n"MaxUserPort"=dword:ffff`, ['OUT_OF_RANGE']],
    ['a short dword that reads as a decimal number', `${header}[${parametersKeyPath}]\r\n"MaxUserPort"=dword:8000`, ['SHORT_DWORD']],
    ['a short dword that is taken back', `${header}[${parametersKeyPath}]\r\n"x"=dword:8000\r\n"X"=dword:00001f40`, []],
    ['a short dword of a key that is deleted', `${header}[HKEY_LOCAL_MACHINE\\a\\b]\r\n"x"=dword:8000\r\n[-HKEY_LOCAL_MACHINE\\A]`, []],
    ['a short dword that is written again', `${header}[-HKEY_LOCAL_MACHINE\\a]\r\n[HKEY_LOCAL_MACHINE\\a]\r\n"x"=dword:8000`, ['SHORT_DWORD']],
    ['a header with a blank after it', `${header.replace('\r', ' \r')}[${parametersKeyPath}]\r\n"MaxUserPort"=dword:0000fffe`, ['BLANK_AFTER_HEADER']],
    ['text after a key', `${header}[${parametersKeyPath}] more\r\n"MaxUserPort"=dword:0000fffe`, ['TEXT_AFTER_KEY']],
    ['a line that is skipped', `${header}[${parametersKeyPath}]\r\n"MaxUserPort"=DWORD:0000fffe`, ['SKIPPED_LINE']],
    ['another value of another key', `${header}[HKEY_LOCAL_MACHINE\\x]\r\n"MaxUserPorts"="1"`, []],
    ['a value in another key that is taken back', `${header}[HKEY_LOCAL_MACHINE\\x]\r\n"MaxUserPort"="1"\r\n[HKEY_LOCAL_MACHINE\\X\\]\r\n"maxuserport"=-`, []],
    ['a mistake whose key is deleted', `${header}[${parametersKeyPath}]\r\n"MaxUserPort"="1"\r\n[-HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\]`, []],
    ['a mistake that is put right later', `${header}[${parametersKeyPath}]\r\n"MaxUserPort"=dword:00065534\r\n[${parametersKeyPath}]\r\n"maxuserport"=dword:0000fffe`, []],
    ['a mistake that is taken back', `${header}[${parametersKeyPath}]\r\n"MaxUserPort"="1"\r\n"MaxUserPort"=-`, []],
  ])('are right for a file with %s', (_, text, expected) => {
    expect(codes(text)).toEqual(expected);
  });

  const findingsOf = (text: string) => lint(text).map((one) => (one.code === 'VALUE' ? shown(one.finding) : one.code));
  const services = 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services';
  const both = '"MaxUserPort"=dword:0000fffe\r\n"TcpTimedWaitDelay"=dword:0000001e';

  // prettier-ignore
  it.each([
    ['Interfaces', `${parametersKeyPath}\\Interfaces`, 'sub-key'],
    ['Interfaces and a backslash', `${parametersKeyPath}\\Interfaces\\`, 'sub-key'],
    ['Tcpip6', `${services}\\Tcpip6\\Parameters`, 'other-key'],
    ['Tcpip\\Parameter', `${services}\\Tcpip\\Parameter`, 'other-key'],
    ['ControlSet001', 'HKEY_LOCAL_MACHINE\\SYSTEM\\ControlSet001\\Services\\Tcpip\\Parameters', 'control-set'],
    ['HKLM', parametersKeyPath.replace('HKEY_LOCAL_MACHINE', 'HKLM'), 'short-hive-name'],
    ['a program of somebody', 'HKEY_CURRENT_USER\\Software\\Tweak', 'other-key'],
  ])("report the article's values below %s, with the right value", (_, path, place) => {
    const shownPath = path.replace(/\\$/, '');
    expect(findingsOf(`${header}[${path}]\r\n${both}`)).toEqual([
      `OTHER_KEY MaxUserPort MaxUserPort ${shownPath} ${place} 65534 -> MaxUserPort=65534`,
      `OTHER_KEY TcpTimedWaitDelay TcpTimedWaitDelay ${shownPath} ${place} 30 -> TcpTimedWaitDelay=30`,
    ]);
  });

  it('offer no correction below another key for what the file has in the right place', () => {
    expect(
      findingsOf(
        `${header}[${parametersKeyPath}]\r\n"MaxUserPort"=dword:00001388\r\n[${parametersKeyPath}\\Interfaces]\r\n"MaxUserPort"=dword:0000fffe`,
      ),
    ).toEqual([`OTHER_KEY MaxUserPort MaxUserPort ${parametersKeyPath}\\Interfaces sub-key `]);
  });

  it("judge the article's values below another key like those in the right place", () => {
    const path = 'HKEY_LOCAL_MACHINE\\SYSTEM\\ControlSet002\\Services\\Tcpip\\Parameters';
    const text = (value: string) => findingsOf(`${header}[${path}]\r\n${value}`);
    expect(text('"MaxUserPort"=dword:00065534')).toEqual([
      `OTHER_KEY MaxUserPort MaxUserPort ${path} control-set 65534 -> MaxUserPort=65534`,
    ]);
    expect(text('"MaxUserPort"=dword:00010000')).toEqual([
      `OTHER_KEY MaxUserPort MaxUserPort ${path} control-set 65534 -> MaxUserPort=65534`,
    ]);
    expect(text('"MaxUserPort"="many"')).toEqual([`OTHER_KEY MaxUserPort MaxUserPort ${path} control-set `]);
    expect(text('"MaxUserPort=dword:0000fffe"=""')).toEqual([
      `OTHER_KEY MaxUserPort=dword:0000fffe MaxUserPort ${path} control-set 65534 -> MaxUserPort=65534`,
    ]);
  });

  it("report the article's values below subkeys of the live key as well", () => {
    const value = (name: string, number: number) => ({
      name,
      type: 4,
      data: Uint8Array.of(number & 0xff, number >> 8, 0, 0),
    });
    const card = { name: '{4D36E972}', values: [value('MaxUserPort', 65534), value('NTEContextList', 1)], subkeys: [] };
    const tree = {
      name: 'Parameters',
      values: [value('TcpTimedWaitDelay', 30)],
      subkeys: [{ name: 'Interfaces', values: [value('TcpTimedWaitDelay', 60)], subkeys: [card] }],
    };
    expect(lintTree(tree, windows10).map(shown)).toEqual([
      `OTHER_KEY TcpTimedWaitDelay TcpTimedWaitDelay ${parametersKeyPath}\\Interfaces sub-key `,
      `OTHER_KEY MaxUserPort MaxUserPort ${parametersKeyPath}\\Interfaces\\{4D36E972} sub-key 65534 -> MaxUserPort=65534`,
    ]);
  });

  it('cover a file of a hundred thousand keys in one pass', () => {
    const deletions = Array.from({ length: 50_000 }, (_, index) => `[-HKEY_LOCAL_MACHINE\\d${index}]`);
    const keys = Array.from(
      { length: 50_000 },
      (_, index) => `[HKEY_LOCAL_MACHINE\\k${index}\\${'x\\'.repeat(20)}y]\r\n"MaxUserPort"=dword:9`,
    );
    const start = process.cpuUsage();
    const { found, leftOut } = lintBytes(Buffer.from([header.trim(), ...keys, ...deletions].join('\r\n')));
    expect(found.filter(({ code }) => code === 'VALUE')).toHaveLength(1000);
    expect(leftOut).toBe(49_000);
    expect(process.cpuUsage(start).user / 1e6).toBeLessThan(5);
  });

  it('report bytes that are not text', () => {
    expect(lintBytes(Uint8Array.of(0xfe, 0xff)).found.map(({ code }) => code)).toEqual(['UNREADABLE']);
  });
});

describe('the edit distance', () => {
  // prettier-ignore
  it.each([
    ['', '', 0],
    ['abc', 'abc', 0],
    ['abc', 'abcd', 1],
    ['abcd', 'acbd', 1],
    ['abc', 'xbc', 1],
    ['abc', 'xyz', 3],
  ])('measures %s to %s as %i', (a, b, distance) => {
    expect(editDistance(a, b, 9)).toBe(distance);
    expect(editDistance(b, a, 9)).toBe(distance);
  });
});
