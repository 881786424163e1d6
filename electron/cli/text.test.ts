// What reaches a terminal or a script: code pages, forged lines, and the JSON of a computer with another script in its names.
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readManifest } from '../backup/manifest';
import { loadPlainWords, type Words } from '../contract/messages/messages';
import { readInvocation } from './arguments';
import { carryOutCommand } from './commands';
import { reportSchema, type Report } from './report';
import type { HistoryFault } from '../contract/integrity/history-fault';
import { answerLines, answerSummary, errorSummary, faultLines, problemText, reportText } from './text';
import { openOffice, type Office } from '../ipc/handlers/handlers.fixture';

let words: Words;
beforeEach(async () => {
  ({ words } = await loadPlainWords());
});

/** `status` on a computer whose names are Japanese; its summary as earlier versions printed it. */
const japanese: Report = reportSchema.parse({
  schema: 'ephemeral-port-wizard/command-line',
  schemaVersion: 4,
  command: 'status',
  exitCode: 0,
  summary: 'MaxUserPort not set, range 1025–5000 (3976 ports)',
  isDryRun: false,
  isPractice: true,
  historyFaults: [],
  resultKind: 'status',
  error: null,
  result: {
    machine: {
      kind: 'practice',
      product: 'Windows Server 2003 R2',
      version: '5.2.3790',
      computerName: '経理部の電脳',
      userName: '管理者 👩\u007f',
      sessionUser: null,
      isElevated: true,
      bootedAt: '2026-11-26T12:47:28.899Z',
      programVersion: '0.1.0',
    },
    key: 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters',
    values: [],
    effectiveRange: null,
    lastChange: null,
    openChange: null,
  },
});

describe('the JSON of an answer', () => {
  it('is one line of ASCII that no code page can corrupt, with the same content', () => {
    const text = reportText(japanese, ['not printed'], true);
    expect(text).toMatch(/^[\x20-\x7e]+\n$/);
    expect(text).toContain('"computerName":"\\u7d4c\\u7406\\u90e8\\u306e\\u96fb\\u8133"');
    expect(JSON.parse(text)).toEqual(japanese);
    // As Windows PowerShell 5.1 reads it on a computer with code page 932, 437 or 850.
    for (const codePage of ['shift_jis', 'ibm866', 'windows-1252']) {
      expect(JSON.parse(new TextDecoder(codePage).decode(Buffer.from(text)))).toEqual(japanese);
    }
  });
});

describe('the warning about the history', () => {
  const damage = { file: 'history-1.jsonl', line: 3, kind: 'altered' } as const;
  const newer = { file: 'history-1.jsonl', line: 4, kind: 'newer' } as const;

  it('does not call damage what a later version wrote', () => {
    const told = "The history has 2 entries of a newer version of this app, which this version can't read.";
    expect(faultLines(words, [])).toEqual([]);
    expect(faultLines(words, [newer, newer])).toEqual([told]);
    expect(faultLines(words, [newer, damage, newer])).toEqual([
      'The history is damaged in 1 place: history-1.jsonl, line 3, was modified.',
      told,
    ]);
    const summary = (faults: readonly HistoryFault[]) =>
      errorSummary(words, 'undo', { code: 'HISTORY_DAMAGED', faults: [...faults] });
    expect(summary([newer])).not.toContain('damaged');
    expect(summary([newer, damage])).toContain('is damaged');
  });
});

describe('a listing', () => {
  let office: Office;
  beforeEach(async () => {
    office = await openOffice();
  });
  afterEach(() => office.close());

  async function printed(line: string): Promise<string> {
    const asked = readInvocation(line.split(' '));
    if (asked.kind !== 'run') throw new Error(JSON.stringify(asked));
    const { answer, exitCode } = await carryOutCommand(office.services, asked.request);
    if (!answer.ok) throw new Error(JSON.stringify(answer.error));
    const report: Report = {
      ...japanese,
      command: asked.request.command,
      exitCode,
      summary: answerSummary(words, answer.value),
      resultKind: answer.value.kind,
      result: answer.value.value,
    };
    return reportText(report, answerLines(words, answer.value), asked.request.isJson);
  }

  it('cannot be forged by the note of a backup from an earlier version, nor by a file name', async () => {
    await printed('backup --note monday');
    const folder = join(office.folder, 'backups');
    const [name = ''] = (await readdir(folder)).filter((file) => file.endsWith('.json'));
    const manifest = readManifest(await readFile(join(folder, name), 'utf8'));
    if (!manifest) throw new Error('no manifest');
    await writeFile(
      join(folder, name.replace('.json', '-2.json')),
      JSON.stringify({ ...manifest, note: 'kept\n3f0c9a52  2026-01-01  intact  forged.reg\u001b[2K\u202e' }),
    );
    await writeFile(join(folder, 'stranger\nforged.reg'), '');
    const text = await printed('backups');
    expect(text).toContain('monday');
    expect(text).toContain('kept 3f0c9a52  2026-01-01  intact  forged.reg [2K');
    expect(text.split('\n').filter((line) => line.startsWith('3f0c9a52') || line.startsWith('forged'))).toEqual([]);
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    expect(await printed('backups --json')).not.toContain('\\u001b');
  });

  it('cannot be forged by the name of a value or a computer', () => {
    const text = reportText(
      { ...japanese, summary: 'done\r\nforged' },
      ['a\u2028MaxUserPort\n: 5000 -> 65534', 'b\u001b[1Ac'],
      false,
    );
    expect(text).toBe('a MaxUserPort : 5000 -> 65534\nb [1Ac\ndone forged\n');
  });

  it('refuses such a note at the gate too', async () => {
    expect(
      await import('../contract/ipc/calls.schema').then(
        ({ table }) => table['backup.create'].input.safeParse({ note: 'a\nb' }).success,
      ),
    ).toBe(false);
  });
});

describe('the text about a wrong number', () => {
  it.each([
    ['plan --max-user-port -5000', '--max-user-port: "-5000" has a sign; enter the number without one.'],
    [
      'plan --max-user-port 4294967296',
      '--max-user-port: "4294967296" is too large; the registry stores at most 4294967295.',
    ],
    ['plan --range 1025:-1', '--range: "-1" has a sign; enter the number without one.'],
    [
      'plan --max-user-port x',
      '--max-user-port: "x" isn\'t a number; enter digits, for example 65534, or the word default.',
    ],
    [
      '--max-user-port 65534 --yes',
      'Which command? --max-user-port belongs to one, for example apply; the window opens without arguments.',
    ],
    ['--gpu-launcher=x', '--gpu-launcher is not an option here.'],
  ])('explains %s', (line, text) => {
    const asked = readInvocation(line.split(' '));
    expect(asked.kind === 'refused' ? problemText(words, asked.problem) : asked.kind).toBe(text);
  });
});

describe('a backup that is not what the history says', () => {
  it('is refused with what is wrong with it', () => {
    expect(errorSummary(words, 'restore', { code: 'SEAL_BROKEN', seal: 'reg-changed' })).toContain('(reg-changed)');
  });
});
