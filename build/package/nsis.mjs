// The compiler of the installer, and which version of NSIS made one.
// Protects: an installer that runs as SYSTEM is never released from an NSIS with known holes (CVE-2025-43715 and
// CVE-2023-37378: whoever can write to TEMP gains the installer's rights).
import path from 'node:path';
import { debianMakensis } from '../offline/makensis.mjs';
import { runOrThrow } from '../scripts/setup/run.mjs';
import { nsisBundle } from './configuration.mjs';
import { manifestsOf } from './windows-resources.mjs';

/** The lowest NSIS that a release may be made with. */
const lowestRelease = '3.12';

/** @typedef {{ program: string, env: Record<string, string>, stub: 'x86-unicode' | 'amd64-unicode' }} Makensis */

/** Debian's on Linux; on Windows the one that electron-builder fetches. @returns {Promise<Makensis>} */
export async function prepareMakensis() {
  if (process.platform === 'linux') return debianMakensis();
  // An inner part of electron-builder, which is pinned.
  const { getMakeNsisPath } = await import('app-builder-lib/out/toolsets/windows.js');
  // The usual 32-bit installer runs on every processor.
  return { ...withoutScript(await getMakeNsisPath(nsisBundle)), stub: 'x86-unicode' };
}

/**
 * The bundle names a .cmd, which Node starts through a shell only: what that script does is to set NSISDIR to the folder
 * `windows` beside it, and to start makensis.exe there.
 * @param {{ path: string, env?: Record<string, string> }} answer of electron-builder
 * @returns {{ program: string, env: Record<string, string> }}
 */
export function withoutScript({ path: program, env = {} }) {
  if (!program.toLowerCase().endsWith('.cmd')) return { program, env };
  const folder = env.NSISDIR ?? path.join(path.dirname(program), 'windows');
  return { program: path.join(folder, 'makensis.exe'), env: { ...env, NSISDIR: folder } };
}

/** What `makensis -VERSION` prints, e.g. "v3.12" or "v3.08-3+deb12u1". @param {Makensis} makensis */
export async function versionOfMakensis({ program, env }) {
  return (await runOrThrow(program, ['-VERSION'], { env: { ...process.env, ...env }, timeoutMs: 60_000 })).trim();
}

/** The version that NSIS wrote into the manifest of an installer, e.g. "v3.12"; null where it wrote none. @param {string} installer */
export async function versionOfInstaller(installer) {
  const texts = await manifestsOf(installer);
  return (
    texts
      .map((text) => /Nullsoft Install System (v[^<\s]+)/u.exec(text)?.[1])
      .find((version) => version !== undefined) ?? null
  );
}

/** Why a version is too old for a release; null when it is not. What cannot be read is too old.
 * @param {string | null} version as NSIS tells it */
export function versionProblem(version) {
  const wanted = `wanted NSIS ${lowestRelease} or later`;
  if (version === null) return `no version of NSIS is named, ${wanted}`;
  // The minor number has two digits: 3.08, 3.12. "3.0.4.1" and "3.1" are what electron-builder called 3.04 and nobody 3.10.
  const [, major, minor] = /^v?(\d+)\.(\d{2})(?:[-+].*)?$/u.exec(version) ?? [];
  if (major === undefined || minor === undefined) return `the version of NSIS is "${version}", ${wanted}`;
  const isEnough = Number(major) > 3 || (Number(major) === 3 && Number(minor) >= 12);
  return isEnough ? null : `the version of NSIS is ${version}, ${wanted}`;
}
