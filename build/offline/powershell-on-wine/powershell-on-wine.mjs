// A PowerShell 7 for Windows under Wine, so that scripts meet .NET's real registry API: built once by a .NET SDK from NuGet's
// packages into .cache, with a Wine prefix of its own.
import fs from 'node:fs';
import path from 'node:path';
import { placeFolder } from '../../scripts/setup/npm.mjs';
import { cacheFolder, log } from '../../scripts/setup/project.mjs';
import { run } from '../../scripts/setup/run.mjs';
import { hasWine, prepareWine } from '../wine.mjs';

const folder = path.join(cacheFolder, 'powershell-on-wine');
export const hostProgram = path.join(folder, 'host.exe');
export const hostPrefix = path.join(cacheFolder, 'wine-powershell');
/** .NET's libraries name mscoree.dll, which is blocked elsewhere. */
export const hostEnvironment = {
  WINEDLLOVERRIDES: 'winemenubuilder.exe=d;mshtml=d',
  DOTNET_EnableWriteXorExecute: '0',
  POWERSHELL_TELEMETRY_OPTOUT: '1',
};
const publishTimeoutMs = 240_000;

/** @param {NodeJS.ProcessEnv} env of the .NET SDK @returns {Promise<string | null>} why there is none */
export async function preparePowerShellOnWine(env) {
  const wine = hasWine && (await run('wine', ['--version'], { env, output: 'capture', timeoutMs: 30_000 })).code === 0;
  if (!wine) return 'there is no Wine here';
  const [problem] = await Promise.all([isCurrent() ? null : publish(env), prepareWine(hostPrefix)]);
  return problem === null ? null : `PowerShell for Windows could not be built: ${problem}`;
}

const sources = ['host.csproj', 'host.cs'];

/** Built from the sources as they are now: a copy of them lies beside the program. */
function isCurrent() {
  return sources.every((name) => {
    const copy = path.join(folder, name);
    return fs.existsSync(copy) && fs.readFileSync(copy).equals(fs.readFileSync(path.join(import.meta.dirname, name)));
  });
}

/** @param {NodeJS.ProcessEnv} env @returns {Promise<string | null>} what went wrong */
async function publish(env) {
  log('building a PowerShell for Windows (dotnet publish)');
  const work = fs.mkdtempSync(path.join(cacheFolder, 'publish-'));
  try {
    for (const name of sources) fs.copyFileSync(path.join(import.meta.dirname, name), path.join(work, name));
    const args = ['publish', path.join(work, 'host.csproj'), '-c', 'Release', '-o', path.join(work, 'out')];
    const { code, stdout, stderr } = await run('dotnet', args, { env, output: 'capture', timeoutMs: publishTimeoutMs });
    if (code !== 0) return `${stdout}\n${stderr}`.trim().split('\n').at(-1) || 'no answer in four minutes';
    for (const name of sources) fs.copyFileSync(path.join(work, name), path.join(work, 'out', name));
    fs.rmSync(folder, { recursive: true, force: true });
    placeFolder(path.join(work, 'out'), folder);
    return null;
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
}
