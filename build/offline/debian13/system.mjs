// Makes a minimal Debian 13 in a folder, from where this machine's own apt and npm fetch: no address is written down here.
import fs from 'node:fs';
import path from 'node:path';
import { npm, placeFolder } from '../../scripts/setup/npm.mjs';
import { SetupError, cacheFolder, log, parseJson } from '../../scripts/setup/project.mjs';
import { runOrThrow } from '../../scripts/setup/run.mjs';
import { prepareSystemPackages } from '../system-packages.mjs';
import { removeSystem } from './mounts.mjs';

const release = 'trixie';
const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';
/** In the system: where a .NET SDK is, if there is one. .NET's own programs look for it there. */
export const sdkFolder = '/usr/share/dotnet';
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
  log(`making a Debian 13 (${release}) below ${path.relative(process.cwd(), root)}`);
  fs.mkdirSync(cacheFolder, { recursive: true });
  const work = fs.mkdtempSync(path.join(cacheFolder, 'debian13-'));
  try {
    const base = path.join(work, 'root');
    const options = ['--variant=minbase', `--keyring=${keyring}`, '--include=ca-certificates'];
    await runOrThrow('debootstrap', [...options, release, base, archives.main]);
    fs.writeFileSync(path.join(base, 'etc', 'apt', 'sources.list'), '');
    fs.writeFileSync(path.join(base, 'etc', 'apt', 'sources.list.d', 'debian.sources'), sourcesOf(archives));
    await connectSystem(base);
    for (const args of [['update'], ['install', '--yes', '--no-install-recommends', 'nodejs', 'npm']]) {
      await runOrThrow(...(await inside(base, ['apt-get', ...args])));
    }
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
  const lines = (await runOrThrow('apt-config', ['dump'])).split('\n').filter((line) => aptNetwork.test(line));
  fs.writeFileSync(path.join(root, 'etc', 'apt', 'apt.conf.d', '99network'), `${lines.join('\n')}\n`);
}

/**
 * What `run` is called with to run a program in the system, as root with an environment of its own.
 * @param {string} root
 * @param {readonly string[]} command
 * @param {string} [folder] in the system
 * @returns {Promise<[program: string, args: string[], options: { cwd: string, env: Record<string, string> }]>}
 */
export async function inside(root, command, folder = '/') {
  const env = {
    PATH: `/usr/sbin:/usr/bin:/sbin:/bin:${sdkFolder}`,
    HOME: '/root',
    LANG: 'C.UTF-8',
    DEBIAN_FRONTEND: 'noninteractive',
    ...(await networkEnvironment()),
  };
  return ['chroot', [root, '/usr/bin/env', `--chdir=${folder}`, ...command], { cwd: '/', env }];
}

async function networkEnvironment() {
  /** @type {Record<string, string>} */
  const env = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (value !== undefined && environmentNetwork.test(name)) env[name] = value;
  }
  const { stdout } = await npm(['config', 'ls', '--long', '--json'], { output: 'capture' });
  const settings = /** @type {Record<string, string | number | boolean | null>} */ (parseJson(stdout));
  for (const name of npmNetwork) {
    const value = String(settings[name] ?? '');
    if (value !== '') env[`npm_config_${name.replaceAll('-', '_')}`] = value;
  }
  return env;
}

/** Where this machine's apt gets Debian from.
 * @returns {Promise<{ main: string, security: string | null }>} */
async function ownArchives() {
  const format = '$(LABEL) $(COMPONENT) $(REPO_URI)';
  const text = await runOrThrow('apt-get', ['indextargets', '--format', format, 'Created-By: Packages']);
  const lines = text.split('\n').map((line) => line.split(' '));
  const archive = (/** @type {string} */ wanted) =>
    lines.find(([label, component]) => label === wanted && component === 'main')?.[2];
  const main = archive('Debian');
  if (main === undefined) {
    throw new SetupError('apt of this machine knows no archive of Debian; run "apt-get update" on a Debian first');
  }
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
