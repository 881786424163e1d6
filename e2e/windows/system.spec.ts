// What the machine reports about itself, and the Windows programs that are started by absolute path.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir, uptime, userInfo } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { windowsProcesses } from '../../electron/machine/windows/system/boot-identity';
import { windowsEventLog } from '../../electron/machine/windows/event-log/event-log';
import { netshPortRange } from '../../electron/machine/windows/netsh/netsh';
import { windowsProcessNames } from '../../electron/machine/windows/sockets/process-names';
import { exportKey, exportsOf, regExeState } from '../../electron/machine/windows/registry/reg-exe';
import { systemProgram, windowsProgram } from '../../electron/machine/windows/win32/system-folder';
import { windowsSystem } from '../../electron/machine/windows/system/system';
import type { RunProgram } from '../../electron/machine/windows/win32/run-program';
import {
  inFolder,
  isWine,
  pathOf,
  regExe,
  registryOn,
  throwAwayKey,
  withThrowAwayKey,
  tryRegExe,
} from './fixtures/throw-away-key';
import { querySystemInformation } from './fixtures/ntdll';

const versionKey = 'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion';

describe('the system', () => {
  it('reports product and build as the registry has them', async () => {
    const system = await windowsSystem().describe();
    assert.ok(system.ok, JSON.stringify(system));
    const { product, version } = system.value;
    const told = await regExe('query', versionKey, '/v', 'CurrentBuildNumber', '/reg:64');
    assert.match(told, new RegExp(`CurrentBuildNumber\\s+REG_SZ\\s+${version.build}\\b`));
    assert.match(product, /Windows/);
    assert.ok(version.major >= 6);
  });

  it('reports the computer, the user and the start time', async () => {
    const system = await windowsSystem().describe();
    assert.ok(system.ok);
    const { computerName, userName, sessionUser, bootedAt, isElevated } = system.value;
    // GetComputerName gives the NetBIOS name: upper case, at most 15 characters.
    assert.equal(computerName.toUpperCase(), hostname().slice(0, 15).toUpperCase());
    // DOMAIN\user; USERDOMAIN is what the logon has put into the environment.
    assert.equal(userName.toLowerCase(), `${process.env.USERDOMAIN ?? ''}\\${userInfo().username}`.toLowerCase());
    assert.ok(sessionUser === null || /^[^\\]+\\[^\\]+$/.test(sessionUser), sessionUser ?? '');
    if (await isWine()) assert.equal(sessionUser, userName);
    assert.ok(Math.abs(Date.now() - uptime() * 1000 - Date.parse(bootedAt)) < 10_000, bootedAt);
    assert.equal(typeof isElevated, 'boolean');
  });

  it('counts the time since the last restart as the system below Wine does', async (context) => {
    const system = await windowsSystem().describe();
    assert.ok(system.ok);
    if (!(await isWine())) {
      context.skip('Windows has no second witness of it');
      return;
    }
    const [seconds = ''] = (await readFile('Z:\\proc\\uptime', 'latin1')).split(' ');
    const bootedAt = Date.parse(system.value.bootedAt);
    assert.ok(Math.abs(Date.now() - Number(seconds) * 1000 - bootedAt) < 10_000, `${seconds} ${system.value.bootedAt}`);
  });

  it('identifies this start the same way each time, and only from sources that exist', async () => {
    const system = await windowsSystem().describe();
    assert.ok(system.ok);
    const { boot } = system.value;
    // Wine counts no starts (0 in the shared page), and its processes have no session manager.
    if (await isWine()) assert.deepEqual(boot, []);
    else
      assert.deepEqual(
        boot.map(({ source }) => source),
        ['kernel-boot-id', 'smss-created'],
      );
    const again = await windowsSystem().describe();
    assert.ok(again.ok);
    assert.deepEqual(again.value.boot, boot);
  });

  it('reads processes with parent and time from the same table as the session manager', async () => {
    const rows = await windowsProcesses({ querySystemInformation: await querySystemInformation() });
    const own = rows.find(({ id }) => id === process.pid);
    assert.equal(own?.name.toLowerCase(), 'node.exe');
    assert.equal(own.parent, process.ppid);
    // 100 ns since 1601, as milliseconds since 1970.
    const started = Number(own.created / 10_000n) - 11_644_473_600_000;
    assert.ok(Math.abs(started - (Date.now() - process.uptime() * 1000)) < 10_000, String(started));
    const names = await windowsProcessNames().read();
    assert.ok(names.ok);
    for (const { id, name } of rows.filter((row) => row.id !== 0 && names.value.has(row.id)))
      assert.equal(names.value.get(id), name);
  });

  it('gets the program folders from Windows, not from the environment', async () => {
    const { SystemRoot, windir } = process.env;
    process.env.SystemRoot = process.env.windir = 'C:\\attacker';
    try {
      assert.match(await systemProgram('reg.exe'), /^[A-Z]:\\windows\\system32\\reg\.exe$/i);
      assert.match(await windowsProgram('regedit.exe'), /^[A-Z]:\\windows\\regedit\.exe$/i);
    } finally {
      Object.assign(process.env, { SystemRoot, windir });
    }
  });

  it('asks shutdown.exe for a restart with a delay and a message, and cancels it', async () => {
    const calls: (readonly string[])[] = [];
    const answer =
      (exitCode: number): RunProgram =>
      (file, args) => {
        calls.push([file.slice(file.lastIndexOf('\\') + 1), ...args]);
        return Promise.resolve({ exitCode, stdout: Buffer.alloc(0), stderr: Buffer.alloc(0) });
      };
    const done = { ok: true, value: null };
    assert.deepEqual(await windowsSystem(answer(0)).requestRestart(120, 'Neustart für "MaxUserPort"'), done);
    assert.deepEqual(await windowsSystem(answer(0)).cancelRestart(), done);
    assert.deepEqual(calls, [
      ['shutdown.exe', '/r', '/t', '120', '/c', 'Neustart für "MaxUserPort"', '/d', 'p:2:4'],
      ['shutdown.exe', '/a'],
    ]);
    assert.deepEqual(await windowsSystem(answer(1116)).cancelRestart(), done, 'none is pending');
    assert.deepEqual(await windowsSystem(answer(5)).requestRestart(120, ''), {
      ok: false,
      error: { code: 'ACCESS_DENIED', action: 'system.restart', windowsCode: 5 },
    });
    for (const delay of [9, 3601, 60.5, Number.NaN])
      assert.ok(!(await windowsSystem(answer(0)).requestRestart(delay, '')).ok);
    assert.equal(calls.length, 4);
  });

  for (const tool of ['registry-editor', 'task-manager'] as const)
    it(`starts a tool by its absolute path: ${tool}`, async (context) => {
      if (await isWine()) assert.deepEqual(await windowsSystem().openTool(tool), { ok: true, value: null });
      else context.skip('would open a window, or ask for elevation, on a real Windows');
    });

  it('has words of its own for an error, in its language, and none for a number that is no error', async () => {
    const errorText = (code: number) => windowsSystem().errorText(code);
    const denied = await errorText(5);
    assert.ok(denied !== null && denied.length > 5 && !/[\r\n]/.test(denied), String(denied));
    assert.equal(await errorText(0x2fff_ffff), null);
    // Wine's own tables may lack the errors of sockets; a real Windows has words for each.
    for (const code of [10055, 10048, 10013]) {
      const text = await errorText(code);
      assert.ok((text === null && (await isWine())) || (text !== null && text.length > 10), `${code}: ${String(text)}`);
    }
  });

  it('names the running processes, including this one', async () => {
    const names = await windowsProcessNames().read();
    assert.ok(names.ok, JSON.stringify(names));
    assert.equal(names.value.get(process.pid)?.toLowerCase(), 'node.exe');
    assert.ok(!names.value.has(0));
  });

  it('reads the four dynamic port ranges, or reports them unknown', async () => {
    const ranges = await netshPortRange().read();
    assert.ok(ranges.ok, JSON.stringify(ranges));
    const { ipv4Tcp, ipv4Udp, ipv6Tcp, ipv6Udp } = ranges.value;
    for (const reading of [ipv4Tcp, ipv4Udp, ipv6Tcp, ipv6Udp]) {
      // Wine's netsh knows no dynamic ports and prints nothing: that must not become a number.
      if (await isWine()) assert.deepEqual(reading, { known: false, raw: '' });
      else assert.ok(reading.known, JSON.stringify(reading));
    }
  });
});

describe('the System log', () => {
  it('is searched for Tcpip events, or reported unknown', async () => {
    const log = await windowsEventLog().read(7);
    // Wine's wevtutil is a stub that prints nothing: that must not become "no events".
    if (await isWine()) {
      assert.ok(!log.ok, JSON.stringify(log));
      assert.equal(log.error.code, 'MACHINE_FAILED');
      return;
    }
    assert.ok(log.ok, JSON.stringify(log));
    assert.ok(log.value.since <= Date.now());
    for (const { id, at } of log.value.events) assert.ok([4227, 4231, 4266].includes(id) && at <= Date.now());
  });
});

/** Whether this process has administrator rights; the test is skipped where it has none. */
async function hasRights(context: TestContext): Promise<boolean> {
  const system = await windowsSystem().describe();
  const isElevated = system.ok && system.value.isElevated;
  if (!isElevated) context.skip('without administrator rights');
  return isElevated;
}

describe('reg.exe', () => {
  it('exports the key as UTF-16LE with a byte order mark, and leaves no file behind', async () => {
    await withThrowAwayKey(async (location) => {
      await regExe('add', pathOf(location), '/v', 'MaxUserPort', '/t', 'REG_DWORD', '/d', '65534', '/f', '/reg:64');
      const exported = await registryOn(location).exportFile();
      assert.ok(exported.ok && exported.value, JSON.stringify(exported));
      assert.deepEqual([...exported.value.slice(0, 2)], [0xff, 0xfe]);
      const text = Buffer.from(exported.value).toString('utf16le');
      assert.ok(text.includes(`[${pathOf(location)}]\r\n`) && text.includes('"MaxUserPort"=dword:0000fffe\r\n'), text);
    });
  });

  it('gives no file for a missing key', async () => {
    assert.equal(
      await exportKey({ root: 'HKEY_CURRENT_USER', path: 'Software\\Ephemeral Port Wizard Test\\missing' }, tmpdir()),
      null,
    );
  });

  it('exports with administrator rights into the machine folder alone, and nothing where that is missing', async (context) => {
    await withThrowAwayKey(async (location) => {
      if (!(await hasRights(context))) return;
      await inFolder(async (folder) => {
        const missing = join(folder, 'machine');
        const before = await readdir(tmpdir());
        assert.equal(await exportsOf(missing)(location), null);
        assert.equal(existsSync(missing), false);
        assert.ok(await exportsOf(folder)(location));
        assert.deepEqual(await readdir(folder), []);
        assert.deepEqual(await readdir(tmpdir()), before);
      });
    });
  });

  it('removes what a killed export with administrator rights left behind', async (context) => {
    await withThrowAwayKey(async (location) => {
      if (!(await hasRights(context))) return;
      await inFolder(async (folder) => {
        for (const name of ['export-killed', 'export-going-on', 'backups']) {
          await mkdir(join(folder, name));
          await writeFile(join(folder, name, 'export.reg'), 'half of it');
        }
        const longAgo = new Date(Date.now() - 3_600_000);
        for (const name of ['export-killed', 'backups']) await utimes(join(folder, name), longAgo, longAgo);
        assert.ok(await exportsOf(folder)(location));
        assert.deepEqual((await readdir(folder)).sort(), ['backups', 'export-going-on']);
      });
    });
  });

  it('is usable here', async () => {
    assert.equal(await regExeState(), 'usable');
  });

  // The policy is the user's own, so only Wine's throw-away user gets it.
  it('is left alone where the policy forbids it, while the registry API keeps working', async (context) => {
    if (!(await isWine())) {
      context.skip('would block the tools of the person at this Windows');
      return;
    }
    const policy = 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Policies\\System';
    const { location, remove } = await throwAwayKey();
    await regExe('add', policy, '/v', 'DisableRegistryTools', '/t', 'REG_DWORD', '/d', '1', '/f');
    try {
      assert.equal(await regExeState(), 'blocked-by-policy');
      const system = await windowsSystem().describe();
      assert.ok(system.ok && system.value.regExe === 'blocked-by-policy');
      const registry = registryOn(location);
      assert.deepEqual(await registry.exportFile(), { ok: true, value: null });
      assert.deepEqual(
        await registry.writeValue({ name: 'MaxUserPort', type: 4, data: Buffer.from('feff0000', 'hex') }),
        { ok: true, value: null },
      );
      assert.ok((await registry.readTree()).ok);
    } finally {
      await tryRegExe('delete', policy, '/v', 'DisableRegistryTools', '/f');
      await remove();
    }
  });
});
