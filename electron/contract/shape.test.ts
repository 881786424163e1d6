// The shapes that are stored or sent follow from their schemas. What stands here is checked by the compiler (npm run typecheck).
import { describe, expect, expectTypeOf, it } from 'vitest';
import { z } from 'zod';
import type { Change } from './change/change';
import type { AppError } from './errors/errors';
import type { ChangeRecord } from './history/change-record';
import { changeRecordSchema } from './history/change-record.schema';
import type { HistoryEvent } from './history/history-event';
import type { CallInput, CallOutput, Events, Handlers } from './ipc/calls';
import { callNames, table } from './ipc/calls.schema';
import type { Shape } from './shape';

const id = '3f0c9a52-7d0e-4a51-9a3c-0d6b7a1c2e4f';

const record = {
  id,
  reason: 'apply',
  state: 'open',
  startedAt: '2026-03-01T09:30:00.000Z',
  endedAt: null,
  changes: [{ name: 'MaxUserPort', before: { present: false }, after: { present: true, type: 4, hex: 'feff0000' } }],
  backup: {
    id,
    file: 'before.reg',
    folder: 'backups',
    createdAt: '2026-03-01T09:30:00.000Z',
    sizeInBytes: 1,
    sha256: '0a'.repeat(32),
    valueCount: 1,
    writtenBy: 'own-codec',
  },
  bootedAt: '2026-03-01T09:30:00.000Z',
  computerName: 'PC-7',
  userName: 'admin',
  programVersion: '0.2.0',
} satisfies ChangeRecord;

describe('a shape', () => {
  it('is read-only through and through, and leaves bytes and the unknown as they are', () => {
    const schema = z.strictObject({
      list: z.array(z.strictObject({ name: z.string() })),
      bytes: z.instanceof(Uint8Array),
      rest: z.unknown(),
      choice: z.string().optional(),
    });
    expect(schema.safeParse({ list: [{ name: 'x' }], bytes: Uint8Array.of(1), rest: null }).success).toBe(true);
    expectTypeOf<Shape<typeof schema>>().toEqualTypeOf<{
      readonly list: readonly { readonly name: string }[];
      readonly bytes: Uint8Array<ArrayBuffer>;
      readonly rest: unknown;
      readonly choice?: string | undefined;
    }>();
  });

  it('cannot have a field that its schema lacks, not even an optional one', () => {
    expect(changeRecordSchema.safeParse(record).success).toBe(true);
    // @ts-expect-error -- a field that is not in the schema: the history would refuse to read it again
    const longer: ChangeRecord = { ...record, forgotten: 'x' };
    expect(changeRecordSchema.safeParse(longer).success).toBe(false);
    expectTypeOf<keyof ChangeRecord>().toEqualTypeOf<keyof z.infer<typeof changeRecordSchema>>();
    expectTypeOf<ChangeRecord>().toEqualTypeOf<Shape<typeof changeRecordSchema>>();
  });

  it('keeps the kinds of a union apart', () => {
    expectTypeOf<HistoryEvent['changes'][number]>().toEqualTypeOf<Change>();
    expectTypeOf<Extract<AppError, { code: 'BUSY' }>>().toEqualTypeOf<{ readonly code: 'BUSY' }>();
    expectTypeOf<Extract<AppError, { code: 'BACKUP_MISMATCH' }>>().toEqualTypeOf<{
      readonly code: 'BACKUP_MISMATCH';
      readonly names: readonly string[];
    }>();
  });
});

describe('the table of calls', () => {
  it('gives each call its input and its output, and each event what it brings', () => {
    expectTypeOf<CallInput<'plan.apply'>>().toEqualTypeOf<{ readonly token: string }>();
    expectTypeOf<CallInput<'recovery.settle'>['action']>().toEqualTypeOf<'restore' | 'keep'>();
    expectTypeOf<CallOutput<'history.export'>>().toEqualTypeOf<{ readonly file: string }>();
    expectTypeOf<Events['reg-file.progress']>().toEqualTypeOf<number>();
  });

  it('does without no handler, and knows events from calls', () => {
    type AllButOne = Omit<Handlers, 'plan.apply'>;
    // @ts-expect-error -- the compiler names the call that nobody answers
    const incomplete: Handlers = {} as AllButOne;
    expect(incomplete).toEqual({});
    expect(callNames).not.toContain('usage.sampled');
    expect(callNames).toHaveLength(Object.values(table).filter(({ direction }) => direction === 'to-main').length);
  });
});
