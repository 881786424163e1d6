// The append-only history: one JSON line for each change, restore, undo, refusal, failure and backup.
// Protects: every line carries the hash of the line before it, so that a changed, swapped or removed line is noticed.
import { createHash } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { auditEventSchema, type AuditEvent } from '../contract/audit';
import type { ChainFault } from '../contract/backups';

const lineSchema = z.strictObject({
  /** Counts from 1. */
  number: z.number().int().min(1),
  /** SHA-256 of the line before, without its line end; 64 zeros in the first line. */
  previous: z.string().regex(/^[0-9a-f]{64}$/),
  event: auditEventSchema,
});

export interface AuditReading {
  /** Events that could be read, oldest first. */
  readonly events: readonly AuditEvent[];
  readonly faults: readonly ChainFault[];
}

export interface AuditLog {
  /** Adds a line and flushes it. Rejects with the error of the file system. */
  append(event: AuditEvent): Promise<void>;
  read(): Promise<AuditReading>;
}

const firstPrevious = '0'.repeat(64);

/** The history in `file`. Appends are carried out one after the other. */
export function auditLog(file: string): AuditLog {
  let queue: Promise<unknown> = Promise.resolve();

  async function appendNow(event: AuditEvent): Promise<void> {
    const text = await textOf(file);
    const lines = completeLines(text);
    const line = JSON.stringify({ number: lines.length + 1, previous: hashOf(lines.at(-1)), event });
    await mkdir(dirname(file), { recursive: true });
    const handle = await open(file, 'a');
    try {
      // A line that a power cut left unfinished is ended first; it stays in the file as what it is.
      await handle.appendFile(`${text === '' || text.endsWith('\n') ? '' : '\n'}${line}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
  }

  return {
    append(event) {
      const appended = queue.then(() => appendNow(event));
      queue = appended.catch(() => undefined);
      return appended;
    },
    async read() {
      await queue;
      return readLines(await textOf(file));
    },
  };
}

function readLines(text: string): AuditReading {
  const events: AuditEvent[] = [];
  const faults: ChainFault[] = [];
  let previous = firstPrevious;
  for (const [index, line] of completeLines(text).entries()) {
    const number = index + 1;
    const parsed = parseLine(line);
    if (!parsed) faults.push({ line: number, kind: 'unreadable' });
    else {
      events.push(parsed.event);
      if (parsed.previous !== previous || parsed.number !== number) faults.push({ line: number, kind: 'not-linked' });
    }
    previous = hashOf(line);
  }
  if (text !== '' && !text.endsWith('\n')) faults.push({ line: completeLines(text).length, kind: 'cut-off' });
  return { events, faults };
}

function parseLine(line: string): z.infer<typeof lineSchema> | null {
  try {
    return lineSchema.parse(JSON.parse(line));
  } catch {
    return null;
  }
}

/** Every line of the text; a last one without line end counts too. */
function completeLines(text: string): string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

function hashOf(line: string | undefined): string {
  return line === undefined ? firstPrevious : createHash('sha256').update(line).digest('hex');
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}
