// `npm run windows:facts`: what only a real Windows can tell, as one JSON file for e2e/windows/facts. Arguments go to the script:
// -Change (asks first), -Load (only on the runner of the workflow), -Quick (without waiting for a TIME_WAIT to end).
import path from 'node:path';
import { preparePowerShell } from './setup/powershell.mjs';
import { SetupError, fail, projectFolder } from './setup/project.mjs';
import { run } from './setup/run.mjs';

async function main() {
  if (process.platform !== 'win32') throw new SetupError('these facts are those of a real Windows: run it there');
  const shell = await preparePowerShell();
  if ('reason' in shell) throw new SetupError(shell.reason);
  const script = path.join(projectFolder, 'e2e', 'windows', 'facts', 'windows-facts.ps1');
  const line = ['-NoProfile', '-ExecutionPolicy', 'Bypass', '-File', script, ...process.argv.slice(2)];
  const { code } = await run(shell.program, line);
  if (code !== 0) throw new SetupError(`PowerShell ended with ${code}`);
}

main().catch(fail);
