// Finds a PowerShell to test the scripts with: the one that Windows has, pwsh on the PATH, or the tool of NuGet where a .NET
// SDK can install it into .cache. The program itself needs none of them.
import fs from 'node:fs';
import path from 'node:path';
import { testEnvironment } from './environment.mjs';
import { placeFolder } from './npm.mjs';
import { cacheFolder, log } from './project.mjs';
import { run } from './run.mjs';

const toolVersion = '7.6.9';
const toolFolder = path.join(cacheFolder, 'powershell');
/** A registry that does not answer is no reason to wait longer. */
const installTimeoutMs = 120_000;
const startTimeoutMs = 30_000;

/** @typedef {{ program: string, version: string, env: NodeJS.ProcessEnv }} PowerShell */

/** @returns {Promise<PowerShell | { reason: string }>} why there is none */
export async function preparePowerShell() {
  const env = powerShellEnvironment();
  for (const program of [...(process.platform === 'win32' ? [windowsPowerShell()] : []), 'pwsh']) {
    const version = await versionOf(program, env);
    if (version !== null) return { program, version, env };
  }
  return fromSdk(env);
}

function powerShellEnvironment() {
  return {
    ...testEnvironment(),
    DOTNET_CLI_HOME: path.join(cacheFolder, 'home'),
    DOTNET_CLI_TELEMETRY_OPTOUT: '1',
    DOTNET_NOLOGO: '1',
    POWERSHELL_TELEMETRY_OPTOUT: '1',
    POWERSHELL_UPDATECHECK: 'Off',
  };
}

function windowsPowerShell() {
  const windows = process.env.SystemRoot ?? 'C:\\Windows';
  return path.join(windows, 'System32', 'WindowsPowerShell', 'v1.0', 'powershell.exe');
}

/** @param {NodeJS.ProcessEnv} env @returns {Promise<PowerShell | { reason: string }>} */
async function fromSdk(env) {
  const program = path.join(toolFolder, process.platform === 'win32' ? 'pwsh.exe' : 'pwsh');
  if (!fs.existsSync(program)) {
    const { code } = await run('dotnet', ['--version'], { env, output: 'capture', timeoutMs: startTimeoutMs });
    if (code !== 0) return { reason: 'there is no PowerShell here, and no .NET SDK to install one with' };
    const problem = await installTool(env);
    if (problem !== null) return { reason: `PowerShell ${toolVersion} could not be installed: ${problem}` };
  }
  const version = await versionOf(program, env);
  return version === null ? { reason: `${program} does not start` } : { program, version, env };
}

/** @param {NodeJS.ProcessEnv} env @returns {Promise<string | null>} what went wrong */
async function installTool(env) {
  log(`installing PowerShell ${toolVersion} into .cache (dotnet tool install)`);
  fs.mkdirSync(cacheFolder, { recursive: true });
  const work = fs.mkdtempSync(path.join(cacheFolder, 'powershell-'));
  try {
    const args = ['tool', 'install', '--tool-path', work, 'PowerShell', '--version', toolVersion];
    const result = await run('dotnet', args, { env, output: 'capture', timeoutMs: installTimeoutMs });
    if (result.code !== 0)
      return `${result.stdout}\n${result.stderr}`.trim().split('\n').at(-1) || 'no answer in two minutes';
    placeFolder(work, toolFolder);
    return null;
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
}

/** @param {string} program @param {NodeJS.ProcessEnv} env @returns {Promise<string | null>} null when it does not start */
async function versionOf(program, env) {
  const args = ['-NoProfile', '-NonInteractive', '-Command', '$PSVersionTable.PSVersion.ToString()'];
  const { code, stdout } = await run(program, args, { env, output: 'capture', timeoutMs: startTimeoutMs });
  const version = stdout.trim();
  return code === 0 && /^\d+\.\d+/u.test(version) ? version : null;
}
