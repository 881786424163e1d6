// The real program, killed at its n-th system call that writes below its practice machine: command line, worker and window.
// Then the real command line says and does what the model wants. Started by e2e/crash/crash.mjs, bundled for a plain Node.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Electron } from 'playwright';
import { dword } from '../../electron/contract/registry/stored-value';
import { connectSocket } from '../../electron/machine/common/socket-channel';
import { reportSchema } from '../../electron/cli/report';
import { checkReported, checkThreeUndos, checkWorld, standingIn } from '../../electron/app/crash/after-death.fixture';
import { worldIn, type World } from '../../electron/app/crash/model.fixture';
import { practiceFolder, type Told } from '../../electron/app/crash/program.fixture';
import { workerRunner } from '../../electron/elevation/run-in-worker';
import { fingerprint, type WorkerRequest } from '../../electron/elevation/request';

export interface Setting {
  readonly electron: string;
  readonly projectFolder: string;
  readonly switches: readonly string[];
  /** The preloaded library. */
  readonly library: string;
  readonly programVersion: string;
  /** What starts windows. */
  readonly windows: Electron;
  /** Every how many-th call is a point. */
  readonly step: number;
  /** How many points are looked at at once. */
  readonly atOnce: number;
}

export interface Row {
  readonly name: string;
  /** System calls that write. */
  readonly calls: number;
  readonly points: number;
  /** Points at which a change was open afterwards. */
  readonly open: number;
  readonly failures: readonly string[];
}

interface Scenario {
  readonly name: string;
  readonly before: readonly string[];
  /** The last of what stands before: a command that was killed while its change was open. */
  readonly cutOff?: string;
  /** About so many points are enough: windows are slow. */
  readonly enough?: number;
  readonly act: (program: Real, killed: Kill) => Promise<void>;
  readonly opens: boolean;
}

interface Kill {
  /** From 1; 0 kills nowhere. */
  readonly at: number;
  readonly isHalf: boolean;
  readonly log: string;
}

const older = 'apply --max-user-port 60000 --yes --accept-side-effects';
const both = 'apply --max-user-port 20000 --time-wait-delay 30 --yes --accept-side-effects';
const commandLine = (line: string) => (program: Real, kill: Kill) => program.end(program.start(line.split(' '), kill));

const changed: WorkerRequest = {
  kind: 'change',
  reason: 'apply',
  misspelt: [],
  requested: [{ name: 'MaxUserPort', value: 20000 }],
  shown: fingerprint([{ name: 'MaxUserPort', before: dword(60000), after: dword(20000) }]),
};

const scenarios: readonly Scenario[] = [
  { name: 'command line: apply', before: [older], act: commandLine(both), opens: true },
  { name: 'command line: undo', before: [older, both], act: commandLine('undo --yes'), opens: true },
  {
    name: 'command line: restore',
    before: [older, 'backup', 'apply --time-wait-delay 60 --yes'],
    act: commandLine('restore latest --yes --accept-side-effects'),
    opens: true,
  },
  { name: 'command line: backup', before: [older], act: commandLine('backup --note now'), opens: false },
  {
    name: 'command line: undo of a change that was cut off',
    before: [older],
    cutOff: both,
    act: commandLine('undo --yes'),
    opens: true,
  },
  { name: 'worker: change', before: [older], act: (program, kill) => program.work(changed, kill), opens: true },
  { name: 'window: change', before: [older], act: (program, kill) => program.click(kill), enough: 20, opens: true },
];

class Real {
  constructor(
    private readonly setting: Setting,
    readonly userData: string,
  ) {}

  /** What kills it: the library, and where. */
  private killing({ at, isHalf, log }: Kill, role: string): Record<string, string> {
    return {
      LD_PRELOAD: this.setting.library,
      EPW_KILL_FOLDER: practiceFolder(this.userData),
      EPW_KILL_AT: String(at),
      EPW_KILL_LOG: log,
      EPW_KILL_ROLE: role,
      ...(isHalf ? { EPW_KILL_HALF: '1' } : {}),
    };
  }

  private get args(): string[] {
    return [this.setting.projectFolder, ...this.setting.switches, `--user-data-dir=${this.userData}`];
  }

  /** Starts the program without a display; with a kill, under the library. */
  start(args: readonly string[], kill: Kill | null, role = '') {
    const env: NodeJS.ProcessEnv = { ...process.env, UV_USE_IO_URING: '0', ...(kill ? this.killing(kill, role) : {}) };
    for (const name of ['DISPLAY', 'WAYLAND_DISPLAY', 'XAUTHORITY']) Reflect.deleteProperty(env, name);
    return spawn(this.setting.electron, [...this.args, ...args], {
      env,
      shell: false,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  }

  async end(child: ReturnType<Real['start']>): Promise<void> {
    child.stdout.resume();
    await new Promise((done) => child.once('close', done));
  }

  /** A real command with `--json`; the lines for people are not there then. */
  readonly run = async (line: string): Promise<Told> => {
    const child = this.start([...line.split(' '), '--json'], null);
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => (text += part));
    await new Promise((done) => child.once('close', done));
    const { exitCode, error, resultKind, result, historyFaults, summary } = reportSchema.parse(JSON.parse(text));
    return {
      exitCode,
      code: error?.code ?? null,
      kind: resultKind,
      result,
      faults: historyFaults,
      summary,
      lines: null,
    };
  };

  /** Plays the window that has a real worker carry a request out. */
  async work(request: WorkerRequest, kill: Kill): Promise<void> {
    const runInWorker = workerRunner({
      elevation: {
        start: (args) => {
          const child = this.start(args.slice(1), kill, '--elevated-worker');
          child.stdout.resume();
          return Promise.resolve({ kind: 'started', ended: new Promise((done) => child.once('close', () => done())) });
        },
        protectChannel: () => Promise.resolve(),
        openChannel: connectSocket,
        checkInstallLocation: () => Promise.resolve({ ok: true, value: null }),
      },
      programVersion: this.setting.programVersion,
      programArguments: [''],
      ownerWindow: () => null,
      logRefusal: () => undefined,
      startTimeoutMs: 60_000,
    });
    await runInWorker(request, () => undefined);
  }

  /** A real window whose page makes a change; the native question is answered with yes. */
  async click(kill: Kill): Promise<void> {
    const env = { ...process.env, UV_USE_IO_URING: '0', ...this.killing(kill, '') };
    const app = await this.setting.windows.launch({ executablePath: this.setting.electron, args: this.args, env });
    const ended = new Promise((done) => app.process().once('exit', done));
    try {
      const page = await app.firstWindow();
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      await app.evaluate(
        ({ dialog }) =>
          void Object.assign(dialog, {
            showMessageBox: () => Promise.resolve({ response: 1, checkboxChecked: false }),
          }),
      );
      await page.evaluate(change);
      await app.close();
    } catch (error) {
      // The window died under our hands, as it should.
      if (kill.at === 0) throw error;
    }
    await ended;
  }
}

interface Calling {
  readonly portWizard: {
    readonly call: (name: string, input: unknown) => Promise<{ readonly value: { readonly token: string } }>;
  };
}

/** Runs in the page: what its buttons do. */
async function change(): Promise<void> {
  const { portWizard } = window as unknown as Calling;
  const plan = await portWizard.call('plan.create', {
    requested: [
      { name: 'MaxUserPort', value: 20000 },
      { name: 'TcpTimedWaitDelay', value: 30 },
    ],
  });
  await portWizard.call('plan.apply', { token: plan.value.token });
}

/** Kills the real program at its calls, and gives a row for each scenario. */
export async function realProcesses(setting: Setting, tell: (text: string) => void): Promise<Row[]> {
  const rows: Row[] = [];
  for (const scenario of scenarios) {
    const prepared = await newFolder();
    const program = new Real(setting, prepared);
    await program.run('status');
    const first = await worldIn(practiceFolder(prepared));
    for (const line of scenario.before) assert.equal((await program.run(line)).code, null, line);
    if (scenario.cutOff !== undefined) await cutOff(setting, scenario.cutOff, prepared);
    const calls = await callsOf(setting, scenario.act, prepared);
    const points: Omit<Kill, 'log'>[] = [];
    const step = Math.max(setting.step, Math.floor(calls / (scenario.enough ?? calls)));
    for (let at = 1; at <= calls; at += step) points.push({ at, isHalf: at % 2 === 0 });
    const failures: string[] = [];
    let open = 0;
    const next = points.values();
    const taking = async () => {
      for (const point of next) {
        try {
          if (await check(setting, scenario, prepared, first, point)) open += 1;
        } catch (error) {
          failures.push(`${scenario.name}, call ${point.at}${point.isHalf ? ' (half)' : ''}: ${String(error)}`);
        }
      }
    };
    await Promise.all(Array.from({ length: setting.atOnce }, taking));
    if (scenario.opens && open === 0) failures.push(`${scenario.name}: no kill met an open change`);
    await rm(prepared, { recursive: true, force: true });
    rows.push({ name: scenario.name, calls, points: points.length, open, failures });
    tell(
      `${scenario.name}: ${calls} calls that write, ${points.length} kills, ${open} with an open change, ${failures.length} failures`,
    );
  }
  return rows;
}

async function onCopy<T>(prepared: string, work: (userData: string) => Promise<T>): Promise<T> {
  const userData = await newFolder();
  try {
    await cp(prepared, userData, { recursive: true });
    return await work(userData);
  } finally {
    await rm(userData, { recursive: true, force: true });
  }
}

function newFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'port-wizard-crash-'));
}

/** Kills `line` in the folder, as late as it leaves an open change. */
async function cutOff(setting: Setting, line: string, prepared: string): Promise<void> {
  const act = commandLine(line);
  for (let at = await callsOf(setting, act, prepared); at > 0; at -= 3) {
    const isFound = await onCopy(prepared, async (userData) => {
      await act(new Real(setting, userData), { at, isHalf: false, log: join(userData, 'calls') });
      if ((await standingIn(userData)).model.open.length === 0) return false;
      await cp(practiceFolder(userData), practiceFolder(prepared), { recursive: true });
      return true;
    });
    if (isFound) return;
  }
  throw new Error(`no kill of ${line} left an open change`);
}

function callsOf(setting: Setting, act: Scenario['act'], prepared: string): Promise<number> {
  return onCopy(prepared, async (userData) => {
    const log = join(userData, 'calls');
    await act(new Real(setting, userData), { at: 0, isHalf: false, log });
    return Number(await readFile(log, 'utf8'));
  });
}

/** Resolves to whether the kill left an open change. */
function check(
  setting: Setting,
  scenario: Scenario,
  prepared: string,
  first: World,
  point: Omit<Kill, 'log'>,
): Promise<boolean> {
  return onCopy(prepared, async (userData) => {
    const program = new Real(setting, userData);
    const log = join(userData, 'calls');
    await scenario.act(program, { ...point, log });
    assert.equal(Number(await readFile(log, 'utf8')), point.at, 'the process was killed at that call');
    const { model, world } = await standingIn(userData);
    checkWorld(model, world, first);
    await checkReported(userData, program.run);
    await checkThreeUndos(userData, program.run, false);
    const later = await standingIn(userData);
    checkWorld(later.model, later.world, first);
    return model.open.length > 0;
  });
}
