// `npm run test:debian13`: both commands of the README on a Debian 13 below .cache, on a clone of what is committed.
// Protects: /proc, /dev and /sys of the system are mounted in namespaces that end with this process.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { removeSystem } from './mounts.mjs';
import { connectSystem, inside, makeSystem, sdkFolder } from './system.mjs';
import { SetupError, cacheFolder, endAsFailure, fail, projectFolder, log } from '../../scripts/setup/project.mjs';
import { run, runOrThrow } from '../../scripts/setup/run.mjs';
import { takeLock } from '../lock.mjs';

const usage = 'npm run test:debian13 -- [--rebuild | --remove] [--only=start | test | test:PART]';
const root = path.join(cacheFolder, 'debian13');
const clone = '/root/ephemeral-port-wizard';
/** Holds the mount namespace of the process that made ours. */
const outside = 'EPHEMERAL_PORT_WIZARD_OUTER_NAMESPACE';
/** @type {Record<string, readonly string[]>} */
const commands = { start: ['npm', 'start'], test: ['npm', 'test'] };
const partOption = '--only=test:';

async function main() {
  const args = new Set(process.argv.slice(2));
  const only = Object.keys(commands).find((name) => args.delete(`--only=${name}`));
  const part = [...args].find((arg) => arg.startsWith(partOption) && args.delete(arg))?.slice(partOption.length);
  const [isRebuilt, isRemoved] = [args.delete('--rebuild'), args.delete('--remove')];
  if (args.size > 0 || (isRebuilt && isRemoved))
    throw new SetupError(`unknown: ${[...args].join(' ')}; usage: ${usage}`);
  if (process.platform !== 'linux' || process.arch !== 'x64' || process.getuid?.() !== 0) {
    throw new SetupError('a Debian 13 beside this system is made on Debian (x64), as root');
  }
  const ownNamespace = fs.readlinkSync('/proc/self/ns/mnt');
  const outerNamespace = process.env[outside];
  if (outerNamespace === undefined) {
    // A mount namespace, so that no mount is seen outside; a process namespace, so that no program outlives this one.
    const namespaces = ['--mount', '--propagation', 'private', '--pid', '--fork', '--kill-child'];
    const self = [process.execPath, fileURLToPath(import.meta.url), ...process.argv.slice(2)];
    const { code } = await run('unshare', [...namespaces, ...self], {
      env: { ...process.env, [outside]: ownNamespace },
    });
    if (code !== 0) endAsFailure();
    return;
  }
  if (outerNamespace === ownNamespace)
    throw new SetupError('nothing is mounted: this process has no mount namespace of its own');
  await takeLock('debian13');
  if (isRebuilt || isRemoved) removeSystem(root);
  if (isRemoved) return;
  await makeSystem(root);
  await connectSystem(root);
  await mountKernel();
  await mountSdk();
  await freshClone();
  if (part !== undefined) await runCommands([['npm', 'run', `test:${part}`]]);
  else await runCommands(only === undefined ? Object.values(commands) : [commands[only] ?? []]);
}

async function mountKernel() {
  for (const args of [
    // A mount point itself: without one at /, PowerShell takes the first letter off every path.
    ['--bind', root, root],
    ['-t', 'proc', 'proc', `${root}/proc`],
    ['--rbind', '/dev', `${root}/dev`],
    ['--rbind', '/sys', `${root}/sys`],
  ]) {
    await runOrThrow('mount', args);
  }
}

/** Debian has no .NET SDK: this machine's, to be read only, where .NET looks for itself. */
async function mountSdk() {
  const { code, stdout } = await run('dotnet', ['--list-sdks'], { output: 'capture' });
  const folder = code === 0 ? /\[(.+)\]/u.exec(stdout)?.[1] : undefined;
  if (folder === undefined) {
    log('there is no .NET SDK here: the scripts meet no PowerShell in the Debian 13');
    return;
  }
  const target = path.join(root, sdkFolder);
  fs.mkdirSync(target, { recursive: true });
  await runOrThrow('mount', ['--bind', path.dirname(folder), target]);
  await runOrThrow('mount', ['-o', 'remount,bind,ro', target]);
}

/** As a newcomer has it: nothing of an earlier run but npm's cache in the home. */
async function freshClone() {
  const folder = path.join(root, clone);
  removeSystem(folder);
  await runOrThrow('git', ['clone', '--quiet', '--no-hardlinks', projectFolder, folder]);
  const commit = await runOrThrow('git', ['-C', folder, 'log', '-1', '--format=%h %s']);
  const changed = await runOrThrow('git', ['-C', projectFolder, 'status', '--porcelain']);
  log(`a clone of ${commit.trim()}${changed === '' ? '' : '; what is not committed is not in it'}`);
}

/** @param {readonly (readonly string[])[]} wanted */
async function runCommands(wanted) {
  /** @type {string[]} */
  const lines = [];
  for (const command of wanted) {
    console.log(`\n##### ${command.join(' ')}`);
    const start = Date.now();
    const { code } = await run(...(await inside(root, command, clone)));
    if (code !== 0) endAsFailure();
    const outcome = code === 0 ? 'passed' : `ended with ${code}`;
    lines.push(`${command.join(' ').padEnd(28)}${outcome.padEnd(20)}${((Date.now() - start) / 1000).toFixed(0)} s`);
  }
  const debian = fs.readFileSync(path.join(root, 'etc', 'debian_version'), 'utf8').trim();
  const [node, npm, wine] = [await versionOf('node'), await versionOf('npm'), await versionOf('wine')];
  console.log(`\nDebian ${debian}, Node ${node}, npm ${npm}, ${wine}`);
  for (const line of lines) console.log(line);
}

/** @param {string} program */
async function versionOf(program) {
  const [command, args, options] = await inside(root, [program, '--version']);
  const { code, stdout } = await run(command, args, { ...options, output: 'capture' });
  return code === 0 ? stdout.trim() : `no ${program}`;
}

main().catch(fail);
