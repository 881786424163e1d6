// The location of the user's own files, on Windows paths and with its own answer about administrator rights.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { isElevatedNow } from '../../electron/machine/windows/elevation/elevated-now';
import { windowsSystem } from '../../electron/machine/windows/system/system';
import { locateUserData } from '../../electron/services/user-data-location';
import { inFolder } from './fixtures/throw-away-key';

describe("the user's files", () => {
  it('are moved from APPDATA to LOCALAPPDATA unless the process has administrator rights', async () => {
    await inFolder(async (folder) => {
      const [roaming, local] = [join(folder, 'Roaming', 'Wizard'), join(folder, 'Local')];
      const expected = join(local, 'Wizard');
      assert.deepEqual(
        locateUserData(roaming, local, () => assert.fail('asked for nothing')),
        { folder: expected, remarks: [] },
      );
      assert.ok(existsSync(expected));
      await mkdir(join(roaming, 'backups'), { recursive: true });
      await writeFile(join(roaming, 'backups', 'a.reg'), 'a');
      await writeFile(join(roaming, 'history.jsonl'), 'b\n');
      assert.equal(locateUserData(roaming, local, () => true).folder, roaming);
      assert.equal(await readFile(join(roaming, 'history.jsonl'), 'utf8'), 'b\n');
      assert.equal(locateUserData(roaming, local, () => false).folder, expected);
      assert.equal(await readFile(join(expected, 'backups', 'a.reg'), 'utf8'), 'a');
      assert.equal(await readFile(join(expected, 'history.jsonl'), 'utf8'), 'b\n');
      assert.deepEqual(
        [existsSync(join(roaming, 'history.jsonl')), existsSync(join(roaming, 'backups'))],
        [false, false],
      );
    });
  });

  it('have an absolute LOCALAPPDATA path', () => {
    assert.match(process.env.LOCALAPPDATA ?? '', /^[A-Z]:\\/i);
  });

  it('are checked with the same administrator rights as everything else', async () => {
    const system = await windowsSystem().describe();
    assert.ok(system.ok);
    assert.equal(isElevatedNow(), system.value.isElevated);
  });
});
