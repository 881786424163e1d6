// Signs what is handed out for Windows (Authenticode), by the certificate that the releaser names in the environment, and
// reads each signature back. docs/deployment.md lists the variables.
// Protects: what is called signed carries a signature over its own bytes; what is not says so in its name.
import fs from 'node:fs';
import path from 'node:path';
import { prepareSystemPackages } from '../offline/system-packages.mjs';
import { SetupError } from '../scripts/setup/project.mjs';
import { run, runOrThrow } from '../scripts/setup/run.mjs';

const osslsigncode = '/usr/bin/osslsigncode';
const description = 'Ephemeral Port Wizard';
/** @type {Record<'pfx' | 'store' | 'azure', readonly string[]>} what each kind of certificate needs */
const needed = {
  pfx: ['EPW_SIGN_PFX', 'EPW_SIGN_PASSWORD_FILE'],
  store: ['EPW_SIGN_THUMBPRINT', 'EPW_SIGNTOOL'],
  // Its certificates last three days: without a time stamp the signature would not last longer.
  azure: ['EPW_SIGN_AZURE_DLIB', 'EPW_SIGN_AZURE_METADATA', 'EPW_SIGNTOOL', 'EPW_SIGN_TIMESTAMP'],
};

/**
 * @typedef {object} Signer
 * @property {string} program absolute path
 * @property {(file: string, result: string) => string[]} argumentsFor
 * @property {boolean} hasTimestamp
 * @property {NodeJS.ProcessEnv} environment that names this choice, for a process that signs as well
 */

/**
 * Whoever signs here; null where no certificate is named. Half of a choice is an error: nobody ships unsigned by mistake.
 * @param {NodeJS.ProcessEnv} [env] @returns {Signer | null}
 */
export function signerOf(env = process.env) {
  const kinds = /** @type {(keyof typeof needed)[]} */ (Object.keys(needed));
  const named = kinds.filter((kind) => needed[kind].some((name) => /PFX|THUMBPRINT|AZURE/u.test(name) && env[name]));
  const [kind] = named;
  if (kind === undefined) return null;
  if (named.length > 1) throw new SetupError(`sign with one certificate, not with several: ${named.join(', ')}`);
  const missing = needed[kind].filter((name) => !env[name]);
  if (missing.length > 0) throw new SetupError(`to sign, set ${missing.join(' and ')} as well`);
  if ((kind === 'pfx') !== (process.platform === 'linux')) {
    throw new SetupError('EPW_SIGN_PFX is for Linux; on Windows, import the certificate and set EPW_SIGN_THUMBPRINT');
  }
  const paths = needed[kind].filter((name) => /PFX|FILE|TOOL|DLIB|METADATA/u.test(name));
  const absent = paths.filter((name) => !path.isAbsolute(env[name] ?? '') || !fs.existsSync(env[name] ?? ''));
  if (absent.length > 0) throw new SetupError(`${absent.join(', ')}: wanted the absolute path of a file`);
  return { ...signers[kind](env), hasTimestamp: Boolean(env.EPW_SIGN_TIMESTAMP), environment: env };
}

/** @type {Record<keyof typeof needed, (env: NodeJS.ProcessEnv) => Pick<Signer, 'program' | 'argumentsFor'>>} */
const signers = {
  pfx: (env) => ({
    program: osslsigncode,
    argumentsFor: (file, result) => [
      ...['sign', '-h', 'sha256', '-n', description, '-pkcs12', env.EPW_SIGN_PFX ?? ''],
      ...['-readpass', env.EPW_SIGN_PASSWORD_FILE ?? ''],
      ...(env.EPW_SIGN_TIMESTAMP ? ['-ts', env.EPW_SIGN_TIMESTAMP] : []),
      ...['-in', file, '-out', result],
    ],
  }),
  store: (env) => signtool(env, ['/sha1', env.EPW_SIGN_THUMBPRINT ?? '']),
  azure: (env) => signtool(env, ['/dlib', env.EPW_SIGN_AZURE_DLIB ?? '', '/dmdf', env.EPW_SIGN_AZURE_METADATA ?? '']),
};

/** @param {NodeJS.ProcessEnv} env @param {readonly string[]} certificate */
function signtool(env, certificate) {
  const stamp = env.EPW_SIGN_TIMESTAMP;
  return {
    program: env.EPW_SIGNTOOL ?? '',
    argumentsFor: (/** @type {string} */ _file, /** @type {string} */ result) => [
      ...['sign', '/fd', 'SHA256', '/d', description, ...certificate],
      ...(stamp ? ['/tr', stamp, '/td', 'SHA256'] : []),
      result,
    ],
  };
}

/**
 * Signs a file in its place, unless it carries a signature (of Microsoft, in an Electron), and reads the signature back.
 * @param {Signer} signer @param {string} file .exe, .dll, .node or .ps1
 */
export async function sign(signer, file) {
  if (carriesSignature(file)) return;
  if (signer.program === osslsigncode) await prepareSystemPackages(['signing']);
  // The ending stays: by it the tools know a script from an executable.
  const { dir, name, ext } = path.parse(file);
  const result = path.join(dir, `${name}.signed${ext}`);
  try {
    if (signer.program !== osslsigncode) fs.copyFileSync(file, result);
    await runOrThrow(signer.program, signer.argumentsFor(file, result), { timeoutMs: 300_000 });
    const problem = await signatureProblem(result);
    if (problem !== null) throw new SetupError(`${path.basename(file)} was signed, but ${problem}`);
    fs.renameSync(result, file);
  } finally {
    fs.rmSync(result, { force: true });
  }
}

/** Everything in a folder that Windows runs or loads as code. @param {Signer} signer @param {string} folder */
export async function signFolder(signer, folder) {
  for (const file of codeIn(folder)) await sign(signer, file);
}

/** @param {string} folder @returns {string[]} */
export function codeIn(folder) {
  const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => /\.(exe|dll|node|ps1)$/iu.test(name)).map((name) => path.join(folder, name));
}

/** Whether there is a signature at all: in the header of an executable, or as the last block of a script. @param {string} file */
export function carriesSignature(file) {
  const bytes = fs.readFileSync(file);
  if (/\.ps1$/iu.test(file)) return bytes.includes('# SIG # Begin signature block');
  const header = bytes.readUInt32LE(0x3c) + 24;
  const directories = bytes.readUInt16LE(header) === 0x20b ? 112 : 96;
  // The fifth data directory: the certificate table.
  return bytes.readUInt32LE(header + directories + 4 * 8 + 4) > 0;
}

/**
 * What is wrong with the signature of a file: none, or over other bytes than these; null when it holds.
 * Whether the certificate is trusted is asked on Windows alone, which has the list of trusted ones.
 * @param {string} file
 */
export async function signatureProblem(file) {
  if (!carriesSignature(file)) return 'it carries no signature';
  return process.platform === 'win32' ? problemOnWindows(file) : problemByDigest(file);
}

/** @param {string} file */
async function problemByDigest(file) {
  await prepareSystemPackages(['signing']);
  const { stdout } = await run(osslsigncode, ['verify', '-in', file], { output: 'capture', timeoutMs: 60_000 });
  const [, signed] = /Current message digest\s*: ([0-9A-F]{64})/u.exec(stdout) ?? [];
  const [, computed] = /Calculated message digest\s*: ([0-9A-F]{64})/u.exec(stdout) ?? [];
  if (signed === undefined || computed === undefined) return 'its signature could not be read';
  return signed === computed ? null : `its signature is over ${signed}, and its bytes are ${computed}`;
}

/** @param {string} file */
async function problemOnWindows(file) {
  const powershell = path.join(
    process.env.SystemRoot ?? 'C:\\Windows',
    'System32/WindowsPowerShell/v1.0/powershell.exe',
  );
  const command = '(Get-AuthenticodeSignature -LiteralPath $env:EPW_SIGNED_FILE).Status.ToString()';
  const env = { ...process.env, EPW_SIGNED_FILE: file };
  const status = await runOrThrow(powershell, ['-NoProfile', '-NonInteractive', '-Command', command], { env });
  return status.trim() === 'Valid' ? null : `Windows says of its signature: ${status.trim()}`;
}
