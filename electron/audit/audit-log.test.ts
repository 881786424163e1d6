import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditEvent } from '../contract/audit';
import { auditLog } from './audit-log';

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'port-wizard-unit-'));
  file = join(folder, 'history.jsonl');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const event = (userName: string): AuditEvent => ({
  at: '2026-01-02T03:04:05.000Z', kind: 'apply', outcome: 'done', errorCode: null, changeId: null, changes: [], backup: null,
  manifestSha256: null, computerName: 'PC', userName, programVersion: '1.0.0',
});

async function filled(count = 4) {
  const log = auditLog(file);
  await Promise.all(Array.from({ length: count }, (_, index) => log.append(event(`user ${index}`))));
  return readFile(file, 'utf8');
}

describe('the history', () => {
  it('is empty, and whole, before anything happened', async () => {
    expect(await auditLog(file).read()).toEqual({ events: [], faults: [] });
  });

  it('gives back what was appended, in order, also by another run', async () => {
    await filled();
    await auditLog(file).append(event('later'));
    const { events, faults } = await auditLog(file).read();
    expect(events.map(({ userName }) => userName)).toEqual(['user 0', 'user 1', 'user 2', 'user 3', 'later']);
    expect(faults).toEqual([]);
  });

  it.each<[string, (lines: string[]) => string[], { line: number; kind: string }[]]>([
    ['a changed line', (lines) => lines.with(1, (lines[1] ?? '').replace('user 1', 'nobody')), [{ line: 3, kind: 'not-linked' }]],
    ['a removed line', (lines) => lines.toSpliced(1, 1), [{ line: 2, kind: 'not-linked' }, { line: 3, kind: 'not-linked' }]],
    ['a removed first line', (lines) => lines.slice(1), [1, 2, 3].map((line) => ({ line, kind: 'not-linked' }))],
    ['lines that changed places', (lines) => [lines[1] ?? '', lines[0] ?? '', ...lines.slice(2)], [1, 2, 3].map((line) => ({ line, kind: 'not-linked' }))],
    ['a line of garbage', (lines) => lines.with(2, '{]'), [{ line: 3, kind: 'unreadable' }, { line: 4, kind: 'not-linked' }]],
  ])('notices %s', async (_, tamper, faults) => {
    const lines = (await filled()).trimEnd().split('\n');
    await writeFile(file, tamper(lines).map((line) => `${line}\n`).join(''));
    expect((await auditLog(file).read()).faults).toEqual(faults);
  });

  it('keeps every whole line, and says where it was cut off, wherever a power cut ends the file', async () => {
    const text = await filled(3);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: text.length }), async (length) => {
        await writeFile(file, text);
        await truncate(file, length);
        const whole = text.slice(0, length).split('\n').length - 1;
        const before = await auditLog(file).read();
        expect(before.events.length).toBeGreaterThanOrEqual(whole);
        const isCleanCut = length === 0 || text[length - 1] === '\n';
        expect(before.faults.length > 0).toBe(!isCleanCut);
        await auditLog(file).append(event('after the cut'));
        const { events } = await auditLog(file).read();
        expect(events.at(-1)?.userName).toBe('after the cut');
      }),
      { numRuns: 60 },
    );
  });
});
