// Reading while another process writes: the result is one state of the key, or the reading fails and says so.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { describe, it } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { regExe, regFile, regImport, registryOn, pathOf, throwAwayKey } from './fixtures/throw-away-key';

/**
 * The other process: for as long as it lives it puts a thousand-byte text and a new value into the key, alternately,
 * so that both the size of the data and the number of values change during the reading. After ten rounds it pauses:
 * a key that takes longer to list than the writer waits between two writes would never be read again.
 */
const writer = `
  const { HKEY, setValue } = require('registry-js');
  const [path] = process.argv.slice(1);
  let round = 0;
  const write = () => {
    round += 1;
    setTimeout(write, round % 10 === 0 ? 100 : 5);
    setValue(HKEY.HKEY_CURRENT_USER, path, 'growing', 'REG_SZ', 'x'.repeat((round * 997) % 60000));
    setValue(HKEY.HKEY_CURRENT_USER, path, 'value ' + round, 'REG_DWORD', String(round));
  };
  write();
`;

describe('a key that another process changes meanwhile', () => {
  it('is read as it was at one moment', async () => {
    const { location, remove } = await throwAwayKey();
    await regImport(
      regFile(
        location,
        Array.from({ length: 50 }, (_, index) => `"stable ${index}"=dword:${index.toString(16)}`),
      ),
    );
    const registry = registryOn(location);
    const child = spawn(process.execPath, ['-e', writer, location.path], { stdio: 'ignore', windowsHide: true });
    try {
      const counts = new Set<number>();
      let failures = 0;
      // A machine that is busy sees fewer states in the same time.
      const [usual, latest] = [Date.now() + 15_000, Date.now() + 60_000];
      while (counts.size < (Date.now() < usual ? 40 : 10) && Date.now() < latest) {
        const tree = await registry.readTree();
        if (!tree.ok) {
          assert.ok(
            tree.error.code === 'MACHINE_FAILED' && tree.error.detail.includes('another program wrote'),
            JSON.stringify(tree),
          );
          failures += 1;
          continue;
        }
        const names = tree.value.values.map(({ name }) => name);
        assert.equal(new Set(names).size, names.length, 'a value was listed twice');
        assert.equal(names.filter((name) => name.startsWith('stable')).length, 50);
        // The writer counts: a state with "value n" has all values before it as well.
        const rounds = names.filter((name) => name.startsWith('value ')).map((name) => Number(name.slice(6)));
        assert.equal(Math.max(0, ...rounds), rounds.length, 'a value was missed');
        counts.add(names.length);
        await setImmediate();
      }
      assert.ok(counts.size >= 10, `only ${counts.size} different states were seen, and ${failures} failures`);
    } finally {
      child.kill('SIGKILL');
      await new Promise((resolve) => child.once('close', resolve));
      await remove();
    }
  });

  it('is reported missing when it is deleted between two readings', async () => {
    const { location } = await throwAwayKey();
    const registry = registryOn(location);
    assert.ok((await registry.readTree()).ok);
    await regExe('delete', pathOf(location), '/f', '/reg:64');
    assert.deepEqual(await registry.readTree(), { ok: false, error: { code: 'KEY_MISSING' } });
  });
});
