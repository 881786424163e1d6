// An evidence file as it is opened elsewhere: with the verdict that it had, and with what is not in it as unknown.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Evidence } from '../contract/diagnosis/diagnosis';
import type { EvidenceJson } from '../contract/evidence/evidence';
import { evidenceJsonSchema, evidenceManifestSchema } from '../contract/evidence/evidence.schema';
import { expertSituations } from '../diagnosis/rules/situations.fixture';
import { situations } from '../diagnosis/rules/rows.fixture';
import { evidence, known, process, usage } from '../diagnosis/verdict.fixture';
import { verdictOf } from '../diagnosis/verdict';
import { refusedEvent } from '../history/history-event.fixture';
import { anyLine, noon, sampleAt, snapshotAt } from '../recording/lines.fixture';
import { composed, fileOf, gathered, recorded } from './gathered.fixture';
import { evidenceJson } from './evidence-json';
import { hashOf } from './hash';
import { openEvidence } from './opened';
import { tcpCsv, localCsv, type SocketRow } from './tables';
import { zipOf, type EvidencePart } from './zip';

const all = [...situations, ...expertSituations];

async function opened(bytes: Uint8Array) {
  const result = await openEvidence(bytes);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

/** A verdict without what stand-ins take the place of. */
function withoutTexts(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, item: unknown) =>
      typeof item === 'string' &&
      ['name', 'path', 'company', 'displayName', 'address', 'lastOwner', 'detail'].includes(key)
        ? '?'
        : item,
    ),
  );
}

/** As a collector makes it: no figures of ours, only sockets. */
async function collected(json: EvidenceJson, tables: Readonly<Record<string, string>>): Promise<Evidence> {
  const parts: EvidencePart[] = Object.entries({ 'evidence.json': JSON.stringify(json), ...tables }).map(
    ([name, text]) => ({ name, bytes: Buffer.from(text) }),
  );
  const manifest = {
    format: 'ephemeral-port-wizard/evidence',
    version: 1,
    writtenBy: 'collector',
    programVersion: '0.3.0',
    madeAt: '2026-11-27T08:00:00Z',
    computer: { name: 'FRONTDESK-07', product: null },
    areNamesReplaced: false,
    files: parts.map(({ name, bytes }) => ({ name, sizeInBytes: bytes.length, sha256: hashOf(bytes) })),
    missing: [],
  };
  const bytes = await zipOf([{ name: 'manifest.json', bytes: Buffer.from(JSON.stringify(manifest)) }, ...parts], noon);
  return (await opened(bytes)).diagnosis.evidence;
}

const range = known({ start: 49152, number: 16384 });
const minimal: EvidenceJson = { takenAt: noon, ranges: { ipv4Tcp: range, ipv4Udp: range } };
const socket = (over: Partial<SocketRow>): SocketRow => ({
  localAddress: '192.0.2.25',
  localPort: 50_000,
  remoteAddress: '198.51.100.7',
  remotePort: 443,
  state: 'ESTABLISHED',
  processId: 4312,
  process: 'OrderService.exe',
  ...over,
});
const asIs = (text: string) => text;

/** The same with a field more in every object that is not a list by names. */
function withMore(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => withMore(item));
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([key, item]) => [key, withMore(item, key)] as const);
  return Object.fromEntries(listsByName.includes(name) ? fields : [...fields, ['fieldOfLater', { more: 1 }]]);
}
const listsByName: readonly string[] = ['versions'];

describe('an evidence file', () => {
  it('keeps its evidence and its verdict, in every situation', async () => {
    for (const { is: of } of all) {
      const read = await opened(await fileOf(gathered(of)));
      // What a parameter may be on a Windows that is not known is not known either.
      if (of.windows.known) expect(read.diagnosis.evidence).toEqual({ ...of, isPractice: false });
      expect(read.diagnosis.verdict).toEqual(verdictOf(of));
    }
  });

  it('has the same verdict with names replaced, but for the names', async () => {
    for (const { is: of } of all) {
      const { verdict } = (await opened(await fileOf(gathered(of), true))).diagnosis;
      expect(withoutTexts(verdict)).toEqual(withoutTexts(verdictOf(of)));
    }
  });

  it('has a manifest and evidence as the schema says, and lists every part with its hash', async () => {
    const { manifest, parts } = await composed(gathered());
    expect(evidenceManifestSchema.parse(manifest)).toEqual(manifest);
    expect(parts.map(({ name }) => name)).toEqual(['manifest.json', ...manifest.files.map(({ name }) => name)]);
    for (const { is: of } of all) expect(evidenceJsonSchema.safeParse(evidenceJson(of)).error).toBeUndefined();
  });

  it('is read where a later version added fields anywhere, and its events are told where only that version knows them', async () => {
    for (const { is: of } of all) {
      const history = {
        events: [refusedEvent()],
        faults: [{ file: 'history-1.jsonl', line: 3, kind: 'altered' as const }],
      };
      const { manifest, parts } = await composed(gathered(of, { history }));
      const later = parts
        .slice(1)
        .map(({ name, bytes }) =>
          name.endsWith('.json')
            ? { name, bytes: Buffer.from(JSON.stringify(withMore(JSON.parse(Buffer.from(bytes).toString())))) }
            : { name, bytes },
        );
      const files = later.map(({ name, bytes }) => ({ name, sizeInBytes: bytes.length, sha256: hashOf(bytes) }));
      const head = Buffer.from(JSON.stringify(withMore({ ...manifest, files })));
      const read = await opened(await zipOf([{ name: 'manifest.json', bytes: head }, ...later], noon));
      expect(read.diagnosis.verdict).toEqual(verdictOf(of));
      expect(read.history).toEqual({
        events: [],
        faults: [
          { file: 'history-1.jsonl', line: 3, kind: 'newer' },
          { file: 'history.json', line: 1, kind: 'newer' },
        ],
      });
    }
  });

  it('says why a part is not in it', async () => {
    const { missing } = (await composed(gathered(), true)).manifest;
    expect(missing).toContainEqual({ name: 'raw/parameters.reg', reason: 'names-replaced', detail: '' });
    expect(missing).toContainEqual({ name: 'recording', reason: 'not-available', detail: 'nothing was recorded' });
    expect(missing.map(({ name }) => name)).toContain('raw/netsh-dynamicport-ipv4-tcp.txt');
  });

  it('keeps every line of the recording, with names replaced too', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyLine, { maxLength: 20 }), fc.boolean(), async (lines, replaceNames) => {
        const file = await fileOf(gathered(evidence(), { recording: recorded(lines) }), replaceNames);
        const { recording } = await opened(file);
        expect(recording.unreadable).toBe(0);
        expect(withoutTexts(recording.folders.flat())).toEqual(withoutTexts(lines));
      }),
      { numRuns: 30 },
    );
  });

  it('sums up the recording where nobody has', async () => {
    const at = noon - 3_600_000;
    const lines = [sampleAt(at, 16_384), snapshotAt(at, 16_384), sampleAt(noon, 100)];
    const { recorded: _, ...json } = evidenceJson(evidence({ takenAt: noon }));
    const read = await collected(json, {
      'recording/2026-11-24.jsonl': lines.map((line) => JSON.stringify(line)).join('\n'),
    });
    expect(read.recorded).toMatchObject({ known: true, value: { since: at, until: noon } });
  });
});

describe('evidence of a collector', () => {
  it('is all unknown where it is all left out', async () => {
    const read = await collected({ takenAt: noon }, {});
    const { usage: counted, windows, maxUserPort, events, owners, excluded, claims, timeWaitSeconds } = read;
    for (const reading of [counted, windows, maxUserPort, events, owners, excluded, claims, timeWaitSeconds])
      expect(reading).toEqual({ known: false, reason: 'not-available', detail: '' });
    expect(verdictOf(read).conclusion).toBe('not-known');
  });

  it('has its sockets counted, and the largest holder named', async () => {
    const rows = Array.from({ length: 15_000 }, (_, index) => socket({ localPort: 49_152 + index }));
    const read = await collected(
      { ...minimal, windows: known({ product: 'Windows 11 Pro', version: { major: 10, minor: 0, build: 26_100 } }) },
      { 'tcp.csv': tcpCsv(rows, asIs), 'udp.csv': localCsv([], asIs), 'bound.csv': localCsv([], asIs) },
    );
    expect(read.usage).toMatchObject({
      known: true,
      value: { ports: 15_000, usable: 16_384, address: '192.0.2.25', bound: 0 },
    });
    const { severity, culprit } = verdictOf(read);
    expect(severity).toBe('critical');
    expect(culprit).toMatchObject({ name: 'OrderService.exe', ports: 15_000 });
  });

  it('leaves bound and UDP sockets unknown where their tables are missing', async () => {
    const read = await collected(minimal, { 'tcp.csv': tcpCsv([socket({})], asIs) });
    expect(read.usage).toMatchObject({ known: true, value: { ports: 1, bound: null, udpProcesses: null } });
  });

  it('counts rows as PowerShell writes them: quoted, and in another order', async () => {
    const read = await collected(minimal, {
      'tcp.csv':
        '"process_id","process","state","local_port","local_address","remote_port","remote_address"\r\n' +
        '"4312","a, b.exe","TIME_WAIT","50000","fe80::1%12","443","2001:db8::1"\n',
    });
    expect(read.usage).toMatchObject({ known: true, value: { processes: [], timeWait: 0 } });
  });

  it.each([
    ['192.0.2.25,port,x', 'tcp.csv, row 2: local_port is not a port'],
    ['anna,50000,x', 'tcp.csv, row 2: local_address is not an address'],
    ['192.0.2.25,50000,SLEEPING', 'tcp.csv, row 2: state is not a state of TCP'],
    ['192.0.2.25,65536,LISTEN', 'tcp.csv, row 2: local_port is not a port'],
    ['192.0.2.25,50000,toString', 'tcp.csv, row 2: state is not a state of TCP'],
  ])('is unknown, and says where, for a row %s', async (row, detail) => {
    const header = 'local_address,local_port,state,remote_address,remote_port,process_id,process';
    const read = await collected(minimal, { 'tcp.csv': `${header}\r\n${row},,,,\r\n` });
    expect(read.usage).toEqual({ known: false, reason: 'not-understood', detail });
  });

  it('is unknown for a table without a header, or without a column', async () => {
    for (const [text, detail] of [
      ['', 'tcp.csv is empty: its first line names the columns'],
      ['local_address,local_port\r\n', 'tcp.csv: there is no column process_id'],
    ] as const)
      expect((await collected(minimal, { 'tcp.csv': text })).usage).toMatchObject({ known: false, detail });
  });
});

describe('the lists in evidence.json', () => {
  it('are bounded, the largest first', () => {
    const many = Array.from({ length: 6000 }, (_, index) => process({ ESTABLISHED: 1 }, { processId: index + 1 }));
    const json = evidenceJson(evidence({ usage: known(usage({ processes: many })) }));
    expect(json.usage).toMatchObject({ known: true });
    expect(json.usage?.known && json.usage.value.processes).toEqual(many.slice(0, 5000));
  });
});
