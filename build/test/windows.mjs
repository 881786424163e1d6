// The Windows suite: the specs of e2e/windows in one bundle, run by the test runner of a
// Windows Node on a real Win32 registry API.
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { cacheFolder, projectFolder, say } from '../setup/project.mjs';
import { standInInstaller } from '../package/build-package.mjs';
import { prepareWindowsNode, runWindowsNode } from '../setup/windows-node.mjs';
import { windowsFolder } from '../setup/windows-tools.mjs';
import { hasWindowsSuite, hasWine, toWindowsPath } from '../setup/wine.mjs';
import { countNodeTest, oneCheck, readReport } from './reports.mjs';

const specFolder = path.join(projectFolder, 'e2e', 'windows');
const timeoutMs = 15 * 60_000;

/** @returns {Promise<import('./reports.mjs').Counts>} */
export async function runWindowsSuite() {
  if (!hasWindowsSuite) {
    say('the Windows suite runs on Windows, or under Wine on Linux (x64); here it is skipped');
    return { passed: 0, failed: 0, skipped: 1 };
  }
  const specs = findSources('.spec.ts');
  if (specs.length === 0) {
    console.error('there are no specs in e2e/windows');
    return oneCheck(false);
  }
  const bundle = await bundleForWindows(specs, 'suite');
  // Programs that the specs start as processes of their own, each a script beside the suite.
  for (const child of findSources('.child.ts')) await bundleForWindows([child], path.basename(child, '.ts'));
  const report = path.join(cacheFolder, 'reports', 'windows.jsonl');
  fs.mkdirSync(path.dirname(report), { recursive: true });
  fs.rmSync(report, { force: true });
  const { code, output } = await runWindowsNode(bundle, {
    timeoutMs,
    // Installed under Wine only (e2e/windows/installer.spec.ts).
    env: hasWine ? { EPW_INSTALLER: toWindowsPath(await standInInstaller()), EPW_PROJECT: toWindowsPath(projectFolder) } : {},
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
  return names.filter((name) => name.endsWith(ending)).sort().map((name) => path.join(specFolder, name));
}

function reporterAddress() {
  const address = pathToFileURL(path.join(projectFolder, 'build', 'test', 'node-test-reporter.mjs')).href;
  return hasWine ? address.replace('file:///', 'file:///Z:/') : address;
}
