// The parts of `npm test`: what each needs, how it runs, and what it counts.
import fs from 'node:fs';
import path from 'node:path';
import { buildApplication } from '../setup/application.mjs';
import { testEnvironment } from '../setup/environment.mjs';
import { runPlaywright } from '../setup/playwright.mjs';
import { cacheFolder, projectFolder } from '../setup/project.mjs';
import { run } from '../setup/run.mjs';
import { verifyPackage } from '../verify-package.mjs';
import { electronegativity } from './electronegativity.mjs';
import { countPlaywright, countVitest, oneCheck, readReport } from './reports.mjs';
import { runWindowsSuite } from './windows.mjs';

/**
 * @typedef {object} Context
 * @property {readonly string[]} args handed on to the runner
 * @property {Record<string, string>} electronEnv
 */

/**
 * @typedef {object} Part
 * @property {readonly ('electron' | 'display' | 'windows')[]} needs
 * @property {readonly { title: string, run: (context: Context) => Promise<import('./reports.mjs').Counts> }[]} checks
 */

/** @type {Record<string, Part>} in the order in which they run */
export const parts = {
  typecheck: { needs: [], checks: [{ title: 'type check', run: typecheck }] },
  lint: {
    needs: [],
    checks: [
      { title: 'eslint', run: eslint },
      { title: 'dependency rules', run: dependencyRules },
      { title: 'electronegativity', run: electronegativity },
    ],
  },
  unit: { needs: [], checks: [{ title: 'unit', run: unit }] },
  fuzz: { needs: [], checks: [{ title: 'fuzz', run: fuzz }] },
  e2e: { needs: ['electron', 'display', 'windows'], checks: [{ title: 'end to end', run: endToEnd }] },
  package: { needs: ['electron', 'display'], checks: [{ title: 'package', run: () => verifyPackage({ rebuild: true }) }] },
  windows: { needs: ['windows'], checks: [{ title: 'windows', run: runWindowsSuite }] },
};

/**
 * @param {string} script below node_modules
 * @param {readonly string[]} args
 * @param {Record<string, string>} [more] variables of the environment
 */
async function runTool(script, args, more = {}) {
  const file = path.join(projectFolder, 'node_modules', ...script.split('/'));
  const { code } = await run(process.execPath, [file, ...args], { cwd: projectFolder, env: { ...testEnvironment(), ...more } });
  return code;
}

/** @param {string} name */
function freshReport(name) {
  const file = path.join(cacheFolder, 'reports', name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.rmSync(file, { force: true });
  return file;
}

async function typecheck() {
  return oneCheck((await runTool('typescript/bin/tsc', ['--noEmit', '-p', 'tsconfig.json'])) === 0);
}

async function eslint() {
  return oneCheck((await runTool('eslint/bin/eslint.js', ['.', '--max-warnings', '0'])) === 0);
}

async function dependencyRules() {
  const folders = ['electron', 'renderer', 'e2e'].filter((name) => fs.existsSync(path.join(projectFolder, name)));
  const args = ['--config', '.dependency-cruiser.cjs', ...folders];
  return oneCheck((await runTool('dependency-cruiser/bin/dependency-cruise.mjs', args)) === 0);
}

/** @param {Context} context */
async function unit({ args }) {
  const report = freshReport('unit.json');
  const skipsFile = freshReport('unit-skips.json');
  const skipsReporter = path.join(projectFolder, 'build', 'test', 'vitest-skips.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`, `--reporter=${skipsReporter}`];
  const code = await runTool('vitest/vitest.mjs', ['run', ...reporters, ...args], { VITEST_SKIPS_FILE: skipsFile });
  return readReport(report, (text) => countVitest(text, JSON.parse(fs.readFileSync(skipsFile, 'utf8'))), code);
}

/** As long as CI can spare; `npm run fuzz` takes its time. */
async function fuzz() {
  const env = { ...testEnvironment(), FUZZ_SECONDS: process.env.FUZZ_SECONDS ?? '30' };
  const { code } = await run(process.execPath, [path.join(projectFolder, 'build', 'fuzz.mjs')], { cwd: projectFolder, env });
  return oneCheck(code === 0);
}

/** @param {Context} context */
async function endToEnd({ args, electronEnv }) {
  if (!(await buildApplication())) return oneCheck(false);
  const report = freshReport('e2e.json');
  const { code } = await runPlaywright(['--project=e2e*', '--reporter=list,json', ...args], {
    ...electronEnv,
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  });
  return readReport(report, countPlaywright, code);
}
