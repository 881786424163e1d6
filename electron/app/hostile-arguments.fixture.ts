// A hundred hostile argument lists: forgotten commands, switches of Chromium, Electron and Node in
// all spellings, broken folders, forged texts. Fixed ones, and generated ones that are the same in every run.
// What Chromium or Node act on before the first line of this program runs is not here: SECURITY.md lists it, and
// e2e/package/trial.mjs starts the package with it.

export interface HostilePlace {
  /** A script that would leave a trace if it ran. */
  readonly script: string;
  /** A usable folder, a file, and a folder that cannot be created. */
  readonly folder: string;
  readonly file: string;
}

const seed = 13;
const requested = 100;

/** Every list must be refused, in any role. */
export function hostileLists(place: HostilePlace): string[][] {
  const fixed = fixedLists(place);
  const random = randomFrom(seed);
  const generated = Array.from({ length: requested - fixed.length }, () => generatedList(place, random));
  return [...fixed, ...generated];
}

function fixedLists({ script, folder, file }: HostilePlace): string[][] {
  return [
    // A command that was forgotten.
    ['--max-user-port', '65534', '--yes'],
    ['--json'],
    ['--dry-run'],
    ['--yes'],
    ['--note', 'x'],
    ['--user-data-dir', folder, '--json'],
    // Switches of Chromium, Electron and Node.
    [`--gpu-launcher=${script}`],
    [`--renderer-cmd-prefix=${script}`],
    ['--remote-debugging-port=0'],
    ['--remote-debugging-pipe'],
    ['--remote-allow-origins=*'],
    ['--auto-open-devtools-for-tabs'],
    [`--utility-cmd-prefix=${script}`],
    [`--browser-subprocess-path=${script}`],
    ['--disable-web-security'],
    ['--headless'],
    ['--single-process'],
    ['--in-process-gpu'],
    ['--load-extension=/x'],
    ['--proxy-server=127.0.0.1:1'],
    ['--app=http://x'],
    ['--require', script],
    ['-r', script],
    ['--eval', '1'],
    ['-e', '1'],
    ['-i'],
    [`--GPU-Launcher=${script}`],
    [`-gpu-launcher=${script}`],
    ['status', `--gpu-launcher=${script}`],
    ['status', '--help', `--gpu-launcher=${script}`],
    ['--practice', `--renderer-cmd-prefix=${script}`],
    ['--version', '--disable-gpu'],
    // Folders.
    ['--user-data-dir=relative'],
    ['--user-data-dir=%LOCALAPPDATA%\\Wizard'],
    ['--user-data-dir='],
    ['--user-data-dir'],
    [`--user-data-dir=${file}`],
    [`--user-data-dir=${file}/below`],
    ['status', '--user-data-dir=../up'],
    ['status', '--user-data-dir=%APPDATA%'],
    ['status', `--user-data-dir=${file}`],
    ['status', `--user-data-dir=${file}/below`],
    ['apply', '--max-user-port', '5000', '--yes', `--user-data-dir=${file}`],
    ['backup', '--user-data-dir=~/x'],
    ['status', `--user-data-dir=${folder}`, `--user-data-dir=${folder}`],
    // Texts that forge.
    ['backup', '--note', 'kept\n3f0c9a52  2026-01-01  intact  forged'],
    ['backup', '--note=\u001b[2K\u001b[1Aforged'],
    ['backup', '--note=\u202etxet'],
    ['undo', '--yes', '--ticket', 'INC1\r\nINC2'],
    ['frobnicate\nforged: done'],
    ['status', 'x\u001b]0;title\u0007'],
    // Numbers.
    ['apply', '--yes', '--max-user-port', '-5000'],
    ['apply', '--yes', '--max-user-port', '4294967296'],
    ['apply', '--yes', '--range', '-1:5'],
    ['apply', '--yes', '--max-user-port', '1e999'],
    // Workers that nobody requested.
    ['--elevated-worker'],
    ['--elevated-worker=x.y'],
    [`--elevated-worker=${'0'.repeat(32)}.${'0'.repeat(64)}`, `--gpu-launcher=${script}`],
    // Nothing, everything, too much.
    [''],
    [' '],
    ['--'],
    ['-'],
    ['--', '--disable-gpu'],
    ['status', '--', '--disable-gpu'],
    ['open'],
    ['--open'],
    ['https://example.org/'],
    ['//'],
    ['---'],
    ['--__proto__=x'],
    ['constructor'],
    ['x'.repeat(30_000)],
    Array.from({ length: 500 }, () => '--json=1'),
  ];
}

function generatedList({ script, file }: HostilePlace, random: () => number): string[] {
  const one = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] ?? (of[0] as T);
  const names = [
    'gpu-launcher',
    'renderer-cmd-prefix',
    'remote-debugging-port',
    'disable-gpu-sandbox',
    'disable-gpu',
    'enable-features',
    'user-agent',
    'lang',
    'force-fs-path',
    'kiosk',
    'app-path',
    'load-extension',
    'disk-cache-dir',
    'host-rules',
  ];
  const values = [script, file, '0', 'x', '', '\u202e', 'a b', '"', "'", '%PATH%', '$HOME', '`id`', '経理'];
  const spelled = (name: string) =>
    one([name, name.toUpperCase(), `${name.charAt(0).toUpperCase()}${name.slice(1)}`, `no-${name}`]);
  const strange = () => `${one(['--', '--', '--', '-'])}${spelled(one(names))}${one(['', '=', ':'])}${one(values)}`;
  const own = [
    'status',
    'apply',
    'backup',
    '--json',
    '--practice',
    '--yes',
    '--max-user-port',
    '65534',
    '--note=x',
    '--help',
    'latest',
  ];
  const list = Array.from({ length: 1 + Math.floor(random() * 5) }, () => (random() < 0.5 ? one(own) : strange()));
  list.splice(Math.floor(random() * (list.length + 1)), 0, strange());
  return list;
}

/** Mulberry32: numbers from 0 to 1. */
function randomFrom(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
