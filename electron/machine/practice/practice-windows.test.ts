// The practice machine keeps to the rules of the Windows that it plays.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { parametersFor } from '../../contract/registry/parameters';
import { bytesOf, dword } from '../../contract/registry/stored-value';
import { realDisk } from '../common/disk';
import { practiceWindows } from '../../contract/machine/practice';
import type { Machine } from '../interfaces/machine';
import { openPracticeMachine } from './practice-machine';
import { unmeasuredComputer } from './unmeasured-computer';
import { testFolder } from '../common/test-folder.fixture';

let folder: string;
let machine: Machine;
const open = () => openPracticeMachine(folder, realDisk, unmeasuredComputer);

beforeEach(async () => {
  folder = await testFolder();
  machine = await open();
});

const effective = async () => {
  const ranges = await machine.portRange.read();
  return ranges.ok && ranges.value.ipv4Tcp.known ? ranges.value.ipv4Tcp.range : null;
};
const setMaxUserPort = async (value: number) => {
  const stored = dword(value);
  if (stored.present)
    await machine.registry.writeValue({ name: 'MaxUserPort', type: stored.type, data: bytesOf(stored) });
};

describe.each(['nt4', 'windows2000', 'server2003'] as const)('the practice %s', (which) => {
  beforeEach(async () => {
    await machine.practice?.reset(which);
  });

  it('follows MaxUserPort, only after a restart', async () => {
    expect(await effective()).toEqual({ start: 1025, number: 3976 });
    await setMaxUserPort(65534);
    expect(await effective()).toEqual({ start: 1025, number: 3976 });
    await machine.practice?.restart();
    expect(await effective()).toEqual({ start: 1025, number: 64510 });
  });

  it('has the default of its TIME_WAIT', async () => {
    const system = await machine.system.describe();
    const version = system.ok ? system.value.version : null;
    expect(version && parametersFor(version).TcpTimedWaitDelay.defaultValue).toBe(which === 'server2003' ? 120 : 240);
  });

  it('has no dynamic range to set', async () => {
    expect(await machine.portRange.write('ipv4Tcp', { start: 10000, number: 55535 })).toEqual({
      ok: false,
      error: { code: 'NOT_AVAILABLE_HERE' },
    });
  });
});

describe('the practice Windows 11', () => {
  beforeEach(async () => {
    await machine.practice?.reset('windows11');
  });

  it('applies a range at once, keeps it after a restart, and refuses one beyond the limits of netsh', async () => {
    expect(await effective()).toEqual({ start: 49152, number: 16384 });
    expect(await machine.portRange.write('ipv4Tcp', { start: 1025, number: 64511 })).toEqual({ ok: true, value: null });
    expect(await effective()).toEqual({ start: 1025, number: 64511 });
    await machine.practice?.restart();
    expect(await effective()).toEqual({ start: 1025, number: 64511 });
    expect(await machine.portRange.write('ipv4Tcp', { start: 1024, number: 300 })).toMatchObject({
      ok: false,
      error: { code: 'MACHINE_FAILED' },
    });
  });

  it.each([
    [true, { start: 1024, number: 64511 }],
    [false, { start: 49152, number: 16384 }],
  ])('follows MaxUserPort at a restart only if it honors it: %s', async (isHonoured, range) => {
    await machine.practice?.setMaxUserPortHonoured(isHonoured);
    await setMaxUserPort(65534);
    expect(await effective()).toEqual({ start: 49152, number: 16384 });
    await machine.practice?.restart();
    expect(await effective()).toEqual(range);
    await machine.registry.deleteValue('MaxUserPort');
    await machine.practice?.restart();
    expect(await effective()).toEqual({ start: 49152, number: 16384 });
  });
});

describe('who else needs ports of the practice machine', () => {
  it.each([
    ['nt4', []],
    [
      'windows2000',
      [
        { start: 1433, number: 2 },
        { start: 3343, number: 1 },
      ],
    ],
    [
      'server2003',
      [
        { start: 1433, number: 2 },
        { start: 3343, number: 1 },
      ],
    ],
  ] as const)('excludes what ReservedPorts says on %s, if it has it', async (which, ranges) => {
    await machine.practice?.reset(which);
    expect(await machine.portClaims.excluded()).toMatchObject({ ok: true, value: ranges });
  });

  it('sees a change of ReservedPorts', async () => {
    await machine.registry.deleteValue('ReservedPorts');
    expect(await machine.portClaims.excluded()).toEqual({ ok: true, value: [] });
  });
});

describe('the practice machine', () => {
  it('keeps its Windows version when it is reset, and is what its file says at the next start', async () => {
    for (const which of practiceWindows) {
      await machine.practice?.reset(which);
      await machine.practice?.reset();
      machine = await open();
      expect(await machine.practice?.describe()).toMatchObject({ ok: true, value: { which } });
    }
  });

  it('applies TcpTimedWaitDelay at its restart and not before, even in a file from before it was kept', async () => {
    const inEffect = async () => {
      const described = await machine.practice?.describe();
      return described?.ok === true ? described.value.timeWaitSeconds : null;
    };
    await machine.practice?.reset('nt4');
    expect(await inEffect()).toBe(240);
    await machine.practice?.reset('server2003');
    await machine.registry.writeValue({ name: 'TcpTimedWaitDelay', type: 4, data: Uint8Array.of(30, 0, 0, 0) });
    expect(await inEffect()).toBe(120);
    await machine.practice?.restart();
    expect(await inEffect()).toBe(30);
    await machine.registry.writeValue({ name: 'TcpTimedWaitDelay', type: 4, data: Uint8Array.of(1, 0, 0, 0) });
    await machine.practice?.restart();
    expect(await inEffect()).toBe(120);

    await machine.registry.writeValue({ name: 'TcpTimedWaitDelay', type: 4, data: Uint8Array.of(60, 0, 0, 0) });
    const file = join(folder, 'windows.json');
    const state = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
    await writeFile(file, JSON.stringify({ ...state, timeWaitSeconds: undefined }));
    machine = await open();
    expect(await inEffect()).toBe(60);
  });

  it('reads the file of the first version, which played Windows Server 2003 only', async () => {
    const file = join(folder, 'windows.json');
    const state = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
    const old = {
      ...state,
      format: 1,
      effective: { start: 1025, number: 4976 },
      dynamic: undefined,
      isMaxUserPortHonoured: undefined,
      timeWaitSeconds: undefined,
    };
    await writeFile(file, JSON.stringify(old));
    machine = await open();
    expect(await effective()).toEqual({ start: 1025, number: 4976 });
    expect(await machine.practice?.describe()).toMatchObject({ ok: true, value: { which: 'server2003' } });
  });
});

describe('hand-edited files of the practice machine', () => {
  /** Every way to the machine that reads its files. */
  const ways: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['readTree', () => machine.registry.readTree()],
    ['readValue', () => machine.registry.readValue('MaxUserPort')],
    [
      'writeValue',
      () => machine.registry.writeValue({ name: 'MaxUserPort', type: 4, data: Uint8Array.of(0, 32, 0, 0) }),
    ],
    ['deleteValue', () => machine.registry.deleteValue('MaxUserPort')],
    ['range', () => machine.portRange.read()],
    ['set range', () => machine.portRange.write('ipv4Tcp', { start: 10000, number: 55535 })],
    ['listeners', () => machine.portClaims.listeners()],
    ['excluded', () => machine.portClaims.excluded()],
    ['programs', () => machine.portClaims.programs()],
    ['describe', () => machine.system.describe()],
    ['practice.describe', async () => machine.practice?.describe()],
  ];

  beforeEach(async () => {
    await machine.practice?.reset('windows11');
  });

  it.each(['windows.json', 'faults.json'])('are read with a byte order mark: %s', async (name) => {
    const file = join(folder, name);
    const text = name === 'windows.json' ? await readFile(file, 'utf8') : '[{"kind":"slow","milliseconds":0}]';
    await writeFile(file, `\ufeff${text}`);
    for (const [way, run] of ways) expect([way, await run()]).toMatchObject([way, { ok: true }]);
  });

  it.each(['', '{', '[{"kind":"unheard-of"}]', '\ufeff\ufeff[]'])(
    'fail each call that reads them, with the file name and no exception: %j',
    async (text) => {
      for (const name of ['faults.json', 'windows.json']) {
        await writeFile(join(folder, name), text);
        let failures = 0;
        for (const [, run] of ways) {
          const result = await run();
          if ((result as { ok: boolean }).ok) continue;
          expect(result).toMatchObject({
            ok: false,
            error: {
              code: 'MACHINE_FAILED',
              detail: expect.stringMatching(/^\S*(?:faults|windows)\.json is [^\n]+$/) as string,
            },
          });
          failures += 1;
        }
        expect(failures).toBe(name === 'windows.json' ? ways.length : 5);
        expect(await machine.elevation?.start([], null)).toMatchObject({ kind: 'not-started' });
        expect(await machine.portProbe.run('ipv4Udp', [])).toMatchObject(
          name === 'windows.json' ? { ended: 'failed' } : { ended: 'tries-used' },
        );
      }
    },
  );

  it('are put right by a reset', async () => {
    await writeFile(join(folder, 'windows.json'), '{');
    await writeFile(join(folder, 'faults.json'), '{');
    expect(await machine.practice?.reset('windows11')).toMatchObject({ ok: true });
    for (const [way, run] of ways) expect([way, await run()]).toMatchObject([way, { ok: true }]);
  });

  it('do not hide a line of ReservedPorts that is not understood', async () => {
    await machine.practice?.reset('server2003');
    await machine.registry.writeValue({
      name: 'ReservedPorts',
      type: 7,
      data: Buffer.from('1433-1434\0many\0\0', 'utf16le'),
    });
    expect(await machine.portClaims.excluded()).toMatchObject({ ok: false, error: { detail: 'ReservedPorts: many' } });
  });
});
