import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandNames, ownArguments, readInvocation } from './arguments';
import { startRules } from '../services/start-rules';

const rules = startRules('development', 'linux', 0);
const read = (line: string) => readInvocation(line.split(' ').filter(Boolean), rules);

function request(line: string) {
  const invocation = read(line);
  if (invocation.kind !== 'run') throw new Error(JSON.stringify(invocation));
  return invocation.request;
}

describe('the window', () => {
  it.each([
    ['', { userData: null, isPractice: false }],
    ['--practice', { userData: null, isPractice: true }],
    ['--user-data-dir=/tmp/x --no-sandbox', { userData: '/tmp/x', isPractice: false }],
  ])('opens with nothing but its own switches: %s', (line, asked) => {
    expect(read(line)).toEqual({ kind: 'window', ...asked });
  });
  it.each(['--json', '--max-user-port 65534 --yes', '--practice --dry-run'])(
    'does not open for an option of a command: %s',
    (line) => {
      expect(read(line)).toMatchObject({
        kind: 'refused',
        command: null,
        problem: { kind: 'command-missing' },
        isJson: line === '--json',
      });
    },
  );
  it('does not open for foreign switches', () => {
    expect(read('--inspect=0 --remote-debugging-port=0')).toMatchObject({
      kind: 'refused',
      problem: { kind: 'unknown-option', option: '--inspect' },
    });
  });
});

describe('the arguments that are ours', () => {
  it('follow the program', () => {
    expect(ownArguments(['/opt/wizard', 'status', '--json'], null)).toEqual(['status', '--json']);
  });
  it("follow the program's folder in development", () => {
    expect(ownArguments(['electron', '--inspect=0', '-r', 'loader', '.', 'status'], resolve('.'))).toEqual(['status']);
    expect(ownArguments(['electron', '-r', 'loader'], resolve('.'))).toEqual([]);
  });
});

describe('a request', () => {
  it('contains the requested numbers, decimal or hexadecimal', () => {
    expect(request('apply --max-user-port 65534 --time-wait-delay=0x1e --yes')).toMatchObject({
      command: 'apply',
      isConfirmed: true,
      isDryRun: false,
      isJson: false,
      requested: [
        { name: 'MaxUserPort', value: 65534 },
        { name: 'TcpTimedWaitDelay', value: 30 },
      ],
    });
  });
  it('deletes a value by the word default', () => {
    expect(request('plan --max-user-port default').requested).toEqual([{ name: 'MaxUserPort', value: null }]);
  });
  it('contains the requested range, decimal or hexadecimal, or by the word default; limits are checked later', () => {
    expect(request('apply --range 10000:55535 --yes')).toMatchObject({
      requested: [],
      range: { start: 10000, number: 55535 },
      isIpv4Only: false,
    });
    expect(request('apply --udp-range 10000/55535 --yes')).toMatchObject({
      requested: [],
      range: null,
      udpRange: { start: 10000, number: 55535 },
    });
    expect(request('plan --udp-range default --range 0x401/1 --ipv4-only')).toMatchObject({
      range: { start: 1025, number: 1 },
      udpRange: { start: 49152, number: 16384 },
      isIpv4Only: true,
    });
    expect(request('plan --range 0x401:1 --ipv4-only')).toMatchObject({
      range: { start: 1025, number: 1 },
      isIpv4Only: true,
    });
    expect(request('plan --range default --time-wait-delay 30')).toMatchObject({
      requested: [{ value: 30 }],
      range: { start: 49152, number: 16384 },
    });
  });
  it('accepts options before the command, and the folder in both spellings', () => {
    expect(request('--json --user-data-dir=/a/b status')).toMatchObject({
      command: 'status',
      isJson: true,
      userData: '/a/b',
    });
    expect(request('status --user-data-dir /a/b').userData).toBe('/a/b');
  });
  it('contains the ticket number, trimmed', () => {
    expect(request('undo --yes --ticket INC0012345').ticketNumber).toBe('INC0012345');
    expect(request('undo --yes').ticketNumber).toBe('');
  });
  it('collects the values to restore', () => {
    expect(request('restore latest --value MaxUserPort --value Hostname --dry-run').values).toEqual([
      'MaxUserPort',
      'Hostname',
    ]);
  });
});

describe('a refused command line', () => {
  it.each([
    ['frobnicate', 'unknown-command'],
    ['status --frobnicate', 'unknown-option'],
    ['status --yes', 'unknown-option'],
    ['status --range 1025:64511', 'unknown-option'],
    ['undo --yes --accept-side-effects', 'unknown-option'],
    ['apply --max-user-port 65534 --accept-side-effects', 'not-confirmed'],
    ['apply --range 1025 --yes', 'not-a-range'],
    ['apply --range 1025:64511:1 --yes', 'not-a-range'],
    ['apply --udp-range 1025 --yes', 'not-a-range'],
    ['apply --udp-range 1025/64511/1 --yes', 'not-a-range'],
    ['plan --udp-range -5/100', 'number-with-sign'],
    ['plan --udp-range', 'value-missing'],
    ['status --udp-range 1025:64511', 'unknown-option'],
    ['undo --udp-range 1025:64511 --yes', 'unknown-option'],
    ['plan --udp-range 1025:255 --udp-range 1025:255', 'given-twice'],
    ['apply --range 1025-65535 --yes', 'not-a-range'],
    ['plan --max-user-port 5000 --ipv4-only', 'range-missing'],
    ['apply --max-user-port --yes', 'value-missing'],
    ['apply --max-user-port= --yes', 'value-missing'],
    ['status --json=1', 'value-unexpected'],
    ['plan --max-user-port 5000 --max-user-port 6000', 'given-twice'],
    ['plan --max-user-port 65.534', 'not-a-number'],
    ['plan --max-user-port fffe', 'not-a-number'],
    ['plan --max-user-port -5000', 'number-with-sign'],
    ['plan --max-user-port=-5000', 'number-with-sign'],
    ['plan --time-wait-delay +30', 'number-with-sign'],
    ['plan --max-user-port 4294967296', 'number-too-large'],
    ['plan --range -5:100', 'number-with-sign'],
    ['plan --range 1025:99999999999', 'number-too-large'],
    ['plan --range 1025:x', 'not-a-range'],
    ['backup --note -x', 'value-missing'],
    ['status --user-data-dir=x', 'folder-not-absolute'],
    ['status --user-data-dir=%APPDATA%', 'folder-not-expanded'],
    ['status --version', 'unexpected-argument'],
    ['help frobnicate', 'unknown-command'],
    ['help apply now', 'unexpected-argument'],
    ['plan --max-user-port 65534 5000', 'unexpected-argument'],
    ['status now', 'unexpected-argument'],
    ['plan', 'nothing-wanted'],
    ['restore --yes', 'target-missing'],
    ['undo one two --yes', 'unexpected-argument'],
    [`apply --max-user-port 5000 --yes --ticket ${'x'.repeat(51)}`, 'not-a-ticket'],
    ['apply --max-user-port 5000 --yes --ticket INC\u202e1', 'not-a-ticket'],
    ['apply --max-user-port 5000 --yes --ticket INC\u00071', 'not-a-ticket'],
    ['backup --ticket INC1', 'unknown-option'],
    [`backup --note ${'x'.repeat(501)}`, 'not-a-note'],
    ['backup --note a\u001b[2Kb', 'not-a-note'],
    ['backup --note a\nb', 'not-a-note'],
    ['backup --note a\u202eb', 'not-a-note'],
    ['apply --max-user-port 65534', 'not-confirmed'],
    ['restore latest', 'not-confirmed'],
    ['undo', 'not-confirmed'],
    ['undo --json', 'not-confirmed'],
  ])('is "%s"', (line, kind) => {
    expect(read(line)).toMatchObject({
      kind: 'refused',
      problem: { kind },
      isJson: line.endsWith('--json') || line.includes('--json='),
    });
  });
});

describe('help', () => {
  it.each(commandNames)('is shown for %s, whatever else of ours is written', (command) => {
    expect(read(`${command} --yes --json --help`)).toEqual({ kind: 'help', command });
    expect(read(`help ${command}`)).toEqual({ kind: 'help', command });
    expect(read(`${command} --frobnicate --help`)).toMatchObject({
      kind: 'refused',
      problem: { kind: 'unknown-option' },
    });
  });
  it.each(['-h', '--help', 'help'])('is shown without a command: %s', (line) => {
    expect(read(line)).toEqual({ kind: 'help', command: null });
  });
  it.each(['-v', '--version', 'version'])('is distinct from the version: %s', (line) => {
    expect(read(line)).toEqual({ kind: 'version' });
  });
});

describe('diagnose', () => {
  it('measures once, and nothing is reported, unless it is told otherwise', () => {
    expect(request('diagnose')).toMatchObject({ watchSeconds: null, reported: null });
  });

  it('takes how long to watch, and what somebody saw', () => {
    expect(request('diagnose --for 60 --reported=ERR_NO_BUFFER_SPACE')).toMatchObject({
      watchSeconds: 60,
      reported: 'ERR_NO_BUFFER_SPACE',
    });
    expect(request('diagnose --for=5').watchSeconds).toBe(5);
    expect(request('diagnose --for=3600').watchSeconds).toBe(3600);
  });

  it.each(['4', '3601', '60.5', '1e2', '0x20', '60s', '-60', '99999', 'default'])('does not watch for %s', (text) => {
    expect(read(`diagnose --for=${text}`)).toMatchObject({ kind: 'refused', problem: { kind: 'not-seconds', text } });
  });

  it('takes an evidence file, or a folder of them and one for their table', () => {
    expect(request('diagnose --evidence=a.zip')).toMatchObject({ evidence: 'a.zip', folder: null });
    expect(request('diagnose --evidence=in --folder=out')).toMatchObject({ evidence: 'in', folder: 'out' });
    expect(request('evidence --folder=out')).toMatchObject({ folder: 'out', replaceNames: false });
    expect(request('evidence --folder=out --replace-names').replaceNames).toBe(true);
  });

  it.each([
    ['evidence', { kind: 'folder-missing' }],
    ['diagnose --folder=out', { kind: 'option-missing', option: '--folder', other: '--evidence' }],
    ['diagnose --evidence=a.zip --for=5', { kind: 'not-together', option: '--evidence', other: '--for' }],
    ['diagnose --evidence=a.zip --reported=10055', { kind: 'not-together', option: '--evidence', other: '--reported' }],
  ])('refuses %s', (line, problem) => {
    expect(read(line)).toMatchObject({ kind: 'refused', problem });
  });

  it.each(['10054', '10055.', 'err_no_buffer_space', 'restart'])('does not know the error %s', (text) => {
    expect(read(`diagnose --reported ${text}`)).toMatchObject({
      kind: 'refused',
      problem: { kind: 'not-an-error', text, errors: expect.stringContaining('10055, 10048, 10013') as string },
    });
  });

  it('alone watches and is told of errors', () => {
    for (const option of ['--for 60', '--reported 10055'])
      expect(read(`status ${option}`)).toMatchObject({ kind: 'refused', problem: { kind: 'unknown-option' } });
  });
});
