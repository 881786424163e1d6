// `npm run dev`: the program as `npm start` opens it, with the same scheme and the same policy and without a server. What
// changes is built again; then the page is loaded again, or the program started again where the change is not in the page.
import './setup/plain-folder.mjs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { prepareSystemPackages } from '../offline/system-packages.mjs';
import { forgetBuild } from './setup/application.mjs';
import { prepareDependencies } from './setup/dependencies.mjs';
import { prepareElectron, sandboxSwitches } from './setup/electron.mjs';
import { displayEnvironment, hasDisplay, userDataFolder } from './setup/environment.mjs';
import { SetupError, fail, log, projectFolder } from './setup/project.mjs';

const parts = /** @type {const} */ (['main', 'preload', 'renderer']);
/** A file that several parts share starts their builds one shortly after the other. */
const settleMs = 50;

async function main() {
  if (!hasDisplay) throw new SetupError('there is no display here: `npm run dev` opens a window');
  await prepareDependencies();
  await prepareSystemPackages(['electron']);
  const { executable } = await prepareElectron();
  forgetBuild();
  fs.mkdirSync(userDataFolder, { recursive: true });
  const open = () => openProgram(executable);
  /** @type {ReturnType<typeof open> | null} */
  let program = null;
  await watch(async (built) => {
    const isPageAlone = !built.has('main') && !built.has('preload');
    if (program === null) program = open();
    else if (isPageAlone) program.reload();
    else program = await program.restart(open);
    log(isPageAlone ? 'the page is loaded again' : 'the program is started');
  });
}

/**
 * Builds every part, and those again that a change belongs to.
 * @param {(built: ReadonlySet<string>) => Promise<void>} onBuilt
 */
async function watch(onBuilt) {
  const { mergeConfig, resolveConfig } = await import('electron-vite');
  const { build } = await import('vite');
  const { config } = await resolveConfig({ root: projectFolder, logLevel: 'warn' }, 'build', 'development');
  /** @type {Set<string>} */
  const building = new Set(parts);
  /** @type {Set<string>} */
  const built = new Set();
  /** @type {NodeJS.Timeout | undefined} */
  let settled;
  const hand = () => {
    if (building.size > 0 || built.size === 0) return;
    const done = new Set(built);
    built.clear();
    onBuilt(done).catch(fail);
  };
  for (const part of parts) {
    const rollupOptions = { experimental: { lazyBarrel: true } };
    const quick = { build: { watch: {}, minify: false, reportCompressedSize: false, rollupOptions } };
    const watcher = await build(mergeConfig(config?.[part] ?? {}, quick));
    if (!('on' in watcher)) throw new Error(`${part} is not watched`);
    watcher.on('event', (event) => {
      clearTimeout(settled);
      if (event.code === 'START') building.add(part);
      if (event.code === 'BUNDLE_END') built.add(part);
      if (event.code === 'ERROR') console.error(event.error.message);
      if ('result' in event) void event.result.close();
      if (event.code === 'END' || event.code === 'ERROR') building.delete(part);
      settled = setTimeout(hand, settleMs);
    });
  }
}

/** @param {string} executable */
function openProgram(executable) {
  const args = ['-r', path.join(import.meta.dirname, 'dev-reload.cjs'), '.', `--user-data-dir=${userDataFolder}`];
  const child = spawn(executable, [...args, ...sandboxSwitches(), ...process.argv.slice(2)], {
    cwd: projectFolder,
    env: displayEnvironment(),
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  const end = () => process.exit();
  child.once('exit', end);
  return {
    reload: () => void child.send('reload'),
    /** @template T @param {() => T} open @returns {Promise<T>} */
    restart: async (open) => {
      child.off('exit', end).kill();
      await once(child, 'exit');
      return open();
    },
  };
}

main().catch(fail);
