// The shapes of changes and side effects as they are stored and sent.
import { z } from 'zod';
import type { Change, Setting } from './change';
import type { SideEffect } from './side-effects';
import { portRangeSchema } from '../port-ranges/dynamic-ranges.schema';
import { rangeNames } from '../port-ranges/dynamic-ranges';
import { storedValueSchema } from '../registry/stored-value.schema';

/** One side of a change. */
export const settingSchema: z.ZodType<Setting> = z.union([storedValueSchema, portRangeSchema]);

/** A value, as since the first version; or a range, since dynamic port ranges are changed as well. */
export const changeSchema: z.ZodType<Change> = z.union([
  z.strictObject({ name: z.string(), before: storedValueSchema, after: storedValueSchema }),
  z.strictObject({ name: z.string(), range: z.enum(rangeNames), before: portRangeSchema, after: portRangeSchema }),
]);

export const sideEffectSchema: z.ZodType<SideEffect> = z.union([
  z.strictObject({
    code: z.literal('SMALLER_RANGE'),
    severity: z.literal('severe'),
    before: z.number().int(),
    after: z.number().int(),
  }),
  z.strictObject({
    code: z.literal('LISTENERS_INSIDE'),
    severity: z.literal('warning'),
    total: z.number().int(),
    listeners: z.array(
      z.strictObject({ port: z.number().int(), processId: z.number().int(), name: z.string().nullable() }),
    ),
  }),
  z.strictObject({
    code: z.literal('EXCLUDED_INSIDE'),
    severity: z.literal('note'),
    ranges: z.array(portRangeSchema),
    ports: z.number().int(),
  }),
  z.strictObject({ code: z.literal('EXCLUDED_CUT'), severity: z.literal('note'), ranges: z.array(portRangeSchema) }),
  z.strictObject({
    code: z.literal('NO_BLOCK_FOR_WSL'),
    severity: z.enum(['severe', 'note']),
    wsl: z.enum(['seen', 'not-seen', 'not-known']),
    largest: z.number().int(),
  }),
  z.strictObject({
    code: z.literal('LOW_RESERVATIONS'),
    severity: z.enum(['warning', 'note']),
    programs: z.array(z.string()),
    reserved: z.number().int(),
  }),
  z.strictObject({
    code: z.literal('NOT_CHECKED'),
    severity: z.literal('warning'),
    what: z.enum(['listeners', 'excluded-ranges']),
  }),
]);
