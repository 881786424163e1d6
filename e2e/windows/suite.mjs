// The Windows suite: the specs of e2e/windows in one bundle, run by the test runner of a Windows Node on a real Win32
// registry API. What is about a process without administrator rights runs in one.
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { runWindowsNode } from '../../build/offline/windows-node.mjs';
import { hasWindowsSuite, hasWine, toWindowsPath } from '../../build/offline/wine.mjs';
import { standInInstaller } from '../../build/package/build-package.mjs';
import { projectFolder } from '../../build/scripts/setup/project.mjs';
import { freshReport, oneCheck, readReport, sum } from '../../build/scripts/test/reports.mjs';
import { bundleForWindows } from '../bundle.mjs';

const specFolder = import.meta.dirname;
const withoutRightsFolder = path.join(specFolder, 'without-rights');
const timeoutMs = 15 * 60_000;

/**
 * @param {{ args: readonly string[], print: (text: string) => void }} context the specs to run, by parts of their paths
 * (none: all), and what shows the output
 * @returns {Promise<import('../../build/scripts/test/reports.mjs').Counts>}
 */
export async function runWindowsSuite({ args, print }) {
  if (!hasWindowsSuite) {
    const reason = 'it runs on Windows, or under Wine on Linux (x64, build/offline/README.md)';
    return { passed: 0, failed: 0, skipped: [{ name: 'the whole Windows suite', reason }] };
  }
  const isAsked = (/** @type {string} */ file) =>
    args.length === 0 || args.some((part) => path.relative(projectFolder, file).includes(part));
  const all = findSources('.spec.ts').filter(isAsked);
  const isWithoutRights = (/** @type {string} */ file) => file.startsWith(withoutRightsFolder);
  // Programs that the specs start as processes of their own, each a script beside the suite.
  for (const child of findSources('.child.ts')) await bundleForWindows([child], path.basename(child, '.ts'));
  const plain = all.filter(isWithoutRights);
  const others = all.filter((file) => !isWithoutRights(file));
  const counts = [];
  if (plain.length > 0 || args.length === 0)
    counts.push(await runSpecs('without-rights', plain, { hasRights: false }, print));
  if (others.length > 0 || args.length === 0) {
    /** @type {Record<string, string>} */
    const env = {};
    // Installed under Wine only.
    if (hasWine && others.some((file) => /^(installer|deployment)/u.test(path.basename(file)))) {
      env.EPW_INSTALLER = toWindowsPath(await standInInstaller());
      env.EPW_PROJECT = toWindowsPath(projectFolder);
    }
    counts.push(await runSpecs('suite', others, { env }, print));
  }
  if (counts.length === 0) console.error(`there is no spec in e2e/windows for: ${args.join(' ')}`);
  return counts.length === 0 ? oneCheck(false) : sum(counts);
}

/**
 * @param {string} name
 * @param {readonly string[]} specs
 * @param {import('../../build/offline/windows-node.mjs').WindowsNodeOptions} options
 * @param {(text: string) => void} print
 */
async function runSpecs(name, specs, options, print) {
  if (specs.length === 0) {
    console.error(`there are no specs for "${name}" in e2e/windows`);
    return oneCheck(false);
  }
  const bundle = await bundleForWindows(specs, name);
  const report = freshReport(`windows-${name}`);
  const { code, output } = await runWindowsNode(bundle, {
    timeoutMs,
    ...options,
    nodeArgs: [
      '--enable-source-maps',
      ...['--test-reporter=spec', '--test-reporter-destination=stdout'],
      ...[`--test-reporter=${reporterAddress()}`, `--test-reporter-destination=${toWindowsPath(report)}`],
    ],
  });
  print(output);
  if (code === -1) console.error(`the Windows Node was ended after ${timeoutMs / 60_000} minutes, or could not start`);
  return readReport(report, code);
}

/** @param {string} ending */
function findSources(ending) {
  const names = fs.readdirSync(specFolder, { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => path.join(specFolder, name));
}

function reporterAddress() {
  const address = pathToFileURL(path.join(import.meta.dirname, 'node-test-reporter.mjs')).href;
  return hasWine ? address.replace('file:///', 'file:///Z:/') : address;
}
