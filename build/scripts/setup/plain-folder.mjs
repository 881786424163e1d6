// Vite, and so rolldown and Vitest, take "#" and "?" in the path of a file for the end of it, and the dependency rules are
// read by such a path too. In a folder with one of them the command runs in a mount namespace of its own, where the same
// folder has a plain path as well: what it writes is written here. Imported first by every command.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { SetupError, fail, projectFolder, realFolder, realFolderVariable, log } from './project.mjs';
import { run } from './run.mjs';

const unreadable = /[#?]/u;
const aliasVariable = 'EPHEMERAL_PORT_WIZARD_ALIAS';

/** Goes on at the plain path, and ends this process as the command ended there. */
async function goOn() {
  const alias = process.env[aliasVariable];
  return alias === undefined ? withAlias() : belowAlias(alias);
}

async function withAlias() {
  const [character] = unreadable.exec(projectFolder) ?? [];
  const problem = `the path of this folder has "${character}" in it, which Vite cannot read`;
  const advice = `rename or move it: ${projectFolder}`;
  if (process.platform !== 'linux') throw new SetupError(`${problem}; ${advice}`);
  const alias = fs.mkdtempSync(path.join(os.tmpdir(), 'epw-'));
  try {
    // Root may mount; an ordinary user may in a user namespace, and stays that user there.
    const namespaces =
      process.getuid?.() === 0 ? ['--mount'] : ['--user', '--map-current-user', '--keep-caps', '--mount'];
    const probe = await run('unshare', [...namespaces, '--propagation', 'private', 'true'], { output: 'capture' });
    if (probe.code !== 0)
      throw new SetupError(
        `${problem}, and this system allows no second path for it (unshare: ${probe.stderr.trim()}); ${advice}`,
      );
    log(`${problem}: it is reached as ${alias} meanwhile`);
    const env = { ...process.env, [aliasVariable]: alias, [realFolderVariable]: realFolder };
    const { code } = await run(
      'unshare',
      [...namespaces, '--propagation', 'private', process.execPath, ...process.argv.slice(1)],
      { env },
    );
    return code;
  } finally {
    // Empty: what is mounted there is mounted in the namespace alone.
    fs.rmdirSync(alias);
  }
}

/** @param {string} alias */
async function belowAlias(alias) {
  const { code, stderr } = await run('mount', ['--bind', projectFolder, alias], { output: 'capture' });
  if (code !== 0) throw new SetupError(`mount --bind failed: ${stderr.trim()}`);
  const [script = '', ...args] = process.argv.slice(1);
  const env = { ...process.env, [aliasVariable]: undefined };
  return (
    await run(process.execPath, [path.join(alias, path.relative(projectFolder, script)), ...args], { cwd: alias, env })
  ).code;
}

if (unreadable.test(projectFolder)) {
  const code = await goOn().catch((/** @type {unknown} */ error) => {
    fail(error);
    return 1;
  });
  process.exit(code === 0 ? 0 : 1);
}
