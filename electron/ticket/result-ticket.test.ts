import { describe, expect, it } from 'vitest';
import type { Evidence } from '../contract/diagnosis/diagnosis';
import { loadDiagnosisWords, loadWords, openCatalog } from '../contract/messages/messages';
import {
  attempt,
  evidence,
  known,
  noon,
  owner,
  process,
  rising,
  server2003,
  usage,
  windows11,
} from '../diagnosis/verdict.fixture';
import { expertSituations } from '../diagnosis/rules/situations.fixture';
import { verdictOf } from '../diagnosis/verdict';
import { resultTicketOf, type CheckResult } from './result-ticket';
import { plainTicket } from './ticket-forms';

const machine: CheckResult['machine'] = {
  kind: 'windows',
  computerName: 'PC-4711',
  product: 'Windows 11 Pro',
  version: windows11,
  userName: 'CORP\\jane',
  sessionUser: 'CORP\\joe',
  usageProduct: 'Windows 11 Pro',
  programVersion: '1.0.0',
  locale: 'en-US',
};

const words = await loadWords();
const diagnosisWords = await loadDiagnosisWords();

function resultOf(is: Evidence, over: Partial<CheckResult> = {}): CheckResult {
  return { verdict: verdictOf(is), evidence: is, machine, leavesOutUserNames: false, ...over };
}

const textOf = (is: Evidence, over: Partial<CheckResult> = {}) =>
  plainTicket(resultTicketOf(words, diagnosisWords, resultOf(is, over)));

/** One program that takes more and more, and whose name, path and publisher are as it says itself. */
function leak(path = 'C:\\Users\\joe\\App\\OrderService.exe', company = 'Contoso'): Evidence {
  return evidence({
    usage: known(
      usage({
        ports: 15_000,
        processes: [process({ ESTABLISHED: 14_000 }, { growth: 600, risingSince: noon - 600_000 })],
        forecast: rising(600, 3),
      }),
    ),
    owners: known([owner({ processId: 4312, path, company })]),
  });
}

describe('the result of a check as a ticket', () => {
  it('tells of a calm computer what was checked and when, what came out, what is next, and that nothing was changed', () => {
    const text = textOf(evidence({ attempts: [attempt({ kind: 'granted', port: 50_000 })] }));
    const time = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeStyle: 'long' }).format(noon);
    expect(text.split('\n')).toEqual([
      'Port check: result',
      '',
      'Check',
      '-----',
      '',
      'Configuration item: PC-4711, Windows 11 Pro 10.0.26100',
      'Checked by: CORP\\jane',
      `Measured: ${time}, on the computer`,
      'Port range in effect (TCP, IPv4): 49152–65535 (16,384 ports)',
      'Seen by the user: unknown',
      'Checked: ports in use, port range, MaxUserPort and TcpTimedWaitDelay, excluded port ranges, test ports, System log',
      'Tool: Ephemeral Port Wizard 1.0.0',
      '',
      'Result',
      '------',
      '',
      'Enough ports are free.',
      'If the error comes and goes, check again while it happens.',
      '',
      'Reasons',
      '-------',
      '',
      '600 of 16,384 ports in use at 192.0.2.25 (3.7%).',
      expect.stringMatching(/^No port exhaustion in the System log since /),
      'In total, there are 2 new connections per second. To a single server, about 137 per second is sustainable.',
      'Test port for TCP over IPv4: available (50000).',
      '',
      'Next step',
      '---------',
      '',
      "Check the firewall and security software, available memory, and the server that the user can't reach.",
      'This check changed nothing on the computer.',
      '',
    ]);
  });

  it('names the program of a leak, and what it holds', () => {
    const text = textOf(leak());
    expect(text).toContain('OrderService.exe (process 4312) uses too many ports.\nAdding ports only delays the error.');
    expect(text).toContain(
      [
        'Program: OrderService.exe',
        'Process ID: 4312',
        'Path: C:\\Users\\joe\\App\\OrderService.exe',
        'Publisher: Contoso',
        'Ports in use: 14,000',
        'Growth: 600 ports a minute',
      ].join('\n'),
    );
    expect(text).toContain('Ask the person responsible for OrderService.exe (process 4312) to close or restart it');
  });

  it('leaves user names out where that was chosen, also those in paths', () => {
    const text = textOf(leak(), { leavesOutUserNames: true });
    expect(text).toContain('Checked by: left out');
    expect(text).toContain('Path: C:\\Users\\(left out)\\App\\OrderService.exe');
    expect(text).not.toMatch(/jane|joe/);
  });

  it('keeps names from outside on their line', () => {
    const forged = 'x\r\nResult: fine\u2028\u202e';
    const text = textOf(leak(`C:\\${forged}`, forged), {
      machine: { ...machine, computerName: forged, userName: forged },
    });
    expect(text.split('\n').filter((line) => line.startsWith('Result'))).toEqual(['Result']);
    expect(text).not.toMatch(/[\r\u2028\u202e]/);
  });

  it('lists what could not be checked, with the reason, and no figure for it', () => {
    const denied = { known: false, reason: 'denied', detail: 'C:\\Users\\joe' } as const;
    const text = textOf(
      evidence({
        usage: denied,
        events: denied,
        ranges: { ...evidence().ranges, ipv4Tcp: denied },
        recorded: denied,
        attempts: [attempt({ kind: 'unknown', detail: '' })],
      }),
    );
    expect(text).toContain('Checked: MaxUserPort and TcpTimedWaitDelay, excluded port ranges\n');
    expect(text).toContain(
      "Couldn't be checked: ports in use (access was denied), port range (access was denied), test ports (reading it failed), System log (access was denied), recording (access was denied)",
    );
    expect(text).toContain('Port range in effect (TCP, IPv4): unknown');
    expect(text).not.toContain('joe');
  });

  it.each([
    ['simulated', 'PRACTICE: from the practice PC, not from a real one.', 'PC-4711, Windows Server 2003 R2 5.2.3790'],
    ['this-computer', 'PRACTICE: the ports are real, the settings of Windows are simulated.', 'Linux 6.1'],
  ] as const)('says first that it is of the practice machine: %s', (of, notice, item) => {
    const practice = {
      ...machine,
      kind: 'practice',
      product: 'Windows Server 2003 R2',
      version: server2003,
      usageProduct: 'Linux 6.1',
    } as const;
    const lines = textOf(evidence({ of, isPractice: true }, server2003), { machine: practice }).split('\n');
    expect(lines.slice(0, 3)).toEqual(['Port check: result', '', notice]);
    expect(lines).toContain(`Configuration item: ${item}`);
  });

  it('says what the user saw', () => {
    expect(textOf(evidence({ reported: '10055' }))).toContain('Seen by the user: error 10055\n');
  });

  it('says when to check again where the trend is not known yet', () => {
    const text = textOf(evidence({ trend: { kind: 'watching', remainingMs: 40_000 } }));
    expect(text).toContain("Check again in a minute: whether usage is rising isn't known yet.");
    expect(text).not.toContain('--for');
  });

  it.each(expertSituations.map(({ when, is }) => [when, is] as const))(
    'has a conclusion, reasons and a next step, and no gap: %s',
    (_, is) => {
      const { sections } = resultTicketOf(words, diagnosisWords, resultOf(is));
      const lines = sections.flatMap(({ parts }) =>
        parts.flatMap((part) => (part.kind === 'lines' ? part.lines : part.kind === 'facts' ? part.facts.flat() : [])),
      );
      expect(sections.map(({ title }) => title)).toEqual(
        expect.arrayContaining(['Check', 'Result', 'Reasons', 'Next step']),
      );
      expect(lines.filter((line) => line.trim() === '' || /\{\{|undefined|NaN/.test(line))).toEqual([]);
    },
  );

  it('is written in another language where tickets are', async () => {
    const catalog = await openCatalog('en');
    const ticket = resultTicketOf(
      await catalog.wordsIn('de'),
      await catalog.diagnosisWordsIn('de'),
      resultOf(leak(), { machine: { ...machine, locale: 'de-DE' } }),
    );
    const text = plainTicket(ticket);
    expect(text).toContain('Belegte Ports: 14.000');
    expect(text).toContain('Diese Prüfung hat auf dem Computer nichts geändert.');
    expect(text).not.toMatch(/uses too many ports|Next step|ticket\.|conclusions\./);
  });
});
