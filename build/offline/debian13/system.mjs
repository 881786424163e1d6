// Makes a minimal Debian 13 in a folder, from where this machine's own apt and npm fetch: no address is written down here.
import fs from 'node:fs';
import path from 'node:path';
import { npm, placeFolder } from '../../scripts/setup/npm.mjs';
import { SetupError, cacheFolder, say } from '../../scripts/setup/project.mjs';
import { run } from '../../scripts/setup/run.mjs';
import { prepareSystemPackages } from '../system-packages.mjs';
import { removeSystem } from './mounts.mjs';

const release = 'trixie';
const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';
const certificates = 'etc/ssl/certs/ca-certificates.crt';
/** What of apt's and npm's configuration says how the network is reached, and nothing else. */
const aptNetwork = /^Acquire::(?:https?::|Check-|Retries|ForceIPv|By-Hash)/u;
const npmNetwork = [
  'registry',
  'cafile',
  'proxy',
  'https-proxy',
  'noproxy',
  'strict-ssl',
  'replace-registry-host',
  'omit-lockfile-registry-resolved',
];
const environmentNetwork = /^(?:https?_proxy|no_proxy|NODE_EXTRA_CA_CERTS|SSL_CERT_FILE)$/iu;

/**
 * Makes the system with Node and npm of Debian, unless it is there.
 * @param {string} root folder of the system; /proc, /dev and /sys of it are left empty
 */
export async function makeSystem(root) {
  if (fs.existsSync(root)) return;
  await prepareSystemPackages(['otherDebian']);
  const archives = await ownArchives();
  say(`making a Debian 13 (${release}) below ${path.relative(process.cwd(), root)}`);
  fs.mkdirSync(cacheFolder, { recursive: true });
  const work = fs.mkdtempSync(path.join(cacheFolder, 'debian13-'));
  try {
    const base = path.join(work, 'root');
    await succeed('debootstrap', [
      '--variant=minbase',
      `--keyring=${keyring}`,
      '--include=ca-certificates',
      release,
      base,
      archives.main,
    ]);
    fs.writeFileSync(path.join(base, 'etc', 'apt', 'sources.list'), '');
    fs.writeFileSync(path.join(base, 'etc', 'apt', 'sources.list.d', 'debian.sources'), sourcesOf(archives));
    await succeedInside(base, ['apt-get', 'update']);
    await succeedInside(base, ['apt-get', 'install', '--yes', '--no-install-recommends', 'nodejs', 'npm']);
    placeFolder(base, root);
  } finally {
    removeSystem(work);
  }
}

/** Brings in how this machine reaches the network; done anew before each use.
 * @param {string} root */
export async function connectSystem(root) {
  fs.copyFileSync('/etc/resolv.conf', path.join(root, 'etc', 'resolv.conf'));
  if (fs.existsSync(`/${certificates}`)) fs.copyFileSync(`/${certificates}`, path.join(root, certificates));
  const { stdout } = await run('apt-config', ['dump'], { output: 'capture' });
  const lines = stdout.split('\n').filter((line) => aptNetwork.test(line));
  fs.writeFileSync(path.join(root, 'etc', 'apt', 'apt.conf.d', '99network'), `${lines.join('\n')}\n`);
}

/**
 * Runs a program in the system, as root with an environment of its own.
 * @param {string} root
 * @param {readonly string[]} command
 * @param {{ folder?: string, env?: Record<string, string>, output?: import('../../scripts/setup/run.mjs').RunOptions['output'] }} [options]
 */
export async function runInside(root, command, { folder = '/', env = {}, output } = {}) {
  const all = {
    PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
    HOME: '/root',
    LANG: 'C.UTF-8',
    DEBIAN_FRONTEND: 'noninteractive',
    ...(await networkEnvironment()),
    ...env,
  };
  const settings = Object.entries(all).map(([name, value]) => `${name}=${value}`);
  return run('chroot', [root, '/usr/bin/env', '-i', `--chdir=${folder}`, ...settings, ...command], {
    cwd: '/',
    output,
  });
}

async function networkEnvironment() {
  /** @type {Record<string, string>} */
  const env = {};
  for (const [name, value] of Object.entries(process.env))
    if (value !== undefined && environmentNetwork.test(name)) env[name] = value;
  const { stdout } = await npm(['config', 'ls', '--long', '--json'], { output: 'capture' });
  const settings = JSON.parse(stdout);
  for (const name of npmNetwork) {
    const value = settings[name];
    if (value === undefined || value === null || String(value) === '') continue;
    env[`npm_config_${name.replaceAll('-', '_')}`] = String(value);
  }
  return env;
}

/** Where this machine's apt gets Debian from.
 * @returns {Promise<{ main: string, security: string | null }>} */
async function ownArchives() {
  const { stdout } = await run(
    'apt-get',
    ['indextargets', '--format', '$(LABEL) $(COMPONENT) $(REPO_URI)', 'Created-By: Packages'],
    { output: 'capture' },
  );
  const lines = stdout.split('\n').map((line) => line.split(' '));
  const archive = (/** @type {string} */ wanted) =>
    lines.find(([label, component]) => label === wanted && component === 'main')?.[2];
  const main = archive('Debian');
  if (main === undefined)
    throw new SetupError('apt of this machine knows no archive of Debian; run "apt-get update" on a Debian first');
  return { main, security: archive('Debian-Security') ?? null };
}

/** @param {{ main: string, security: string | null }} archives */
function sourcesOf({ main, security }) {
  const entry = (/** @type {string} */ address, /** @type {string} */ suites) =>
    ['Types: deb', `URIs: ${address}`, `Suites: ${suites}`, 'Components: main', `Signed-By: ${keyring}`, ''].join('\n');
  const entries = [entry(main, `${release} ${release}-updates`)];
  if (security !== null) entries.push(entry(security, `${release}-security`));
  return entries.join('\n');
}

/** @param {string} root @param {readonly string[]} command */
async function succeedInside(root, command) {
  await connectSystem(root);
  return check(command, await runInside(root, command, { output: 'capture' }));
}

/** @param {string} program @param {readonly string[]} args */
async function succeed(program, args) {
  return check([program, ...args], await run(program, args, { output: 'capture' }));
}

/** @param {readonly string[]} command @param {import('../../scripts/setup/run.mjs').RunResult} result */
function check(command, { code, stdout, stderr }) {
  if (code !== 0)
    throw new SetupError(
      `${command.join(' ')} ended with ${code}:\n${`${stdout}\n${stderr}`.trim().split('\n').slice(-20).join('\n')}`,
    );
}
