import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { projectFolder } from './project.mjs';

it('fails even when something else ends the process with 0', () => {
  const script = `
    import { endAsFailure } from './build/scripts/setup/project.mjs';
    process.on('beforeExit', () => process.exit(0));
    endAsFailure();
  `;
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: projectFolder,
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
});
