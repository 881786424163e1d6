import { beforeAll, describe, expect, it } from 'vitest';
import { registryTypes } from '../contract/registry/stored-value';
import type { DiagnosisWords } from '../contract/diagnosis/diagnosis-words';
import { loadDiagnosisWords, loadWords, type Words } from '../contract/messages/messages';
import { ticketOf } from './ticket';
import { facts, record, usage } from './ticket.fixture';
import { plainTicket } from './ticket-forms';

let words: Words;
let diagnosisWords: DiagnosisWords;
beforeAll(async () => {
  words = await loadWords();
  diagnosisWords = await loadDiagnosisWords();
});
const text = (more: Parameters<typeof facts>[0] = {}) => plainTicket(ticketOf(words, diagnosisWords, facts(more)));

describe('the ticket of a change', () => {
  it('contains everything that a change board asks for', () => {
    const ticket = text({ options: { requester: 'J. Smith', ticketNumber: 'INC0012345', leavesOutUserNames: false } });
    for (const line of [
      'Ticket number: INC0012345',
      'Requester: J. Smith',
      'Configuration item: SRV7, Windows Server 2003 R2 5.2.3790',
      'Operator: CORP\\j.doe',
      'Action: change applied',
      'Restart needed: yes, not done yet',
      'Diagnosis: no ports were left',
      'Port range in effect before the change: 1025–5000 (3,976 ports)',
      'Ports in use: 3,777 of 3,976 (95%)',
      'In TIME_WAIT (closed, not yet reusable): 1,200',
      'Busiest local address: 10.0.0.5: 3,700 of 3,976 (93.1%)',
      'MaxUserPort: before not set, after 65534 (0xfffe)',
      'TcpTimedWaitDelay: before 240 (0xf0), after 30 (0x1e)',
      `SHA-256 of the backup: ${'a'.repeat(64)}`,
      'Ports in use: before 3,777 of 3,976 (95%), after 400 of 3,976 (10.1%)',
      'MaxUserPort as stored: before not set, after 65534 (0xfffe)',
      'Probe: not run before the restart.',
      'Result: stored; takes effect after a restart',
      '  reg.exe add "HKLM\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters" /v MaxUserPort /t REG_DWORD /d 65534 /f',
      '  reg.exe delete "HKLM\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters" /v MaxUserPort /f',
      'Then restart the computer.',
    ])
      expect(ticket.split('\n')).toContain(line);
  });

  it('names who confirmed and who wrote where these are two accounts, and one operator otherwise', () => {
    const by = (userName: string, confirmedBy?: string) =>
      text({ record: { ...record, userName, ...(confirmedBy === undefined ? {} : { confirmedBy }) } });
    expect(by('CORP\\admin', 'CORP\\j.doe')).toMatch(/^Confirmed by: CORP\\j\.doe\nWritten by: CORP\\admin$/m);
    expect(by('CORP\\j.doe', 'corp\\J.Doe')).toContain('Operator: CORP\\j.doe');
    expect(by('NT AUTHORITY\\SYSTEM')).toContain('Operator: NT AUTHORITY\\SYSTEM');
    expect(by('CORP\\j.doe', 'CORP\\j.doe')).not.toMatch(/Confirmed by|Written by/);
  });

  it('leaves out both names, with and without their domains, in facts and paths', () => {
    const backup = { ...record.backup, file: 'D:\\backups of j.doe\\ADMIN.CORP\\x.reg' };
    const ticket = text({
      record: { ...record, userName: 'CORP\\admin', confirmedBy: 'CORP\\j.doe', backup },
      options: { requester: '', ticketNumber: '', leavesOutUserNames: true },
    });
    expect(ticket).toContain('Confirmed by: left out\nWritten by: left out');
    expect(ticket).toContain('File: D:\\(left out)\\(left out)\\x.reg');
    expect(ticket).not.toMatch(/j\.doe|admin\b|corp/i);
  });

  it('calls a machine neither restarted nor not restarted where that is unknown', () => {
    const proof = { ...facts().proof, wasRestarted: null, probe: 'possible' } as const;
    const later = { ...facts().machine, bootedAt: '2026-03-05T06:00:00.000Z' };
    const ticket = text({ verdict: 'not-known', proof, machine: later });
    expect(ticket).toContain('Restart needed: yes; unknown whether Windows was restarted since');
    expect(ticket).toContain('Result: written and verified; unknown whether Windows was restarted since');
    const moved = text({ machine: later });
    expect(moved).toContain('Restart needed: yes, not done yet');
    expect(text({ machine: later, proof: { ...proof, wasRestarted: true } })).toMatch(
      /Restart needed: yes, done on .*2026/,
    );
  });

  it('shows its times with their time zone', () => {
    expect(text()).toMatch(/^Time of the change: .*2026.*\d\d:\d\d:\d\d (?:UTC|GMT|[A-Z]{3,4})/m);
  });

  it('lists as risks what was seen on this machine before the change, and nothing where nobody looked', () => {
    const seen = {
      code: 'LISTENERS_INSIDE',
      severity: 'warning',
      listeners: [{ port: 8080, processId: 4312, name: 'OrderService.exe' }],
      total: 2,
    } as const;
    const risks = text({ record: { ...record, measuredBefore: { usage, conclusion: null, sideEffects: [seen] } } });
    expect(risks).toContain(
      'Found on the computer: Services that listen on ports in the new range: OrderService.exe (PID 4312) 8080, + 1.',
    );
    expect(text()).not.toContain('Found on the computer');
  });

  it('says that figures are missing, instead of giving any', () => {
    const { measuredBefore, rangesBefore, ...old } = record;
    expect(text({ record: old })).toContain("Port usage before the change wasn't recorded.");
    const failed = { ...record, measuredBefore: { usage: null, conclusion: null } };
    const ticket = text({ record: failed, usageNow: null, effective: { known: false, raw: '' } });
    expect(ticket).toContain("Port usage couldn't be measured before the change.");
    expect(ticket).toContain('Ports in use: before unknown, after unknown');
    expect(text({ record: old })).toContain('Port range in effect (TCP, IPv4): before unknown, after');
    expect([measuredBefore, rangesBefore]).not.toContain(undefined);
  });

  it('quotes what was recorded before the change, and names the holder only where one is known', () => {
    const recorded = {
      transport: 'tcp',
      at: '2026-03-03T03:12:00.000Z',
      ports: 16_384,
      usable: 16_384,
      hasRunOut: true,
      holder: { processId: 4312, name: 'OrderService.exe', ports: 14_900 },
    } as const;
    const quoted = (more: object = {}) =>
      text({ record: { ...record, measuredBefore: { usage, conclusion: null, recorded: { ...recorded, ...more } } } });
    expect(quoted()).toMatch(
      /^Recorded: ports ran out on .*(Mon|Tues|Wednes)day.*2026.*: 16,384 of 16,384 were in use; OrderService\.exe \(PID 4312\) held 14,900 ports$/m,
    );
    expect(quoted({ holder: { processId: 4312, name: null, ports: 14_900 } })).toContain('; process 4312 held 14,900');
    const scarce = quoted({ hasRunOut: false, transport: 'udp', ports: 14_000, holder: null });
    expect(scarce).toMatch(/^Recorded: 14,000 of 16,384 UDP ports were in use on .*2026[^;]*$/m);
    expect(text()).not.toContain('Recorded:');
  });

  it('names the program of the diagnosis where there was one', () => {
    const named = (culprit: { processId: number; name: string | null; ports: number }) =>
      text({ record: { ...record, measuredBefore: { usage, conclusion: 'leak', culprit } } });
    expect(named({ processId: 4312, name: 'OrderService.exe', ports: 2398 })).toMatch(
      /^Program: OrderService\.exe \(PID 4312\), 2,398 ports$/m,
    );
    expect(named({ processId: 4312, name: null, ports: 2398 })).toMatch(/^Program: process 4312, 2,398 ports$/m);
    expect(text()).not.toContain('Program:');
  });

  it('tells what the user saw, and with which error the system refused a port', () => {
    const measuredBefore = { usage, conclusion: 'exhausted-now', reported: '10055', refusedWith: '10055' } as const;
    const lines = text({ record: { ...record, measuredBefore } }).split('\n');
    expect(lines).toContain('Seen by the user: error 10055');
    expect(lines).toContain('Request for a port: refused with error 10055');
    expect(text()).not.toMatch(/Seen by the user|Request for a port/);
  });

  it('says that more may be in use where bound ports were not counted', () => {
    expect(text({ usageNow: { ...usage, inUse: 400, isLeast: true } })).toContain(
      '400 or more of 3,976 (10.1% or more)',
    );
  });

  it('says whose sockets were counted on the practice machine', () => {
    const practice = { ...facts().machine, kind: 'practice' } as const;
    const of = (source: typeof usage.of) => {
      const measuredBefore = { usage: { ...usage, of: source }, conclusion: null };
      return text({ machine: practice, record: { ...record, measuredBefore } });
    };
    expect(of('this-computer')).toContain('sockets of the computer that runs the practice');
    expect(of('simulated')).toContain('simulated load');
    expect(of('simulated')).toContain('PRACTICE: ');
  });

  it('leaves out user names on request: the operator, the profile folder, folders named after the user', () => {
    const ticket = text({ options: { requester: '', ticketNumber: '', leavesOutUserNames: true } });
    expect(ticket).toContain('Operator: left out');
    expect(ticket).toContain('File: C:\\Users\\(left out)\\AppData\\Roaming\\Wizard\\backups\\2026-03-02-SRV7.reg');
    expect(ticket.toLowerCase()).not.toContain('doe');
  });

  it.each([
    [
      'rolled-back',
      'Result: rolled back; the settings are as they were before',
      'The change failed.',
      'no; nothing of the change was left',
    ],
    ['kept', 'Result: interrupted and left as it was found', 'left as it was found', 'yes, not done yet'],
    [
      'open',
      'Result: interrupted, not resolved yet',
      'Not every setting might have been written.',
      'yes, not done yet',
    ],
    ['undone', 'Result: undone later', 'Each setting was verified', 'yes, not done yet'],
  ] as const)('claims no effect for a change that is %s', (state, result, how, restart) => {
    const ticket = text({ record: { ...record, state }, verdict: 'took-effect' });
    for (const part of [result, how, `Restart needed: ${restart}`]) expect(ticket).toContain(part);
  });

  it('needs no restart for ranges, and warns of low ports', () => {
    const range = {
      name: 'Dynamic ports IPv4 TCP',
      range: 'ipv4Tcp',
      before: { start: 49152, number: 16384 },
      after: { start: 10000, number: 55535 },
    } as const;
    const ticket = text({
      record: { ...record, changes: [range] },
      verdict: 'took-effect',
      effective: { known: true, range: range.after },
    });
    expect(ticket).toContain('Restart needed: no; a dynamic port range takes effect immediately');
    expect(ticket).toContain('A program that listens on one of them');
    expect(ticket).toContain('  netsh.exe int ipv4 set dynamicport tcp start=49152 num=16384');
    expect(ticket).not.toContain('Registry key');
  });

  it('includes the .reg text for values that no command can spell, or says why not', () => {
    const change = {
      name: 'say "hi"',
      before: { present: false },
      after: { present: true, type: registryTypes.REG_SZ, hex: '61000000' },
    } as const;
    const odd = { ...record, changes: [change] };
    expect(text({ record: odd })).toContain('  reg.exe import apply.reg');
    expect(text({ record: odd })).toContain('  "say \\"hi\\""="a"');
    const quiet = text({ record: odd, options: { requester: '', ticketNumber: '', leavesOutUserNames: true } });
    expect(quiet).toContain('The content of apply.reg is left out');
    expect(quiet).not.toContain('"a"');
  });
});
