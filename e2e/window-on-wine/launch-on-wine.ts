// Starts the window on the Windows registry: a Windows Node with the adapters, and Electron that asks them.
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { _electron } from '@playwright/test';
import { build } from 'vite';
import { startWindowsNode } from '../../build/offline/windows-node.mjs';
import { toWindowsPath } from '../../build/offline/wine.mjs';
import { bundleForWindows } from '../bundle.mjs';
import { answerDialogs, firstScreen, newUserData, type RunningApp } from '../fixtures/launch';
import { isRoot } from '../fixtures/system';
import { until } from '../windows/fixtures/until';
import type { ServerOrders } from './wire';

const projectFolder = resolve(import.meta.dirname, '..', '..');
const programFolder = join(projectFolder, '.cache', 'windows-window');

export interface MachineServer {
  readonly port: number;
  readonly secret: string;
  end(): Promise<void>;
}

/** Bundles the entry of this suite. Made of the same sources as the program, and never part of it. */
export async function buildSuiteProgram(): Promise<{ serverScript: string; connectionsScript: string }> {
  const { name, version } = JSON.parse(await readFile(join(projectFolder, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
  };
  await build({
    configFile: false,
    root: projectFolder,
    logLevel: 'warn',
    ssr: { external: true },
    build: {
      ssr: join(import.meta.dirname, 'main.ts'),
      target: 'node20',
      outDir: programFolder,
      rolldownOptions: { external: ['electron'], output: { format: 'es', entryFileNames: 'main.js' } },
    },
  });
  await mkdir(programFolder, { recursive: true });
  await writeFile(
    join(programFolder, 'package.json'),
    JSON.stringify({ name, version, type: 'module', main: 'main.js' }),
  );
  return {
    serverScript: await bundleForWindows([join(import.meta.dirname, 'machine-server.ts')], 'machine-server'),
    connectionsScript: await bundleForWindows([join(import.meta.dirname, 'connections.ts')], 'connections'),
  };
}

/** Starts the Windows Node with a secret of its own, and waits until it listens. */
export async function startMachineServer(
  serverScript: string,
  { isElevated = true, netshOutput = null }: { isElevated?: boolean; netshOutput?: Buffer | null } = {},
): Promise<MachineServer> {
  const addressFile = join(await newUserData(), 'port');
  const secret = randomBytes(32).toString('hex');
  const orders: ServerOrders = {
    addressFile: toWindowsPath(addressFile),
    secret,
    isElevated,
    netshOutput: netshOutput?.toString('base64') ?? null,
  };
  const server = await startWindowsNode(serverScript, { args: [JSON.stringify(orders)], hasRights: isElevated });
  let hasEnded = false;
  void server.exited.then(() => (hasEnded = true));
  await until(() => existsSync(addressFile), {
    timeoutMs: 60_000,
    isHopeless: () => hasEnded,
    message: () => `the Windows Node did not start: ${server.readOutput()}`,
  });
  return {
    port: Number(await readFile(addressFile, 'utf8')),
    secret,
    async end() {
      server.kill();
      await server.exited;
      server.forget();
    },
  };
}

/** Starts the window on the machine that the server answers for. */
export async function launchOnWine({ port, secret }: MachineServer): Promise<RunningApp> {
  const userData = await newUserData();
  const app = await _electron.launch({
    args: [programFolder, `--user-data-dir=${userData}`, `--out-folder=${join(projectFolder, 'out')}`],
    chromiumSandbox: !isRoot,
    cwd: projectFolder,
    env: { ...environment(), PORT_WIZARD_SUITE_PORT: String(port), PORT_WIZARD_SUITE_SECRET: secret },
  });
  const page = await firstScreen(app);
  await answerDialogs(app, 'accept');
  return { app, page, userData };
}

function environment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
