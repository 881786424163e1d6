// The shapes of what a person requests.
import { z } from 'zod';
import { rangeNames } from '../port-ranges/dynamic-ranges';
import { parameterNames } from '../registry/parameters';

const port = z.number().int().min(0).max(65535);

/** One number for a parameter, a REG_DWORD; null deletes the value, so that the default of Windows holds again. */
export const requestedValueSchema = z.strictObject({
  name: z.enum(parameterNames),
  value: z.number().int().min(0).max(0xffff_ffff).nullable(),
});

/** A dynamic port range (Vista and later). Its limits are judged later. */
export const requestedRangeSchema = z.strictObject({
  range: z.enum(rangeNames),
  value: z.strictObject({ start: port, number: port }),
});

export const requestedChangeSchema = z.union([requestedValueSchema, requestedRangeSchema]);

/** One or more, each for another value or range. */
export const requestedChangesSchema = z
  .array(requestedChangeSchema)
  .min(1)
  .refine((requested) => new Set(requested.map(subjectOf)).size === requested.length, 'one value or range twice');

function subjectOf(requested: z.infer<typeof requestedChangeSchema>): string {
  return 'range' in requested ? requested.range : requested.name;
}
