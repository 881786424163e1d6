// The part `powershell` of npm test: the scripts that the program hands out, run by a real PowerShell.
import path from 'node:path';
import { preparePowerShell } from '../../build/scripts/setup/powershell.mjs';
import { modulesFolder, projectFolder } from '../../build/scripts/setup/project.mjs';
import { run } from '../../build/scripts/setup/run.mjs';
import { freshReport, readReport } from '../../build/scripts/test/reports.mjs';

const reporter = path.join(projectFolder, 'build', 'scripts', 'test', 'line-reporter.mjs');

/**
 * @param {import('../../build/scripts/test/parts.mjs').Context} context
 * @returns {Promise<import('../../build/scripts/test/reports.mjs').Counts>}
 */
export async function runPowerShellSuite({ args, print }) {
  const shell = await preparePowerShell();
  if ('reason' in shell) {
    print(`skipped: ${shell.reason}\n`);
    return { passed: 0, failed: 0, skipped: [{ name: 'the scripts on PowerShell', reason: shell.reason }] };
  }
  print(`PowerShell ${shell.version}\n`);
  const report = freshReport('powershell');
  const config = path.join(import.meta.dirname, 'vitest.config.ts');
  const reporters = ['--reporter=default', `--reporter=${reporter}`];
  const line = [path.join(modulesFolder, 'vitest', 'vitest.mjs'), 'run', '--config', config, ...reporters, ...args];
  const env = { ...shell.env, EPW_REPORT: report, EPW_POWERSHELL: shell.program };
  const { code, stdout, stderr } = await run(process.execPath, line, { cwd: projectFolder, env, output: 'capture' });
  print(stdout + stderr);
  return readReport(report, code);
}
