import { beforeAll, describe, expect, it } from 'vitest';
import { verdictText } from '../contract/diagnosis/diagnosis-text';
import { agoText, type DiagnosisFormats, type DiagnosisWords } from '../contract/diagnosis/diagnosis-words';
import { evidenceRows } from '../contract/diagnosis/evidence-text';
import { loadDiagnosisWords } from '../contract/messages/messages';
import { edges } from './rules/edges.fixture';
import { modern, old, situations } from './rules/rows.fixture';
import { expertSituations } from './rules/situations.fixture';
import { verdictOf } from './verdict';
import {
  all,
  at,
  attempt,
  event,
  known,
  logged,
  owner,
  process,
  service,
  unknown,
  type Situation,
} from './verdict.fixture';

const formats: DiagnosisFormats = {
  count: (value) => value.toLocaleString('en-US'),
  percent: (share) => `${Math.round(share * 100)}%`,
  moment: (at) => new Date(at).toISOString(),
};
const rows = [...situations, ...expertSituations, ...edges];
let words: DiagnosisWords;
beforeAll(async () => {
  words = await loadDiagnosisWords();
});

const textOf = ({ is }: Pick<Situation, 'is'>) => verdictText(verdictOf(is), words, formats);
const expert = (number: string) => {
  const found = expertSituations.find(({ when }) => when.startsWith(`${number}: `));
  if (!found) throw new Error(`no situation ${number}`);
  return textOf(found);
};

describe('the words of a verdict', () => {
  it.each(rows.map((row) => [row.when, row] as const))('are whole sentences: %s', (_, row) => {
    const { title, text, reasons, nextStep } = textOf(row);
    for (const sentence of [title, text, ...reasons, nextStep]) {
      expect(sentence).toMatch(/^[A-Z0-9a-z][^{}]+\.$/);
      expect(sentence).not.toMatch(/undefined|null|NaN|\(\)| {2}/);
    }
    for (const { name, value, source } of evidenceRows(row.is, words, formats))
      expect(`${name}: ${value} [${source}]`).not.toMatch(/[{}]|undefined|null|NaN| {2}/);
  });

  it('name who holds the ports, and what to do about it', () => {
    expect(expert('1')).toEqual({
      title: 'No ports left.',
      text: 'New connections fail, usually with error 10055.',
      reasons: [
        'A test port for TCP over IPv4 was refused (error 10055).',
        '16,384 of 16,384 ports in use at 192.0.2.25 (100%).',
        "tailscaled.exe (process 4312) holds 16,317 bound ports that aren't connected (100%).",
        'Windows logged 40 times that no TCP port was left, most recently 2 minutes ago (event 4231, 2026-06-15T11:58:00.000Z).',
      ],
      nextStep:
        'Ask the person responsible for tailscaled.exe (process 4312) to close or restart it, and then check again. If usage rises again, contact the publisher.',
    });
    expect(expert('8')).toMatchObject({
      title: 'Too many short connections to 10.0.0.9:5432.',
      reasons: [
        '11,800 of 16,384 ports in use at 192.0.2.25 (72%).',
        '11,400 ports to 10.0.0.9:5432 are in TIME_WAIT (70%), most of them opened by bun.exe.',
      ],
    });
    expect(expert('14b')).toMatchObject({
      title: 'Service WinRM in svchost.exe (process 1200) uses too many ports.',
      nextStep: 'In Services, restart WinRM, and then check again. If usage rises again, contact the publisher.',
    });
    expect(expert('12').title).toBe('Ports are running out.');
    expect(textOf({ is: modern({ ports: 9000 }) }).title).toBe('Ports are running low.');
    expect(expert('19').reasons[0]).toBe('16,384 of 16,384 ports in use at ::1 (100%).');
  });

  it('count the processes of one program as one', () => {
    const family = [
      process({ CLOSE_WAIT: 600 }, { processId: 8, name: 'chrome.exe' }),
      process({ CLOSE_WAIT: 500 }, { processId: 12, name: 'chrome.exe' }),
    ];
    const path = 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe';
    const owners = known([owner({ processId: 8, path }), owner({ processId: 12, path: path.toUpperCase() })]);
    const verdict = verdictOf(modern({ ports: 2000, processes: family }, { owners }));
    expect(verdict).toMatchObject({ conclusion: 'leak', culprit: { processIds: [8, 12], ports: 1100 } });
    expect(textOf({ is: modern({ ports: 2000, processes: family }, { owners }) }).title).toBe(
      'chrome.exe (2 processes) uses too many ports.',
    );
    const apart = owners.known
      ? known(owners.value.map((each) => ({ ...each, services: [service(`S${each.processId}`)] })))
      : owners;
    expect(verdictOf(modern({ ports: 2000, processes: family }, { owners: apart })).conclusion).not.toBe('leak');
  });

  it('say what is unknown as unknown', () => {
    const is = modern(
      { bound: null, udpProcesses: null },
      { owners: unknown, timeWaitSeconds: unknown, trend: { kind: 'watching', remainingMs: 41_200 } },
    );
    const values = new Map(evidenceRows(is, words, formats).map(({ name, value }) => [name, value]));
    expect(values.get("Bound ports that aren't connected")).toBe('unknown: not available on this system');
    expect(values.get('In use, UDP')).toBe('unknown: not available on this system');
    expect(values.get('Details of processes')).toBe('unknown: reading it failed');
    expect(values.get('Seconds in TIME_WAIT')).toBe('unknown: reading it failed');
    expect(values.get('Trend')).toBe('known in 42 s');
    const unread = modern({}, { usage: unknown, excluded: known([{ start: 50_000, number: 60 }]) });
    const excluded = evidenceRows(unread, words, formats).find(({ name }) => name === 'Excluded port ranges');
    expect(excluded?.value).toBe('50000\u201350059');
    expect(textOf({ is })).toMatchObject({
      title: 'Enough ports are free right now.',
      nextStep: 'Watch for a minute (diagnose --for 60), or leave this app open.',
    });
  });

  it('say that more may be in use where bound ports are unknown, in reasons and evidence alike', () => {
    const is = modern({ ports: 420, bound: null, addresses: [at('192.0.2.25', 420)] }, { events: unknown });
    expect(textOf({ is }).reasons).toContain('420 or more of 16,384 ports in use at 192.0.2.25 (3% or more).');
    const values = new Map(evidenceRows(is, words, formats).map(({ name, value }) => [name, value]));
    expect(values.get('In use at 192.0.2.25')).toBe('420 or more of 16,384 (3% or more)');
    expect(values.get('In use, UDP over IPv4')).toBe('40 of 16,384 (0%)');
  });

  it('count all bound ports, not only those of the largest holders', () => {
    const holder = process({ BOUND: 30 });
    const values = new Map(
      evidenceRows(modern({ processes: [holder], bound: 900 }), words, formats).map(({ name, value }) => [name, value]),
    );
    expect(values.get("Bound ports that aren't connected")).toContain('900');
  });

  it('answer what the user saw', () => {
    const is = modern({}, { reported: '10013', excluded: known([{ start: 50_000, number: 100 }]) });
    expect(textOf({ is })).toMatchObject({
      title: "The app's port might be excluded.",
      reasons: [
        'The user saw error 10013 (access denied), which Windows reports for excluded ports.',
        '600 of 16,384 ports in use at 192.0.2.25 (4%).',
      ],
    });
    expect(textOf({ is }).nextStep).toContain('(netsh int ipv4 show excludedportrange tcp lists them)');
    const onLinux = { ...is, of: 'this-computer' } as const;
    expect(textOf({ is: onLinux }).nextStep).not.toContain('netsh');
  });

  it('name the address or the version of IP that alone is exhausted', () => {
    expect(expert('1').title).toBe('No ports left.');
    expect(expert('18').title).toBe('No ports left at 10.1.1.200.');
    expect(expert('19').title).toBe('No IPv6 ports left.');
    const attempts = [attempt({ kind: 'refused', error: '10055' }, { transport: 'udp', ip: 'ipv6', address: '::' })];
    expect(textOf({ is: modern({}, { attempts }) }).title).toBe('No UDP ports left for IPv6.');
  });

  it('tell a command that the system has', () => {
    const blind = { ports: 420, bound: null } as const;
    const unseen = { events: unknown } as const;
    const step = (is: Situation['is']) => textOf({ is }).nextStep;
    expect(step(modern(blind, unseen))).toContain('run netstat -anoq to list bound ports');
    expect(step(old(blind, unseen))).toMatch(/run netstat -ano to list the ports in use\..*might be missing/);
    const linux = { of: 'this-computer', portsCommand: { command: 'ss -tanp', listsBound: false } } as const;
    expect(step(modern(blind, { ...unseen, ...linux }))).toContain('run ss -tanp to');
    expect(step(modern(blind, { ...unseen, portsCommand: null }))).not.toMatch(/run |netstat/);
  });

  it('offer no more ports where there are hardly more', () => {
    const widest = { ranges: all({ start: 1025, number: 64511 }) };
    const churn = textOf({ is: modern({ ports: 60000, usable: 64511, timeWait: 55000 }, widest) });
    expect(churn.nextStep).toMatch(/Until then, a shorter TcpTimedWaitDelay helps\./);
    expect(churn.nextStep).not.toMatch(/range|ports/);
    expect(textOf({ is: modern({ ports: 64500, usable: 64511 }, widest) }).nextStep).toMatch(/restart the computer/);
  });

  it('call a stored value ignored only after a restart', () => {
    const told = (isStoredSinceStart: boolean | null) =>
      textOf({ is: modern({ ports: 13500 }, { isStoredSinceStart }, 65534) }).reasons[1];
    expect(told(true)).toBe('MaxUserPort is set to 65534, but Windows assigns ports 49152–65535 instead.');
    expect(told(false)).toMatch(/waits for the restart/);
    expect(told(null)).toMatch(/might be waiting for a restart/);
  });

  it('tell the answers to requests for a port', () => {
    const attempts = [
      attempt({ kind: 'granted', port: 50123 }),
      attempt({ kind: 'refused', error: '10055' }, { transport: 'udp', ip: 'ipv6', address: '::' }),
      attempt({ kind: 'unknown', detail: 'no answer' }, { address: '10.0.0.1', isSimulated: true }),
    ];
    const found = evidenceRows(modern({}, { attempts }), words, formats).filter(({ name }) =>
      name.startsWith('Test port'),
    );
    expect(found.map(({ name, value, source }) => `${name}: ${value} [${source}]`)).toEqual([
      'Test port for TCP over IPv4 at 0.0.0.0: available (50123) [test port]',
      'Test port for UDP over IPv6 at ::: refused (error 10055) [test port]',
      'Test port for TCP over IPv4 at 10.0.0.1: unknown (no answer) [test port, simulated]',
    ]);
  });

  it('tell the age of an event', () => {
    expect(
      [0, 1000, 119_000, 120_000, 3 * 3_600_000, 26 * 3_600_000, 50 * 3_600_000].map((age) => agoText(age, words)),
    ).toEqual([
      '0 seconds ago',
      '1 second ago',
      '119 seconds ago',
      '2 minutes ago',
      '3 hours ago',
      '26 hours ago',
      '2 days ago',
    ]);
    expect(textOf({ is: modern({}, logged(event(4231, 26, 1))) }).reasons[0]).toBe(
      'Windows logged once that no TCP port was left, 26 hours ago (event 4231, 2026-06-14T10:00:00.000Z).',
    );
  });
});
