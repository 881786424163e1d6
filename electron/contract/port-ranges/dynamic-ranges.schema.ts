// The shapes of port ranges as they are stored.
import { z } from 'zod';

export const portRangeSchema = z.strictObject({
  start: z.number().int().min(0).max(65535),
  number: z.number().int().min(0).max(65536),
});

export const rangeReadingSchema = z.union([
  z.strictObject({ known: z.literal(true), range: portRangeSchema }),
  z.strictObject({ known: z.literal(false), raw: z.string() }),
]);

export const portRangesSchema = z.strictObject({
  ipv4Tcp: rangeReadingSchema,
  ipv4Udp: rangeReadingSchema,
  ipv6Tcp: rangeReadingSchema,
  ipv6Udp: rangeReadingSchema,
});
