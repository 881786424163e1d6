// What a start may hold, on every system and in both builds: read as a process of its own would read it.
import { describe, expect, it } from 'vitest';
import { readInvocation } from '../cli/arguments';
import { credentialsArgument, newCredentials } from '../elevation/credentials';
import { readWorkerInvocation } from '../elevation/worker/arguments';
import { hostileLists } from './hostile-arguments.fixture';
import { startRules } from '../services/start-rules';
import { folderTextProblem } from '../services/user-data-folder';

const builds = [
  startRules('packaged', 'win32', undefined),
  startRules('packaged', 'linux', 1000),
  startRules('development', 'linux', 0),
] as const;
const [onWindows, onLinux, inDevelopment] = builds;

function kindOf(args: readonly string[], rules: (typeof builds)[number]): string {
  const worker = readWorkerInvocation(args, rules);
  return worker.kind === 'none' ? readInvocation(args, rules).kind : worker.kind;
}

describe('a hundred hostile argument lists', () => {
  const file = '/tmp/file';
  const lists = hostileLists({ script: '/tmp/script.sh', folder: '/tmp/folder', file });
  // Whether a folder can be written is seen when it is tried.
  const readable = lists.filter((args) => !args.some((argument) => argument.startsWith(`--user-data-dir=${file}`)));

  it('are a hundred', () => {
    expect(lists).toHaveLength(100);
    expect(new Set(lists.map((args) => args.join('\0'))).size).toBe(100);
    expect(readable.length).toBeGreaterThan(90);
  });

  it.each(builds)('are refused by the $build build on $platform', (rules) => {
    const letThrough = readable.filter((args) => !kindOf(args, rules).endsWith('refused'));
    expect(letThrough).toEqual([]);
  });
});

describe('Chromium switches', () => {
  const spellings = [
    '--gpu-launcher=x',
    '-gpu-launcher=x',
    '--GPU-LAUNCHER=x',
    '--gpu-launcher',
    ' --gpu-launcher=x',
    '/gpu-launcher=x',
    '/GPU-Launcher=x',
    '--inspect=0',
    '--js-flags=--prof',
    '--type=renderer',
    '--log-file=x',
    '--=x',
  ];

  it.each(spellings)('are refused on Windows beside anything else: %s', (spelling) => {
    for (const others of [
      [],
      ['--practice'],
      ['status'],
      ['undo', '--yes'],
      ['backup', '--note'],
      ['--user-data-dir'],
    ]) {
      expect(kindOf([...others, spelling], onWindows), others.join(' ')).toBe('refused');
      expect(kindOf([spelling, ...others], onWindows), others.join(' ')).toBe('refused');
    }
  });

  it('are refused for what they are where they begin with a slash', () => {
    expect(readInvocation(['backup', '--note', '/gpu-launcher=x'], onWindows)).toMatchObject({
      problem: { kind: 'unknown-option', option: '/gpu-launcher=x' },
    });
    expect(readInvocation(['backup', '--note', '/of the plan'], onLinux)).toMatchObject({
      kind: 'run',
      request: { note: '/of the plan' },
    });
  });

  it('include the one that turns the sandbox off, except for root on Linux and in development', () => {
    expect(kindOf(['--no-sandbox'], onWindows)).toBe('refused');
    expect(kindOf(['--no-sandbox'], onLinux)).toBe('refused');
    expect(kindOf(['--no-sandbox'], startRules('packaged', 'linux', 0))).toBe('window');
    expect(kindOf(['--no-sandbox'], startRules('packaged', 'win32', 0))).toBe('refused');
    expect(kindOf(['--no-sandbox', 'status'], inDevelopment)).toBe('run');
  });
});

describe('the window', () => {
  it.each([
    [],
    ['--practice'],
    ['--user-data-dir=C:\\Wizard'],
    ['--user-data-dir=\\\\server\\share\\x', '--practice'],
    ['--user-data-dir', 'C:\\Wizard'],
  ])('opens with %j', (...args) => {
    expect(kindOf(args, onWindows)).toBe('window');
  });
});

describe("a folder for the program's files", () => {
  it.each([
    ['C:\\x', null],
    ['c:/x', null],
    ['\\\\server\\share', null],
    ['x', 'folder-not-absolute'],
    ['.\\x', 'folder-not-absolute'],
    ['C:x', 'folder-not-absolute'],
    ['\\x', 'folder-not-absolute'],
    ['\\\\.\\pipe\\x', 'folder-not-absolute'],
    ['\\\\?\\C:\\x', 'folder-not-absolute'],
    ['%LOCALAPPDATA%\\x', 'folder-not-expanded'],
    ['C:\\Users\\%USERNAME%\\x', 'folder-not-expanded'],
    ['C:\\100% sure', null],
  ])('judges %s on Windows as %s', (folder, problem) => {
    expect(folderTextProblem(folder, 'win32')).toBe(problem);
  });
  it.each([
    ['/x', null],
    ['/x/50%/%y%', null],
    ['x', 'folder-not-absolute'],
    ['~/x', 'folder-not-absolute'],
    ['%LOCALAPPDATA%/x', 'folder-not-expanded'],
    ['C:\\x', 'folder-not-absolute'],
  ])('judges %s on Linux as %s', (folder, problem) => {
    expect(folderTextProblem(folder, 'linux')).toBe(problem);
  });
});

describe('a worker', () => {
  const asked = credentialsArgument(newCredentials());

  it('accepts only its credentials on Windows', () => {
    expect(readWorkerInvocation([], onWindows)).toEqual({ kind: 'none' });
    expect(readWorkerInvocation([asked], onWindows)).toMatchObject({
      kind: 'worker',
      userData: null,
      isPractice: false,
    });
    for (const more of [
      '--user-data-dir=C:\\x',
      '--no-sandbox',
      '--gpu-launcher=cmd.exe',
      '/practice',
      'apply',
      asked,
    ]) {
      expect(readWorkerInvocation([asked, more], onWindows), more).toEqual({ kind: 'worker-refused' });
    }
    expect(readWorkerInvocation(['--elevated-worker=x'], onWindows)).toEqual({ kind: 'worker-refused' });
  });

  it('accepts the folder of the practice machine, and is recognized as part of it', () => {
    expect(
      readWorkerInvocation(['--practice', '--no-sandbox', '--user-data-dir=/x', asked], inDevelopment),
    ).toMatchObject({ kind: 'worker', userData: '/x', isPractice: true });
    expect(readWorkerInvocation(['--practice', '--user-data-dir=C:\\x', asked], onWindows)).toMatchObject({
      kind: 'worker',
      userData: 'C:\\x',
      isPractice: true,
    });
    for (const more of ['--inspect', '--js-flags=--x', 'status', '--user-data-dir=/y']) {
      expect(readWorkerInvocation(['--practice', '--user-data-dir=/x', asked, more], inDevelopment), more).toEqual({
        kind: 'worker-refused',
      });
    }
    for (const folder of ['x', '%TEMP%\\x', ''])
      expect(readWorkerInvocation(['--practice', `--user-data-dir=${folder}`, asked], onWindows)).toEqual({
        kind: 'worker-refused',
      });
  });
});
