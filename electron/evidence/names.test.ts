// Names and addresses replaced: none of them is left in any part, and each has one stand-in.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { known } from '../diagnosis/readings';
import { attempt, evidence, owner, process, server, service, unknown, usage } from '../diagnosis/verdict.fixture';
import { changeRecord } from '../history/change-record.fixture';
import { fold } from '../history/fold';
import { tcpState } from '../machine/interfaces/usage';
import { portTable } from '../machine/common/port-table.fixture';
import { noon, sampleAt, snapshotAt } from '../recording/lines.fixture';
import { composed, gathered, recorded } from './gathered.fixture';
import { replacer } from './names';
import { withStandIns } from './replaced';
import { socketTables } from './tables';

const letters = 'abcdefghijklmnopqrstuvwxyzäöüßéñøžΩж0123456789-_'.split('');
const name = (least = 8) =>
  fc
    .string({ unit: fc.constantFrom(...letters), minLength: least, maxLength: 20 })
    // Beginning with a letter that none of the program's own words and figures has in that place.
    .map((text) => `q${text}`);
const ipv4 = fc
  .tuple(fc.integer({ min: 11, max: 99 }), fc.nat(255), fc.nat(255), fc.integer({ min: 100, max: 255 }))
  .map((parts) => parts.join('.'));
const ipv6 = fc
  .array(fc.integer({ min: 0x1000, max: 0xffff }), { minLength: 7, maxLength: 7 })
  .map((parts) => ['2a02', ...parts.map((part) => part.toString(16))].join(':'));

const someone = fc.record({
  user: name(),
  colleague: name(),
  domain: name(),
  computer: name(),
  server: name(),
  local: ipv4,
  remote: ipv4,
  far: ipv6,
});
type Someone = typeof someone extends fc.Arbitrary<infer T> ? T : never;

/** Everything that may hold a name holds one, in some other case. */
function everywhere({ user, colleague, domain, computer, server: host, local, remote, far }: Someone) {
  const path = `C:\\Users\\${user}\\AppData\\Local\\Tool\\tool.exe`;
  const holder = process({ ESTABLISHED: 15_000 }, { processId: 4312, name: `${user}-agent.exe` });
  const record = changeRecord({
    computerName: computer.toUpperCase(),
    userName: `${domain}\\${colleague}`,
    confirmedBy: `${domain.toUpperCase()}\\${user}`,
    changes: [
      {
        name: 'NV Hostname',
        before: { present: true, type: 1, hex: Buffer.from(`${computer}\0`, 'utf16le').toString('hex') },
        after: { present: false },
      },
    ],
  });
  const { events } = fold([{ kind: 'change-opened', change: record }]);
  const snapshot = snapshotAt(noon, 15_000, {
    endpoints: [{ address: far, port: 443, ports: 10, timeWait: 5, lastOwner: `${user}-agent.exe` }],
    attempts: [{ transport: 'tcp', address: local, answer: 'refused', error: `10055 on ${computer}` }],
  });
  return gathered(
    evidence({
      usage: known(
        usage({
          ports: 15_000,
          address: local,
          addresses: [{ address: local, ports: 15_000, byState: holder.byState, usable: 16_384 }],
          processes: [holder],
          endpoints: [server(remote, 100), server(far, 90)],
        }),
      ),
      owners: known([
        owner({
          processId: 4312,
          path,
          company: `${domain} Ltd`,
          services: [service(`${user}Svc`, true)],
        }),
      ]),
      claims: known({
        listeners: [{ port: 445, processId: 4, name: `${computer}.exe` }],
        programs: [`${user}-agent.exe`, `\\\\${host}\\share\\x.exe`],
      }),
      attempts: [attempt({ kind: 'unknown', detail: `bind ${local} as ${domain}\\${user}` })],
      excluded: { ...unknown, detail: `netsh on ${computer.toUpperCase()} failed` },
    }),
    {
      machine: {
        kind: 'windows',
        computerName: computer,
        product: 'Windows 11 Pro',
        version: { major: 10, minor: 0, build: 26_100 },
        programVersion: '0.3.0',
        userName: `${domain}\\${user}`,
        sessionUser: `${domain}\\${colleague}`,
      },
      host: { computerName: `${computer}.example.com`, userName: user },
      history: {
        events,
        faults: [
          { file: `C:\\Users\\${user}\\history-1.jsonl`, line: 1, kind: 'held', heldBy: [`${user}-agent.exe (12)`] },
        ],
      },
      ticket: known(
        `Changed by ${domain.toUpperCase()}\\${user.toUpperCase()} on ${computer} (${local}), see \\\\${host}\\logs`,
      ),
      recording: recorded([
        sampleAt(noon),
        { ...snapshot, processes: snapshot.processes.map((one) => ({ ...one, path })) },
      ]),
      sockets: known(
        socketTables(
          portTable([{ port: 50_001, state: tcpState.ESTABLISHED, processId: 4312, local, remote: far }], 1, {
            udp: [{ port: 500, local: remote }],
          }),
          new Map([[4312, `${user}-agent.exe`]]),
        ),
      ),
      raw: known([{ name: 'raw/wevtutil.xml', answer: known(Buffer.from(computer)) }]),
      registry: known(Buffer.from(computer, 'utf16le')),
      chart: known(Buffer.from(user)),
    },
  );
}

describe('names and addresses', () => {
  it('occur in no part once they are replaced', async () => {
    await fc.assert(
      fc.asyncProperty(someone, async (who) => {
        const { parts } = await composed(everywhere(who), true);
        const names = [...Object.values(who), who.far.replaceAll(/(?<=:)0+/g, '')];
        for (const part of parts) {
          const text = Buffer.from(part.bytes).toString('utf8');
          const wide = text.replaceAll(/"hex":"([0-9a-f]*)"/g, (_, hex: string) =>
            Buffer.from(hex, 'hex').toString('utf16le'),
          );
          const unescaped = wide.replaceAll(/\\u([0-9a-f]{4})/g, (_, code: string) =>
            String.fromCharCode(parseInt(code, 16)),
          );
          for (const one of names)
            expect(unescaped.toLowerCase().includes(one.toLowerCase()), `${one} in ${part.name}: ${unescaped}`).toBe(
              false,
            );
        }
      }),
      { numRuns: 60 },
    );
  });

  it('stay where they are not to be replaced', async () => {
    const [who] = fc.sample(someone, { numRuns: 1, seed: 1 });
    if (!who) throw new Error('nobody');
    const { parts } = await composed(everywhere(who), false);
    const all = parts.map(({ bytes }) => Buffer.from(bytes).toString('utf8')).join('\n');
    for (const one of [who.user, who.local]) expect(all).toContain(one);
    expect(parts.map((part) => part.name)).toContain('chart.png');
  });
});

describe('a stand-in', () => {
  it('is the same one each time, whatever the case and the place', () => {
    const names = replacer();
    names.learn('user', 'CONTOSO\\Anna');
    names.learn('computer', 'FRONTDESK-07');
    names.learnFrom('C:\\Users\\ben\\x.exe');
    expect(names.text('contoso\\ANNA on frontdesk-07.contoso, C:\\Users\\Ben\\x.exe')).toBe(
      'domain-1\\user-1 on computer-1.domain-1, C:\\Users\\user-2\\x.exe',
    );
    expect(names.text('10.0.0.1 and 10.0.0.2, 10.0.0.1; fe80::1%12')).toBe(
      '198.18.0.2 and 198.18.0.3, 198.18.0.2; 2001:db8::1',
    );
  });

  it('takes a short name only as a whole word, and a part of a path whole', () => {
    const names = replacer();
    names.learn('user', 'an');
    names.learn('user', 'a.b+c');
    expect(names.text('an answer: C:\\Users\\an\\man.exe, a.b+c')).toBe(
      'user-1 answer: C:\\Users\\user-1\\man.exe, user-2',
    );
  });

  it('never takes the place of what is the same on every computer', () => {
    const names = replacer();
    names.learn('user', 'NT AUTHORITY\\SYSTEM');
    names.learnFrom('C:\\Users\\Public\\x, \\\\?\\C:\\x, C:\\Windows\\System32\\svchost.exe');
    const text = 'SYSTEM 127.0.0.1 ::1 0.0.0.0 :: 127.0.1.1 C:\\Windows\\System32 10.0.26100 12:30:45 1.2.3.4.5';
    expect(names.text(text)).toBe(text);
  });

  it('leaves what the program itself calls things, though somebody is called that', () => {
    const names = replacer();
    for (const own of ['simulated', 'ipv4Tcp', 'MaxUserPort', 'known']) names.learn('user', own);
    const value = { of: 'simulated', ranges: [{ name: 'ipv4Tcp' }], changes: [{ name: 'MaxUserPort' }], kind: 'known' };
    expect(withStandIns(value, names)).toEqual(value);
  });

  it('is never that of another address', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.ipV4(), { maxLength: 40 }), (addresses) => {
        const names = replacer();
        const texts = addresses.map(names.text);
        expect(new Set(texts).size).toBe(addresses.length);
        expect(addresses.map(names.text)).toEqual(texts);
      }),
    );
  });
});
