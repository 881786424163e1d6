// The collector on a PowerShell: what it makes is what docs/evidence.md says, on an ordinary computer and on any other.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Open } from 'unzipper';
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { sign, signerOf } from '../../build/package/signing.mjs';
import type { Diagnosis } from '../../electron/contract/diagnosis/verdict';
import { evidenceJsonSchema, evidenceManifestSchema } from '../../electron/contract/evidence/evidence.schema';
import { fileOf, gathered } from '../../electron/evidence/gathered.fixture';
import { openEvidenceFile } from '../../electron/evidence/opened';
import { partsOf } from '../../electron/evidence/zip';
import { excludedRangesOutputs } from '../../electron/machine/windows/netsh/excluded-ranges-outputs.fixture';
import { netshOutputs } from '../../electron/machine/windows/netsh/netsh-outputs.fixture';
import { collectorBytes } from '../../electron/script-export/collector/collector';
import { isScriptFile, isSigned } from '../../electron/script-export/collector/script-file';
import { certificate } from '../package/test-certificate.mjs';
import { collectedComputer, programVersion } from './fixtures/collected';
import { printed, type Computer } from './fixtures/computer';
import { stored } from './fixtures/changes';
import { ask, shell, shellArgs, type ScriptRun } from './fixtures/powershell';

/** Parts that are tables, and their columns. */
const evidenceTables = {
  'tcp.csv': 'local_address,local_port,remote_address,remote_port,state,process_id,process',
  'udp.csv': 'local_address,local_port,process_id,process',
  'bound.csv': 'local_address,local_port,process_id,process',
  'processes.csv': 'process_id,process,started_at,path,company,handles,services,tcp_sockets,udp_sockets',
};

interface Collected {
  readonly manifest: z.infer<typeof evidenceManifestSchema>;
  readonly evidence: z.infer<typeof evidenceJsonSchema>;
  /** As the program judges it. */
  readonly diagnosis: Diagnosis;
  readonly text: (part: string) => string;
}

/** What lies in the file that a run has named. */
async function open(run: ScriptRun): Promise<Collected> {
  expect(run).toMatchObject({ code: 0, failure: '' });
  const file = run.output.at(-1) ?? '';
  const opened = await openEvidenceFile(file);
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  const parts = new Map<string, Buffer>();
  for (const entry of (await Open.file(file)).files) parts.set(entry.path, await entry.buffer());
  const json = (name: string): unknown => JSON.parse(String(parts.get(name)));
  const manifest = evidenceManifestSchema.parse(json('manifest.json'));
  expect([...parts.keys()].filter((name) => name !== 'manifest.json').sort()).toEqual(
    manifest.files.map(({ name }) => name).sort(),
  );
  for (const { name, sizeInBytes, sha256 } of manifest.files) {
    const bytes = parts.get(name) ?? Buffer.alloc(0);
    expect([bytes.length, createHash('sha256').update(bytes).digest('hex')], name).toEqual([sizeInBytes, sha256]);
  }
  return {
    manifest,
    evidence: evidenceJsonSchema.parse(json('evidence.json')),
    diagnosis: opened.value.diagnosis,
    text: (part) => String(parts.get(part) ?? `${part} is missing`),
  };
}

const collect = async (computer: Computer, options?: Parameters<Computer['run']>[2]) =>
  open(await computer.run('collect-evidence.ps1', { Folder: computer.folder }, options));

describe('collect-evidence.ps1', () => {
  it('gathers everything of a computer, and writes nothing but the file', async () => {
    const computer = await collectedComputer({ values: { maxuserport: stored(65534) } });
    const { manifest, evidence, text } = await collect(computer);
    expect(manifest).toMatchObject({
      writtenBy: 'collector',
      programVersion,
      computer: { name: 'PC-1', product: 'Windows 11 Pro 24H2' },
      areNamesReplaced: false,
      versions: { Windows: '10.0.26100.4061' },
    });
    expect(manifest.missing.map(({ name }) => name)).toEqual([
      'verdict.json',
      'history.json',
      'ticket.txt',
      'chart.png',
    ]);
    const range = { known: true, value: { start: 49152, number: 16384 } };
    const excluded = {
      known: true,
      value: [
        { start: 5357, number: 1 },
        { start: 49723, number: 100 },
      ],
    };
    expect(evidence).toMatchObject({
      windows: {
        known: true,
        value: { product: 'Windows 11 Pro 24H2', version: { major: 10, minor: 0, build: 26100 } },
      },
      ranges: { ipv4Tcp: range, ipv4Udp: range, ipv6Tcp: range, ipv6Udp: range },
      maxUserPort: { known: true, value: { present: true, type: 4, hex: 'feff0000' } },
      timedWaitDelay: { known: true, value: { present: false } },
      excluded,
      excludedElsewhere: { ipv4Udp: excluded, ipv6Tcp: excluded, ipv6Udp: excluded },
      events: {
        known: true,
        value: {
          counts: [
            { id: 4227, count: 2, lastAt: Date.UTC(2026, 10, 26, 3, 12, 5, 500) },
            { id: 4231, count: 1 },
          ],
        },
      },
    });
    expect(evidence.claims).toEqual({
      known: true,
      value: {
        listeners: [
          { port: 135, processId: 900, name: 'svchost.exe' },
          { port: 49664, processId: 4242, name: null },
        ],
        programs: ['OrderService.exe', 'svchost.exe', 'System'],
      },
    });
    expect(text('tcp.csv').split('\r\n')).toEqual([
      'local_address,local_port,remote_address,remote_port,state,process_id,process',
      '0.0.0.0,135,0.0.0.0,0,LISTEN,900,svchost.exe',
      '::,49664,::,0,LISTEN,4242,',
      '10.0.0.5,50000,10.0.0.9,1433,ESTABLISHED,4312,OrderService.exe',
      'fe80::1%12,50001,fe80::2%12,443,TIME_WAIT,0,',
      '',
    ]);
    expect(text('udp.csv')).toContain('0.0.0.0,53,900,svchost.exe\r\n');
    expect(text('bound.csv')).toContain('0.0.0.0,50002,4312,OrderService.exe\r\n');
    expect(text('processes.csv')).toContain('4312,OrderService.exe,2026-11-26T08:00:00.0000000Z,');
    expect(text('processes.csv')).toContain('900,svchost.exe,2026-11-20T01:02:03.0000000Z,,,812,Dnscache RpcSs,1,1');
    expect(text('raw/netsh-dynamicport-ipv4-tcp.txt')).toContain('Start Port      : 49152\r\n');
    expect(text('raw/wevtutil.xml')).toContain('<EventID>4231</EventID>');
    const state = await computer.state();
    expect(state.log.filter((call) => /^(?:write|delete|netsh set|open for writing)/.test(call))).toEqual([]);
    expect(
      (await readdir(computer.folder)).filter((name) => !/^(?:Windows|scripts|computer\.json)$/.test(name)),
    ).toHaveLength(1);
  });

  it('names the largest holders with start, services and whether they can be stopped', async () => {
    const { evidence } = await collect(await collectedComputer());
    expect(evidence.owners?.known && evidence.owners.value.find(({ processId }) => processId === 900)).toEqual({
      processId: 900,
      startedAt: Date.UTC(2026, 10, 20, 1, 2, 3),
      path: null,
      company: null,
      handles: 812,
      services: [
        { name: 'Dnscache', displayName: 'DNS-Client', isStoppable: false },
        { name: 'RpcSs', displayName: 'Remoteprozeduraufruf (RPC)', isStoppable: false },
      ],
      isRunning: true,
      firstSeenAt: null,
    });
    expect(evidence.owners?.known && evidence.owners.value.map(({ services }) => services?.length)).toEqual([2, 0]);
  });

  it.each([
    ['Get-NetTCPConnection', 'missing', 'not-available', ['tcp.csv', 'bound.csv']],
    ['Get-NetUDPEndpoint', 'refuse', 'denied', ['udp.csv']],
    ['Win32_Process', 'refuse', 'denied', ['processes.csv']],
    ['wevtutil', 'refuse', 'failed', ['raw/wevtutil.xml']],
    [
      'reg export HKLM\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters /y /reg:64',
      'refuse',
      'failed',
      ['raw/parameters.reg'],
    ],
  ] as const)('says that a part is missing, and why, where %s gives: %s', async (call, outcome, reason, parts) => {
    const { manifest, evidence } = await collect(await collectedComputer({ outcomes: { [call]: [outcome] } }));
    for (const part of parts) {
      expect(manifest.files.map(({ name }) => name)).not.toContain(part);
      expect(manifest.missing.find(({ name }) => name === part)?.reason).toBe(
        part === 'bound.csv' ? 'not-available' : reason,
      );
    }
    if (call === 'Win32_Process')
      expect([evidence.owners, evidence.claims]).toMatchObject([
        { known: false, reason },
        { known: false, reason },
      ]);
    if (call === 'Get-NetTCPConnection') expect(evidence.claims).toMatchObject({ known: false, reason });
  });

  it.each([
    ['the System log may not be read', 'Get-WinEvent', 'refuse', 'events', 'denied'],
    ['the key may not be read', 'open', 'refuse', 'maxUserPort', 'denied'],
    ['the key is missing', 'open', 'missing', 'maxUserPort', 'failed'],
    ['the version is not told', 'version', 'refuse', 'windows', 'denied'],
    ['netsh fails', 'netsh excluded ipv4 tcp', 'refuse', 'excluded', 'failed'],
    ['netsh prints no table', 'netsh excluded ipv4 tcp', 'text Access is denied.', 'excluded', 'not-understood'],
    [
      'netsh prints half a row',
      'netsh excluded ipv4 tcp',
      'text ---   ---\n  5357   5357\n 49723',
      'excluded',
      'not-understood',
    ],
    [
      'a row follows the table',
      'netsh excluded ipv4 tcp',
      'text ---   ---\n  5357   5357\n\n 49723   49822',
      'excluded',
      'not-understood',
    ],
    [
      'an end stands before its start',
      'netsh excluded ipv4 tcp',
      'text ---   ---\n  5358   5357\n',
      'excluded',
      'not-understood',
    ],
  ] as const)('reads as unknown what it cannot know: %s', async (_, call, outcome, field, reason) => {
    const { evidence } = await collect(await collectedComputer({ outcomes: { [call]: [outcome] } }));
    expect(evidence[field]).toMatchObject({ known: false, reason });
  });

  it('makes a file that knows nothing where nothing can be read', async () => {
    const netsh = ['ipv4 tcp', 'ipv4 udp', 'ipv6 tcp', 'ipv6 udp'];
    const calls = [
      ...['Get-NetTCPConnection', 'Get-NetUDPEndpoint', 'Win32_Process', 'Get-WinEvent', 'version', 'wevtutil'],
      ...netsh.flatMap((which) => [`netsh show ${which}`, `netsh excluded ${which}`]),
      'reg export HKLM\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters /y /reg:64',
    ];
    const refused = Object.fromEntries(calls.map((call) => [call, ['refuse']]));
    const { manifest, evidence } = await collect(
      await collectedComputer({ outcomes: { ...refused, open: ['refuse', 'refuse'] } }),
    );
    const { takenAt, ranges, excludedElsewhere, ...others } = evidence;
    const fields: readonly unknown[] = [ranges ?? {}, excludedElsewhere ?? {}, others].flatMap((some) =>
      Object.values<unknown>(some),
    );
    const readings = fields.map((reading) => z.object({ known: z.boolean() }).parse(reading).known);
    expect(readings.filter(Boolean)).toEqual([]);
    expect(readings).toHaveLength(14);
    expect(takenAt).toBeGreaterThan(0);
    expect(manifest.computer.product).toBeNull();
    // What netsh printed when it refused is kept.
    expect(manifest.files.map(({ name }) => name).filter((name) => !name.startsWith('raw/netsh'))).toEqual([
      'evidence.json',
    ]);
  });

  it('does not tell an empty table from one that Windows does not tell: bound sockets are left out then', async () => {
    const { manifest, text } = await collect(await collectedComputer({}, { tcp: [], udp: [] }));
    expect(text('tcp.csv')).toBe('local_address,local_port,remote_address,remote_port,state,process_id,process\r\n');
    expect(text('udp.csv')).toBe('local_address,local_port,process_id,process\r\n');
    expect(manifest.missing.find(({ name }) => name === 'bound.csv')).toMatchObject({ reason: 'not-available' });
  });

  it('takes a state of a socket that it does not know for not understood', async () => {
    const { manifest } = await collect(await collectedComputer({}, { tcp: [['::', 1, '::', 0, 'Vanished', 4]] }));
    expect(manifest.missing.find(({ name }) => name === 'tcp.csv')).toMatchObject({ reason: 'not-understood' });
  });

  it('says how far back an event was searched that was noted again and again', async () => {
    const events = Array.from({ length: 250 }, (_, index) => ({
      id: 4231,
      at: new Date(Date.UTC(2026, 10, 26) - index * 60_000).toISOString(),
    }));
    const { evidence } = await collect(await collectedComputer({}, { events }));
    expect(evidence.events?.known && evidence.events.value.counts).toEqual([
      { id: 4231, count: 200, lastAt: Date.UTC(2026, 10, 26), coveredSince: Date.UTC(2026, 10, 26) - 199 * 60_000 },
    ]);
  });

  it.each([
    ['String', '65534', 1, Buffer.from('65534\0', 'utf16le')],
    ['ExpandString', '%x%', 2, Buffer.from('%x%\0', 'utf16le')],
    ['MultiString', ['a', 'b'], 7, Buffer.from('a\0b\0\0', 'utf16le')],
    ['Binary', [1, 255], 3, Buffer.from([1, 255])],
    ['QWord', 5, 11, Buffer.from('0500000000000000', 'hex')],
    ['None', [], 0, Buffer.alloc(0)],
  ])('tells a value stored as %s by its type and bytes', async (kind, data, type, bytes) => {
    const { evidence } = await collect(await collectedComputer({ values: { MaxUserPort: { kind, data } } }));
    expect(evidence.maxUserPort).toEqual({ known: true, value: { present: true, type, hex: bytes.toString('hex') } });
  });

  it('keeps strange names of programs in one cell, and runs none of them as a formula', async () => {
    const names = ['=cmd|"/c calc"!A1.exe', '-x,y.exe', '名前 ü.exe', 'two\r\nlines.exe', '\u202eexe.txt'];
    const processes = names.map((name, index) => ({ id: 100 + index, name, created: null, path: null, handles: 1 }));
    const udp = processes.map(({ id }) => ['0.0.0.0', 5000 + id, id] as const);
    const { text, evidence } = await collect(await collectedComputer({}, { processes, udp, tcp: [], services: [] }));
    expect(
      text('udp.csv')
        .split('\r\n')
        .slice(1, -1)
        .map((line) => line.split(',').slice(3).join(',')),
    ).toEqual([`"'=cmd|""/c calc""!A1.exe"`, `"'-x,y.exe"`, '名前 ü.exe', 'two lines.exe', ' exe.txt']);
    expect(evidence.claims?.known && evidence.claims.value.programs.sort()).toEqual([...names].sort());
  });

  it('refuses a folder that is not there, and replaces no file', async () => {
    const computer = await collectedComputer();
    const missing = join(computer.folder, 'missing');
    expect(await computer.run('collect-evidence.ps1', { Folder: missing })).toEqual({
      code: 1,
      output: [`Failed, no file was written: The folder ${missing} does not exist.`],
      failure: '',
    });
  });

  it('writes where the person is, when no folder is named', async () => {
    const computer = await collectedComputer();
    await open(await computer.run('collect-evidence.ps1', {}, { location: computer.folder }));
    expect((await readdir(computer.folder)).filter((name) => name.endsWith('.zip'))).toHaveLength(1);
  });

  it('is handed out in ASCII with a byte order mark, and says how to run it', async () => {
    const computer = await collectedComputer();
    const script = await readFile(join(computer.scripts, 'collect-evidence.ps1'), 'utf8');
    expect(script).toMatch(/^\ufeff#Requires -Version 5\.1\r\n[\r\n\x20-\x7e]*$/);
    const readme = await readFile(join(computer.scripts, 'README.txt'), 'utf8');
    for (const way of ['Invoke-Command -Session', 'Intune', 'RMM', 'AppLocker']) expect(readme).toContain(way);
  });
});

describe('what the program makes of the file', () => {
  it('is exhausted, with its culprit, where one process holds nearly every port', async () => {
    const range = { start: 49_152, number: 255 };
    const ranges = { 'ipv4 tcp': range, 'ipv4 udp': range, 'ipv6 tcp': range, 'ipv6 udp': range };
    const tcp = Array.from(
      { length: 252 },
      (_, index) => ['10.0.0.5', 49_152 + index, '10.0.0.9', 1433, 'CloseWait', 4312] as const,
    );
    const { diagnosis } = await collect(await collectedComputer({ ranges }, { tcp, excluded: [[5357, 5357]] }));
    expect(diagnosis.verdict).toMatchObject({
      severity: 'critical',
      culprit: { name: 'OrderService.exe', processId: 4312, ports: 252 },
    });
    expect(diagnosis.evidence.usage).toMatchObject({ known: true, value: { ports: 252, usable: 255, bound: null } });
  });

  it('is calm where hardly any port is in use', async () => {
    const { diagnosis } = await collect(await collectedComputer({}, { events: [] }));
    // Whether they become fewer is not known from one look.
    expect(diagnosis.verdict.conclusion).toBe('enough-now');
    expect(diagnosis.evidence.usage).toMatchObject({ known: true, value: { bound: 1 } });
  });

  it('is unknown where the sockets could not be read', async () => {
    const outcomes = { 'Get-NetTCPConnection': ['missing'] };
    const { diagnosis } = await collect(await collectedComputer({ outcomes }, { events: [] }));
    expect(diagnosis.evidence.usage).toMatchObject({ known: false });
    expect(diagnosis.verdict.conclusion).toBe('not-known');
  });
});

describe.each<[string, () => Promise<Uint8Array>]>([
  ['the program', () => fileOf(gathered())],
  [
    'the collector',
    async () => readFile((await (await collectedComputer()).run('collect-evidence.ps1')).output.at(-1) ?? ''),
  ],
])('a file of %s', (_, make) => {
  it('is as the schema says', async () => {
    const parts = await partsOf(await make());
    if (!parts.ok) throw new Error(JSON.stringify(parts.error));
    const json = (name: string): unknown => JSON.parse(String(Buffer.from(parts.value.get(name) ?? [])));
    const manifest = evidenceManifestSchema.parse(json('manifest.json'));
    evidenceJsonSchema.parse(json('evidence.json'));
    expect(manifest.files.map(({ name }) => name)).toEqual(
      [...parts.value.keys()].filter((name) => name !== 'manifest.json'),
    );
    // Columns of the tables, as docs/evidence.md has them.
    const columns = Object.fromEntries(
      Object.entries(evidenceTables).map(([name]) => [
        name,
        String(Buffer.from(parts.value.get(name) ?? []))
          .replace('\ufeff', '')
          .split('\r\n')[0],
      ]),
    );
    expect(columns).toEqual(evidenceTables);
  });
});

describe('the collector and its folder', () => {
  const logs = ['ProgramData', 'Microsoft', 'IntuneManagementExtension', 'Logs'];

  it.each([
    ['among the logs of Intune, as SYSTEM', { isSystem: true }, {}, logs],
    ['where the person is, as anybody else', { isSystem: false }, {}, []],
    ['in the named folder, as SYSTEM too', { isSystem: true }, { Folder: 'scripts' }, ['scripts']],
  ] as const)('writes %s', async (_, state, parameters, place) => {
    const computer = await collectedComputer(state);
    await mkdir(join(computer.folder, ...logs), { recursive: true });
    const run = await computer.run('collect-evidence.ps1', parameters, { location: computer.folder });
    await open(run);
    expect(dirname(run.output.at(-1) ?? '')).toBe(join(computer.folder, ...place));
  });

  it('writes where the person is, as SYSTEM of a computer without Intune', async () => {
    const computer = await collectedComputer({ isSystem: true });
    const run = await computer.run('collect-evidence.ps1', {}, { location: computer.folder });
    await open(run);
    expect(dirname(run.output.at(-1) ?? '')).toBe(computer.folder);
  });
});

describe('the collector with a signature', () => {
  beforeEach(({ skip }) => skip(process.platform !== 'linux', 'osslsigncode signs on Linux alone'));

  it('runs as without one, and has only what Windows PowerShell 5.1 knows', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'ps-'));
    const [plain, signed] = [join(folder, 'plain.ps1'), join(folder, 'collect-evidence.ps1')];
    for (const file of [plain, signed]) await writeFile(file, collectorBytes(programVersion));
    const signer = signerOf(await certificate(folder));
    if (!signer) throw new Error('no certificate');
    await sign(signer, signed);
    const script = await readFile(signed);
    expect(isSigned(script)).toBe(true);
    expect(isScriptFile(script, collectorBytes(programVersion))).toBe(true);
    expect(await ask({ verb: 'syntax', script: signed })).toEqual(await ask({ verb: 'syntax', script: plain }));
    const { manifest } = await collect(await collectedComputer({}, {}, script));
    expect(manifest.files.length).toBeGreaterThan(10);
  });
});

describe('the collector as a process of its own', () => {
  it('prints the path of its file as the last line, and no error', async () => {
    const computer = await collectedComputer();
    const alone = join(import.meta.dirname, 'fixtures', 'run-alone.ps1');
    const line = [...shellArgs, alone, join(computer.scripts, 'collect-evidence.ps1'), computer.stateFile];
    const child = spawn(shell, line, { stdio: ['ignore', 'pipe', 'pipe'], cwd: computer.folder });
    const exited = once(child, 'exit') as Promise<[number]>;
    const [output, failure, [code]] = await Promise.all([text(child.stdout), text(child.stderr), exited]);
    const { manifest } = await open({ code, output: output.trim().split(/\r?\n/), failure });
    expect(manifest.files.length).toBeGreaterThan(10);
  });
});

describe('the collector in other languages', () => {
  it.each(['tr-TR', 'ar-SA', 'th-TH', 'fa-IR', 'de-DE', 'fi-FI'])('writes the same in %s', async (culture) => {
    const computer = await collectedComputer({ name: 'BÜRO-名' });
    const { manifest, evidence } = await collect(computer, { culture });
    expect(manifest.computer.name).toBe('BÜRO-名');
    expect(Math.abs(Date.parse(manifest.madeAt) - Date.now())).toBeLessThan(600_000);
    expect(evidence.events).toMatchObject({
      known: true,
      value: { counts: [{ lastAt: Date.UTC(2026, 10, 26, 3, 12, 5, 500) }, {}] },
    });
    expect((await readdir(computer.folder)).find((name) => name.endsWith('.zip'))).toMatch(
      /^evidence-2\d{3}-\d\d-\d\dT\d{6}-B_RO-_\.zip$/,
    );
  });

  const pairs = excludedRangesOutputs.map((excluded) => ({
    ...excluded,
    dynamic: netshOutputs.find(({ language }) => language === excluded.language)?.output,
  }));
  it.each(pairs)(
    'reads what netsh prints in $language, in code page $codePage',
    async ({ codePage, output, dynamic }) => {
      const computer = await collectedComputer({
        netshOutput: await printed(dynamic ?? Buffer.alloc(0)),
        outcomes: { 'netsh excluded ipv4 tcp': [`print ${await printed(output)}`] },
      });
      const { evidence, text } = await collect(computer, { codePage: Number.parseInt(codePage, 10) });
      expect(evidence.excluded).toEqual({
        known: true,
        value: [
          { start: 5357, number: 1 },
          { start: 49723, number: 100 },
          { start: 50000, number: 60 },
        ],
      });
      if (dynamic) expect(evidence.ranges?.ipv4Tcp).toEqual({ known: true, value: { start: 49152, number: 16384 } });
      else expect(evidence.ranges?.ipv4Tcp).toMatchObject({ known: false, reason: 'not-understood' });
      expect(text('raw/netsh-excludedportrange-ipv4-tcp.txt')).not.toContain('\ufffd');
    },
  );
});
