// The Windows suite: the specs of e2e/windows in one bundle, run by the test runner of a
// Windows Node on a real Win32 registry API. What is about a process without administrator rights runs in one.
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { cacheFolder, projectFolder } from '../../build/scripts/setup/project.mjs';
import { standInInstaller } from '../../build/package/build-package.mjs';
import { prepareWindowsNode, runWindowsNode } from '../../build/offline/windows-node.mjs';
import { windowsFolder } from '../../build/offline/windows-tools.mjs';
import { hasWindowsSuite, hasWine, toWindowsPath } from '../../build/offline/wine.mjs';
import { countNodeTest, oneCheck, readReport, sum } from '../../build/scripts/test/reports.mjs';

const specFolder = path.join(projectFolder, 'e2e', 'windows');
const withoutRightsFolder = path.join(specFolder, 'without-rights');
const timeoutMs = 15 * 60_000;

/**
 * @param {{ args: readonly string[] }} context the specs to run, by parts of their paths; none: all
 * @returns {Promise<import('../../build/scripts/test/reports.mjs').Counts>}
 */
export async function runWindowsSuite({ args }) {
  if (!hasWindowsSuite) {
    const reason = 'it runs on Windows, or under Wine on Linux (x64)';
    return { passed: 0, failed: 0, skipped: 1, skips: [{ name: 'the whole Windows suite', reason }] };
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
  if (plain.length > 0 || args.length === 0) counts.push(await runSpecs('without-rights', plain, { hasRights: false }));
  if (others.length > 0 || args.length === 0) {
    const isInstalled = hasWine && others.some((file) => path.basename(file) === 'installer.spec.ts');
    // Installed under Wine only.
    const env = isInstalled
      ? { EPW_INSTALLER: toWindowsPath(await standInInstaller()), EPW_PROJECT: toWindowsPath(projectFolder) }
      : {};
    counts.push(await runSpecs('suite', others, { env }));
  }
  if (counts.length === 0) console.error(`there is no spec in e2e/windows for: ${args.join(' ')}`);
  return counts.length === 0 ? oneCheck(false) : sum(counts);
}

/**
 * @param {string} name
 * @param {readonly string[]} specs
 * @param {import('../../build/offline/windows-node.mjs').WindowsNodeOptions} options
 */
async function runSpecs(name, specs, options) {
  if (specs.length === 0) {
    console.error(`there are no specs for "${name}" in e2e/windows`);
    return oneCheck(false);
  }
  const bundle = await bundleForWindows(specs, name);
  const report = path.join(cacheFolder, 'reports', `windows-${name}.jsonl`);
  fs.mkdirSync(path.dirname(report), { recursive: true });
  fs.rmSync(report, { force: true });
  const { code, output } = await runWindowsNode(bundle, {
    timeoutMs,
    ...options,
    nodeArgs: [
      '--enable-source-maps',
      ...['--test-reporter=spec', '--test-reporter-destination=stdout'],
      ...[`--test-reporter=${reporterAddress()}`, `--test-reporter-destination=${toWindowsPath(report)}`],
    ],
  });
  process.stdout.write(output);
  if (code === -1) console.error(`the Windows Node was ended after ${timeoutMs / 60_000} minutes, or could not start`);
  return readReport(report, countNodeTest, code);
}

/**
 * Bundles TypeScript into one script that a Windows Node can run; the native modules stay outside.
 * @param {readonly string[]} files imported one after the other
 * @param {string} name of the script
 * @returns {Promise<string>} the path of the script
 */
export async function bundleForWindows(files, name) {
  // The folder that takes the script is put together anew when the tools change.
  await prepareWindowsNode();
  const { build } = await import('vite');
  const entry = '\0windows-entry';
  await build({
    configFile: false,
    root: projectFolder,
    logLevel: 'warn',
    plugins: [
      {
        name: 'windows-entry',
        enforce: 'pre',
        resolveId: (id) => (id === entry ? entry : undefined),
        load: (id) => (id === entry ? files.map((file) => `import ${JSON.stringify(file)};`).join('\n') : undefined),
      },
    ],
    ssr: { noExternal: true, external: ['koffi', 'registry-js'] },
    build: {
      ssr: true,
      target: 'node20',
      minify: false,
      sourcemap: 'inline',
      outDir: windowsFolder,
      emptyOutDir: false,
      rolldownOptions: {
        input: { [name]: entry },
        output: {
          format: 'es',
          entryFileNames: '[name].mjs',
          codeSplitting: false,
          // CommonJS modules that are bundled along may ask for it.
          banner: 'const __filename = import.meta.filename;',
        },
      },
    },
  });
  return path.join(windowsFolder, `${name}.mjs`);
}

/** @param {string} ending */
function findSources(ending) {
  if (!fs.existsSync(specFolder)) return [];
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
