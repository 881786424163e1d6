import { cp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { AppError } from '../contract/errors/errors';
import { loadPlainWords, type Words } from '../contract/messages/messages';
import { readInvocation } from './arguments';
import { carryOutCommand } from './commands';
import { reportSchema, resultSchemas } from './report';
import { answerLines, answerSummary, errorSummary, helpLines, problemText } from './text';
import { must, openOffice, type Office } from '../ipc/handlers/handlers.fixture';
import { historyCsv } from '../services/history-view';
import { changeLockOf } from '../machine/common/change-lock';

let office: Office;
let words: Words;

beforeEach(async () => {
  office = await openOffice();
  ({ words } = await loadPlainWords());
});
afterEach(() => office.close());

async function run(line: string) {
  const invocation = readInvocation(line.split(' '));
  if (invocation.kind !== 'run') throw new Error(JSON.stringify(invocation));
  const { answer, exitCode } = await carryOutCommand(office.services, invocation.request);
  if (!answer.ok)
    return {
      exitCode,
      code: answer.error.code,
      summary: errorSummary(words, invocation.request.command, answer.error),
      lines: [],
    };
  resultSchemas[answer.value.kind].parse(answer.value.value);
  return {
    exitCode,
    answer: answer.value,
    summary: answerSummary(words, answer.value),
    lines: answerLines(words, answer.value),
  };
}

async function maxUserPort() {
  const read = await office.practice.registry.readValue('MaxUserPort');
  return read.ok && read.value ? Buffer.from(read.value.data).readUInt32LE() : null;
}

const setByAnother = (value: number) =>
  office.practice.registry.writeValue({
    name: 'MaxUserPort',
    type: 4,
    data: Buffer.from(new Uint32Array([value]).buffer),
  });

describe('reading commands', () => {
  it('shows values, defaults and range with status, and writes nothing', async () => {
    const { exitCode, answer, lines, summary } = await run('status');
    expect(exitCode).toBe(0);
    expect(answer).toMatchObject({
      value: {
        machine: { kind: 'practice', version: '5.2.3790' },
        effectiveRange: { start: 1025, number: 3976, last: 5000 },
      },
    });
    expect(lines[0]).toContain('Practice: simulated');
    expect(summary).toBe('MaxUserPort not set, TcpTimedWaitDelay not set, range 1025-5000 (3976 ports)');
    expect(await office.handlers['backups.list']({})).toMatchObject({ value: { backups: [] } });
  });

  it('shows mistakes in the key with diagnose, and does not report unmeasured ports as zero', async () => {
    await setByAnother(415028);
    const { exitCode, answer, lines, summary } = await run('diagnose');
    expect(exitCode).toBe(0);
    expect(answer).toMatchObject({
      value: {
        conclusion: 'not-known',
        severity: 'unknown',
        culprit: null,
        usage: null,
        ranges: ['ipv4Tcp', 'ipv4Udp', 'ipv6Tcp', 'ipv6Udp'].map((name) => ({ name, range: null, inUse: null })),
        trend: 'unknown',
        attempts: [],
        owners: null,
        timeWaitSeconds: null,
        reported: null,
        events: null,
        reasons: [{ code: 'usage-not-known', reason: 'not-available' }, { code: 'events-not-known' }],
        nextStep: { code: 'measure' },
        findings: [{ code: 'DECIMAL_AS_HEX', meant: 65534 }],
      },
    });
    const text = lines.join('\n');
    expect(text).toMatch(/The ports in use aren.t known: not available on this system\./);
    expect(text).toContain('Next step: Check again');
    expect(text).toContain('Trend: unknown. To measure it, watch for a minute: diagnose --for 60');
    expect(text).toContain('MaxUserPort: 415028 (0x65534) [registry, simulated]');
    expect(summary).toMatch(/^Can.t tell whether ports are the cause\. .* Registry values that need correction: 1\.$/);
  });

  it.each(['plan', 'export-commands', 'apply --dry-run'])(
    'shows the change and the way back with %s, and writes nothing',
    async (command) => {
      const { exitCode, answer } = await run(`${command} --max-user-port 65534`);
      expect(exitCode).toBe(0);
      expect(answer).toMatchObject({
        kind: 'plan',
        value: {
          changes: [{ name: 'MaxUserPort', before: { present: false }, after: { number: 65534 } }],
          applyCommands: [expect.stringContaining('reg.exe add')],
          undoCommands: [expect.stringContaining('reg.exe delete')],
        },
      });
      expect(await maxUserPort()).toBeNull();
      expect(await office.handlers['backups.list']({})).toMatchObject({ value: { backups: [] } });
    },
  );
});

describe('export-commands --folder', () => {
  it('writes the scripts into a new folder, and changes nothing', async () => {
    office.chosenFile = office.folder;
    const { exitCode, answer, summary } = await run('export-commands --max-user-port 65534 --folder anywhere');
    expect(exitCode).toBe(0);
    const folder = answer?.kind === 'plan' ? answer.value.folder : null;
    expect(summary).toBe(`Scripts for another computer are in ${folder}. Nothing was changed here.`);
    expect(await readdir(folder ?? '')).toEqual(
      expect.arrayContaining(['apply.reg', 'apply.ps1', 'undo.reg', 'undo.ps1', 'README.txt']),
    );
    expect(await maxUserPort()).toBeNull();
  });

  it('fails for a folder that cannot be written to, and leaves nothing', async () => {
    office.chosenFile = join(office.folder, 'missing');
    expect(await run('export-commands --max-user-port 65534 --folder anywhere')).toMatchObject({
      exitCode: 1,
      code: 'STORAGE_FAILED',
    });
    expect(await readdir(office.folder)).not.toContain('missing');
  });
});

describe('export-collector --folder', () => {
  it('writes the collector script and its instructions into a new folder, and changes nothing', async () => {
    office.chosenFile = office.folder;
    const { exitCode, answer, summary } = await run('export-collector --folder anywhere');
    expect(exitCode).toBe(0);
    const folder = answer?.kind === 'collector' ? answer.value.folder : '';
    expect(summary).toBe(`The collector script is in ${folder}. README.txt tells how to run it on many computers.`);
    expect(folder).toMatch(/evidence-collector-\d{4}-\d\d-\d\d_\d{6}$/);
    expect((await readdir(folder)).sort()).toEqual(['README.txt', 'collect-evidence.ps1']);
    expect(await maxUserPort()).toBeNull();
  });

  it('fails for a folder that cannot be written to, and leaves nothing', async () => {
    office.chosenFile = join(office.folder, 'missing');
    expect(await run('export-collector --folder anywhere')).toMatchObject({ exitCode: 1, code: 'STORAGE_FAILED' });
    expect(await readdir(office.folder)).not.toContain('missing');
  });
});

describe('a change', () => {
  it('is applied, waits for the restart, and is verified after it', async () => {
    const applied = await run('apply --max-user-port 65534 --yes --accept-side-effects');
    expect(applied).toMatchObject({
      exitCode: 3010,
      answer: { value: { verdict: 'waiting-for-restart', sideEffects: [{ code: 'LISTENERS_INSIDE', total: 2 }] } },
    });
    expect(applied.lines.join('\n')).toContain(
      'Might break something here: Services that listen on ports in the new range: OrderService.exe',
    );
    expect(await maxUserPort()).toBe(65534);
    expect(await run('verify')).toMatchObject({ exitCode: 3010 });
    await office.practice.practice?.restart();
    expect(await run('verify')).toMatchObject({ exitCode: 0, summary: 'Last change: in effect' });
    expect(await run('apply --max-user-port 65534 --yes --accept-side-effects')).toMatchObject({
      exitCode: 4,
      code: 'ALREADY_AS_WANTED',
      summary: 'Already set. No change was made.',
    });
  });

  it('is refused by name where it may break something here, until that is accepted, and the plan warns of it', async () => {
    const refused = await run('apply --max-user-port 65534 --time-wait-delay 30 --yes');
    expect(refused).toMatchObject({ exitCode: 2, code: 'SIDE_EFFECTS' });
    expect(refused.summary).toContain('nothing was changed. To continue anyway, use --accept-side-effects.');
    expect(refused.summary).toContain('OrderService.exe (PID 4312) 8080, BackupAgent.exe (PID 2264) 10000');
    expect(await maxUserPort()).toBeNull();
    expect(await office.handlers['backups.list']({})).toMatchObject({ value: { backups: [] } });

    for (const line of ['plan', 'apply --dry-run'])
      expect((await run(`${line} --max-user-port 65534`)).lines.join('\n')).toContain(
        'apply needs --accept-side-effects for this plan',
      );
    expect((await run('plan --time-wait-delay 30')).lines.join('\n')).not.toContain('--accept-side-effects');
    // Notes hold nothing up, and neither does what has none.
    expect(await run('apply --time-wait-delay 30 --yes')).toMatchObject({ exitCode: 3010 });
  });

  it('is refused by apply and by restore when it leaves fewer ports, but never on the way back', async () => {
    await run('backup --note before');
    await run('apply --max-user-port 65534 --yes --accept-side-effects');
    await office.practice.practice?.restart();
    const fewer = await run('apply --max-user-port default --yes');
    expect(fewer).toMatchObject({ exitCode: 2, code: 'SIDE_EFFECTS' });
    expect(fewer.summary).toContain('Serious: fewer ports than now');
    expect(await run('restore latest --yes')).toMatchObject({ exitCode: 2, code: 'SIDE_EFFECTS' });
    expect(await maxUserPort()).toBe(65534);
    expect(await run('undo --yes')).toMatchObject({ exitCode: 3010 });
    expect(await maxUserPort()).toBeNull();
  });

  it('is kept with its ticket number: in the journal, the history, its table and the ticket text', async () => {
    office.ticketNumber = 'INC0012345';
    await office.reopen();
    const applied = await run('apply --time-wait-delay 30 --yes');
    expect(applied.answer).toMatchObject({ value: { record: { changes: [{ name: 'TcpTimedWaitDelay' }] } } });
    const history = await office.handlers['history.read']({});
    const event = history.ok ? history.value.entries[0]?.event : undefined;
    expect(event).toMatchObject({ kind: 'apply', outcome: 'done', ticketNumber: 'INC0012345' });
    const ticket = await office.handlers['ticket.make']({
      id: event?.changeId ?? '',
      options: { requester: '', ticketNumber: '', leavesOutUserNames: false },
    });
    expect(ticket.ok && ticket.value.text).toContain('Ticket number: INC0012345');
    expect(historyCsv(event ? [event] : [])).toContain(',INC0012345,trainee\r\n');
  });

  it('is undone once, and not applied again by a second undo', async () => {
    await run('apply --max-user-port 65534 --yes --accept-side-effects');
    expect(await run('undo --dry-run')).toMatchObject({ exitCode: 0, answer: { kind: 'plan' } });
    expect(await maxUserPort()).toBe(65534);
    expect(await run('undo --yes')).toMatchObject({ answer: { kind: 'outcome' } });
    expect(await maxUserPort()).toBeNull();
    expect(await run('undo --yes')).toMatchObject({ exitCode: 4 });
    expect(await maxUserPort()).toBeNull();
  });

  it('is undone by its id, even when another came after it, and the dry run matches the undo', async () => {
    const first = await run('apply --time-wait-delay 30 --yes');
    const id = first.answer?.kind === 'outcome' ? first.answer.value.record.id : '';
    await run('apply --max-user-port 65534 --yes --accept-side-effects');
    expect(await run(`undo ${id} --dry-run`)).toMatchObject({
      exitCode: 0,
      answer: { value: { changes: [{ name: 'TcpTimedWaitDelay', after: { present: false } }] } },
    });
    expect(await run(`undo ${id} --yes`)).toMatchObject({
      answer: { kind: 'outcome', value: { record: { changes: [{ name: 'TcpTimedWaitDelay' }] } } },
    });
    expect(await run(`undo ${id} --dry-run`)).toMatchObject({ exitCode: 2, code: 'TOKEN_UNKNOWN' });
    expect(await run(`undo ${id} --yes`)).toMatchObject({ exitCode: 2, code: 'TOKEN_UNKNOWN' });
    expect(await maxUserPort()).toBe(65534);
  });

  it('is not undone when somebody else changed it since: drifted', async () => {
    await run('apply --max-user-port 65534 --yes --accept-side-effects');
    await setByAnother(60000);
    expect(await run('verify')).toMatchObject({ exitCode: 5 });
    expect(await run('undo --dry-run')).toMatchObject({
      exitCode: 5,
      summary: expect.stringContaining('values of this change changed in the meantime') as string,
    });
    expect(await run('undo --yes')).toMatchObject({ exitCode: 5, code: 'DRIFTED' });
    expect(await maxUserPort()).toBe(60000);
  });

  it('is not put back over a damaged history that may contain a newer one, except by its id', async () => {
    await run('apply --time-wait-delay 30 --yes');
    const cutOff = await run('apply --max-user-port 65534 --yes --accept-side-effects');
    const id = cutOff.answer?.kind === 'outcome' ? cutOff.answer.value.record.id : '';
    const file = join(office.folder, 'history-1.jsonl');
    const lines = (await readFile(file, 'utf8')).split('\n');
    await writeFile(file, lines.with(-2, 'x').join('\n'));
    await office.reopen();
    expect((await run('status')).lines.at(-1)).toContain(id);
    for (const line of ['undo --dry-run', 'undo --yes'])
      expect(await run(line)).toMatchObject({ exitCode: 1, code: 'HISTORY_DAMAGED' });
    expect(await maxUserPort()).toBe(65534);
    expect(await run(`undo ${id} --yes`)).toMatchObject({ answer: { kind: 'outcome' } });
    expect(await maxUserPort()).toBeNull();
  });

  it('is invalid input when it is out of range', async () => {
    expect(await run('apply --max-user-port 4999 --yes')).toMatchObject({ exitCode: 2, code: 'OUT_OF_RANGE' });
    expect(await maxUserPort()).toBeNull();
  });

  it('fails and is rolled back when Windows refuses it', async () => {
    await writeFile(
      join(office.folder, 'practice', 'faults.json'),
      JSON.stringify([{ kind: 'access-denied', name: 'MaxUserPort' }]),
    );
    expect(await run('apply --max-user-port 65534 --yes --accept-side-effects')).toMatchObject({
      exitCode: 1,
      code: 'CHANGE_FAILED',
    });
  });

  it('sets the UDP range of Windows 11 for both versions of IP, or for IPv4 alone, and undoes it', async () => {
    await office.practice.practice?.reset('windows11');
    const standard = { start: 49152, number: 16384 };
    const wide = { start: 10000, number: 55535 };
    const ranges = async () => {
      const read = await office.practice.portRange.read();
      return read.ok ? Object.entries(read.value).map(([name, reading]) => [name, reading.known && reading.range]) : [];
    };
    expect(await run('apply --udp-range 10000/55535 --yes')).toMatchObject({ exitCode: 2, code: 'SIDE_EFFECTS' });
    const applied = await run('apply --udp-range 10000/55535 --yes --accept-side-effects');
    expect(applied).toMatchObject({ exitCode: 0, answer: { value: { verdict: 'took-effect', movedAlong: [] } } });
    expect(applied.lines.join('\n')).toContain(
      'UDP: Services that listen on ports in the new range: VoiceGateway.exe (PID 7716) 16384.',
    );
    expect(await ranges()).toEqual([
      ['ipv4Tcp', standard],
      ['ipv4Udp', wide],
      ['ipv6Tcp', standard],
      ['ipv6Udp', wide],
    ]);
    const verified = await run('verify');
    expect(verified).toMatchObject({
      answer: {
        value: {
          storedAsWanted: true,
          proof: { reports: [{ transport: 'udp', finding: 'new-port' }, { ip: 'ipv6' }] },
        },
      },
    });
    expect(verified.lines.join('\n')).toMatch(/IPv4 UDP: simulated, \d+ ports from/);
    expect(await run('undo --yes')).toMatchObject({ exitCode: 0 });

    await writeFile(
      join(office.folder, 'practice', 'faults.json'),
      JSON.stringify([{ kind: 'moves-along', name: 'Dynamic ports IPv4 UDP' }]),
    );
    const moved = await run('apply --udp-range 20000:20000 --ipv4-only --yes --accept-side-effects');
    expect(moved).toMatchObject({
      answer: { value: { written: [{ range: 'ipv4Udp' }], movedAlong: [{ range: 'ipv6Udp', before: standard }] } },
    });
    expect(moved.lines.join('\n')).toContain(
      'Also changed by Windows, without being requested: Dynamic ports IPv6 UDP: 49152-65535 (16384 ports) -> 20000-39999 (20000 ports)',
    );
    expect((await run('undo --dry-run')).lines.join('\n')).not.toContain('ipv6 set dynamicport');
    await rm(join(office.folder, 'practice', 'faults.json'));
    const undone = await run('undo --yes');
    expect(undone).toMatchObject({
      exitCode: 0,
      answer: { value: { written: [{ range: 'ipv4Udp' }], movedAlong: [{ range: 'ipv6Udp', before: standard }] } },
    });
    expect(undone.lines.join('\n')).toContain(
      'Also changed by Windows, without being requested: Dynamic ports IPv6 UDP',
    );
    const now = (await ranges()).filter(([, range]) => JSON.stringify(range) !== JSON.stringify(standard));
    expect(now.map(([name]) => name)).toEqual(['ipv6Udp']);
  });

  it('is refused for the UDP range before Vista, and says why', async () => {
    const refused = await run('apply --udp-range 10000:55535 --yes');
    expect(refused).toMatchObject({ exitCode: 1, code: 'NO_DYNAMIC_RANGES' });
    expect(refused.summary).toContain('This version of Windows has no dynamic port ranges');
    expect(await office.handlers['backups.list']({})).toMatchObject({ value: { backups: [] } });
  });

  it('is refused while another process of the program works on the same files', async () => {
    office.acquireLock = changeLockOf(office.folder);
    const releaseLock = await changeLockOf(office.folder)();
    expect(releaseLock).not.toBeNull();
    expect(await run('apply --max-user-port 65534 --yes --accept-side-effects')).toMatchObject({
      exitCode: 1,
      code: 'BUSY',
    });
    expect(await maxUserPort()).toBeNull();
    releaseLock?.();
    expect(await run('apply --max-user-port 65534 --yes --accept-side-effects')).toMatchObject({ exitCode: 3010 });
  });

  it('is undone by undo when a crash cut it off', async () => {
    await writeFile(
      join(office.folder, 'practice', 'faults.json'),
      JSON.stringify([{ kind: 'hangs', name: 'MaxUserPort', when: 'after' }]),
    );
    void run('apply --max-user-port 65534 --yes --accept-side-effects');
    await expect.poll(maxUserPort).toBe(65534);
    await writeFile(join(office.folder, 'practice', 'faults.json'), '[]');
    const cutOff = office.folder;
    const after = await openOffice();
    await cp(cutOff, after.folder, { recursive: true });
    await office.close();
    office = after;
    await office.reopen();
    expect(await run('apply --max-user-port 60000 --yes --accept-side-effects')).toMatchObject({
      exitCode: 1,
      code: 'RECOVERY_PENDING',
    });
    expect((await run('status')).lines.at(-1)).toContain('A change was interrupted');
    const recovered = await run('undo --yes');
    expect(recovered).toMatchObject({ exitCode: 0, answer: { value: { verdict: 'never-in-effect' } } });
    expect(recovered.summary).toContain('the change was undone before it took effect; no restart is needed');
    expect(await maxUserPort()).toBeNull();
  });
});

describe('backups', () => {
  it("are taken, listed and restored, by default only the article's values", async () => {
    expect(await run('backup --note monday')).toMatchObject({
      exitCode: 0,
      summary: expect.stringContaining('Backup created and verified') as string,
    });
    await setByAnother(60000);
    await office.practice.registry.writeValue({ name: 'Hostname', type: 1, data: Buffer.from('other\0', 'utf16le') });
    expect(await run('backups')).toMatchObject({ exitCode: 0, summary: '1 backup, 0 failed verification' });
    expect(await run('restore latest --dry-run')).toMatchObject({
      answer: { kind: 'plan', value: { changes: [{ name: 'MaxUserPort' }] } },
    });
    expect(await run('restore latest --yes')).toMatchObject({
      answer: { value: { record: { reason: 'restore', changes: [{ name: 'MaxUserPort' }] } } },
    });
    expect(await maxUserPort()).toBeNull();
    expect(await run('restore latest --value Nonsense --yes')).toMatchObject({ exitCode: 2 });
    expect(await run('restore 3f0c9a52-7d0e-4a51-9a3c-0d6b7a1c2e4f --yes')).toMatchObject({
      exitCode: 2,
      code: 'TOKEN_UNKNOWN',
    });
  });

  it('never say that the registry is as it was when they may have lost what was absent', async () => {
    await run('backup --note before');
    const [backup] = (await must(office.handlers['backups.list']({}))).backups;
    const file = backup?.backup.file ?? '';
    await writeFile(file, Buffer.concat([await readFile(file), Buffer.from('\r\n', 'utf16le')]));
    for (const consent of ['', ' --accept-broken-seal'])
      expect(await run(`restore latest --yes${consent}`)).toMatchObject({ exitCode: 1, code: 'SEAL_BROKEN' });
  });

  it('are restored with a failed integrity check only when that was accepted', async () => {
    const { answer } = await run('backup');
    if (answer?.kind !== 'backup') throw new Error('no backup');
    await setByAnother(60000);
    await writeFile(
      answer.value.file,
      'Windows Registry Editor Version 5.00\r\n\r\n[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters]\r\n"MaxUserPort"=dword:00001388\r\n',
    );
    expect(await run('restore latest --yes')).toMatchObject({ exitCode: 1, code: 'SEAL_BROKEN' });
    expect(await maxUserPort()).toBe(60000);
  });
});

describe('the printed text', () => {
  it('is a one-line summary for every failure, whatever it contains', () => {
    const error: AppError = {
      code: 'MACHINE_FAILED',
      action: 'system.read',
      windowsCode: null,
      detail: `one\ntwo\u2028three ${'x'.repeat(5000)}`,
    };
    const summary = errorSummary(words, 'status', error);
    expect(summary).toMatch(/^status failed: .*one two three/);
    expect(summary.length).toBeLessThanOrEqual(2000);
    expect(problemText(words, { kind: 'unexpected-argument', text: 'a\nb' })).toBe('Too many arguments: a b.');
  });

  it('names every option of a command in its help', () => {
    const help = helpLines(words, 'wizard', 'restore').join('\n');
    expect(help).toContain('wizard restore ID|latest [options]');
    expect(helpLines(words, 'wizard', 'undo')[0]).toBe('Usage: wizard undo [ID] [options]');
    for (const option of [
      '--value',
      '--accept-broken-seal',
      '--accept-side-effects',
      '--dry-run',
      '--yes',
      '--json',
      '3010',
    ])
      expect(help).toContain(option);
  });

  it('has the published schema', async () => {
    const schema = z.toJSONSchema(reportSchema, { target: 'draft-2020-12' });
    await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(resolve('docs/command-line.schema.json'));
  });
});
