import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ProcessApi } from './process-api';
import { windowsProcessInspector } from './process-inspector';
import { readServices } from './services';

interface FakeService {
  readonly name: string;
  readonly displayName: string;
  readonly controls: number;
  readonly processId: number;
}

/** ENUM_SERVICE_STATUS_PROCESSW as a 64-bit or 32-bit Windows lays it out: rows at the beginning, texts at the end. */
function serviceTable(services: readonly FakeService[], base: bigint, pointerSize = 8, size = 4096): Buffer {
  const table = Buffer.alloc(size);
  const rowSize = pointerSize === 8 ? 56 : 44;
  let end = size;
  const put = (text: string): bigint => {
    const bytes = Buffer.from(`${text}\0`, 'utf16le');
    end -= bytes.length;
    bytes.copy(table, end);
    return base + BigInt(end);
  };
  const pointer = (value: bigint, offset: number) =>
    pointerSize === 8 ? table.writeBigUInt64LE(value, offset) : table.writeUInt32LE(Number(value), offset);
  services.forEach(({ name, displayName, controls, processId }, row) => {
    const offset = row * rowSize;
    pointer(put(name), offset);
    pointer(put(displayName), offset + pointerSize);
    table.writeUInt32LE(controls, offset + pointerSize * 2 + 8);
    table.writeUInt32LE(processId, offset + pointerSize * 2 + 28);
  });
  return table;
}

const dnsCache = { name: 'Dnscache', displayName: 'DNS Client', controls: 0x80, processId: 900 };
const winRm = { name: 'WinRM', displayName: 'Windows Remote Management', controls: 0x85, processId: 901 };
const second = { name: 'NlaSvc', displayName: 'Network Location Awareness', controls: 0x1, processId: 900 };

describe('readServices', () => {
  it.each([8, 4])('names all services of a process, with pointers of %i bytes', (pointerSize) => {
    const table = serviceTable([dnsCache, winRm, second], 0x10000n, pointerSize);
    const services = readServices(table, 3, 0x10000n, pointerSize);
    expect(services.get(900)).toEqual([
      { name: 'Dnscache', displayName: 'DNS Client', isStoppable: false },
      { name: 'NlaSvc', displayName: 'Network Location Awareness', isStoppable: true },
    ]);
    expect(services.get(901)).toEqual([{ name: 'WinRM', displayName: 'Windows Remote Management', isStoppable: true }]);
  });

  it('never reads past the table, whatever it holds', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(20), fc.constantFrom(4, 8), (bytes, count, pointerSize) => {
        expect(() => readServices(Buffer.from(bytes), count, 0n, pointerSize)).not.toThrow();
      }),
    );
  });
});

/** Windows with one process, 900; what differs is given. */
function windowsWith(changes: Partial<ProcessApi> = {}) {
  const opened: number[] = [];
  const closed: unknown[] = [];
  const table = serviceTable([dnsCache], 0x10000n);
  const api: ProcessApi = {
    openProcess(id) {
      opened.push(id);
      return id === 900 ? 77 : 0;
    },
    processTimes: (_, times) => {
      // 2026-01-01T00:00:00Z in 100 ns since 1601.
      times.writeBigUInt64LE(134_116_992_000_000_000n);
      return 1;
    },
    imageName: (_, path, length) => {
      length[0] = path.write('C:\\Windows\\System32\\svchost.exe', 'utf16le') / 2;
      return 1;
    },
    handleCount: (_, count) => {
      count[0] = 4321;
      return 1;
    },
    exitCode: (_, code) => {
      code[0] = 259;
      return 1;
    },
    closeHandle: (handle) => closed.push(handle),
    getLastError: () => 87,
    driveType: () => 3,
    versionSize: () => 100,
    versionInfo: () => 1,
    versionText: (_, query) =>
      query.toString('utf16le') === '\\StringFileInfo\\040904b0\\CompanyName\0' ? 'Microsoft Corporation' : null,
    versionTranslation: () => [0x409, 0x4b0],
    openServices: () => 5,
    closeServices: (handle) => closed.push(handle),
    enumServices: (_, to, __, count) => {
      table.copy(to);
      count[0] = 1;
      return Promise.resolve(1);
    },
    addressOf: () => 0x10000n,
    pointerSize: 8,
    ...changes,
  };
  return { opened, closed, inspector: windowsProcessInspector(() => Promise.resolve(api)) };
}

const known = {
  processId: 900,
  startedAt: Date.UTC(2026, 0, 1),
  path: 'C:\\Windows\\System32\\svchost.exe',
  company: 'Microsoft Corporation',
  handles: 4321,
  services: [{ name: 'Dnscache', displayName: 'DNS Client', isStoppable: false }],
};

describe('windowsProcessInspector', () => {
  it('tells start, program, company, handles and services, and closes what it opened', async () => {
    const { inspector, closed } = windowsWith();
    expect(await inspector.inspect([900, 900])).toEqual({ ok: true, value: new Map([[900, known]]) });
    expect(closed).toEqual([5, 77]);
  });

  it('leaves a process out that has ended, also where its number is still in use', async () => {
    expect(await windowsWith().inspector.inspect([901])).toEqual({ ok: true, value: new Map() });
    const ended = windowsWith({
      exitCode: (_, code) => {
        code[0] = 0;
        return 1;
      },
    });
    expect(await ended.inspector.inspect([900])).toEqual({ ok: true, value: new Map() });
  });

  it('does not know what Windows refuses to tell', async () => {
    const { inspector } = windowsWith({ openProcess: () => 0, getLastError: () => 5 });
    expect(await inspector.inspect([900])).toEqual({
      ok: true,
      value: new Map([[900, { ...known, startedAt: null, path: null, company: null, handles: null }]]),
    });
    const silent = windowsWith({
      processTimes: () => 0,
      imageName: () => 0,
      handleCount: () => 0,
      openServices: () => 0,
    });
    expect(await silent.inspector.inspect([900])).toEqual({
      ok: true,
      value: new Map([
        [900, { processId: 900, startedAt: null, path: null, company: null, handles: null, services: null }],
      ]),
    });
  });

  it.each<[string, Partial<ProcessApi>]>([
    ['no version block', { versionSize: () => 0 }],
    ['one that cannot be read', { versionInfo: () => 0 }],
    ['no language', { versionTranslation: () => [] }],
    ['no company', { versionText: () => null }],
  ])('does not know whose program it is that has %s', async (_, changes) => {
    const read = await windowsWith(changes).inspector.inspect([900]);
    expect(read.ok && read.value.get(900)).toEqual({ ...known, company: null });
  });

  it.each([
    ['a server', '\\\\server\\share\\a.exe', 3],
    ['a server, named as a device', '\\\\?\\UNC\\server\\share\\a.exe', 3],
    ['a device', '\\Device\\Mup\\server\\share\\a.exe', 3],
    ['a server, with slashes', '//server/share/a.exe', 3],
    ['no folder', 'Registry', 3],
    ['a network drive', 'Z:\\a.exe', 4],
    ['a drive that Windows does not know', 'Z:\\a.exe', 0],
    ['a drive that is not there', 'Z:\\a.exe', 1],
  ])('never opens a file on %s', async (_, path, drive) => {
    const asked: string[] = [];
    const { inspector } = windowsWith({
      imageName: (__, to, length) => {
        length[0] = to.write(path, 'utf16le') / 2;
        return 1;
      },
      driveType: (root) => {
        asked.push(root.toString('utf16le'));
        return drive;
      },
      versionSize: () => {
        throw new Error('opened');
      },
    });
    const read = await inspector.inspect([900]);
    expect(read.ok && read.value.get(900)).toEqual({ ...known, path, company: null });
    // Not even its root is asked for where that is on no drive.
    expect(asked).toEqual(path.startsWith('Z:') ? ['Z:\\\0'] : []);
  });

  it.each([
    ['Contoso\r\nPublisher: Microsoft\u202e\u0000', 'Contoso Publisher: Microsoft'],
    [`${'x'.repeat(255)}\u{1f600} and more`, 'x'.repeat(255)],
    ['y'.repeat(100_000), 'y'.repeat(256)],
    ['\u001b\n', null],
  ])('keeps one short line of the name that a file gives its company (%#)', async (given, company) => {
    const read = await windowsWith({ versionText: () => given }).inspector.inspect([900]);
    expect(read.ok && read.value.get(900)).toEqual({ ...known, company });
  });

  it('asks for the services again with more room', async () => {
    const sizes: number[] = [];
    const { inspector } = windowsWith({
      getLastError: () => 234,
      enumServices: (_, table, needed) => {
        sizes.push(table.length);
        needed[0] = 1;
        return Promise.resolve(0);
      },
    });
    expect(await inspector.inspect([900])).toMatchObject({
      ok: true,
      value: new Map([[900, { ...known, services: null }]]),
    });
    expect(sizes).toEqual([65_536, 131_072, 262_144]);
  });

  it('does not believe that a running process has no handle', async () => {
    const read = await windowsWith({ handleCount: () => 1 }).inspector.inspect([900]);
    expect(read.ok && read.value.get(900)).toEqual({ ...known, handles: null });
  });

  it('fails with a reason off Windows', async () => {
    expect(await windowsProcessInspector().inspect([1])).toMatchObject({
      ok: false,
      error: { code: 'MACHINE_FAILED' },
    });
  });
});
