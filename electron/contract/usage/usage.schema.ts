// The shapes of what the window asks about the usage.
import { z } from 'zod';
import { rangeNames } from '../port-ranges/dynamic-ranges';

const moment = z.number().min(0).max(8.64e15);
const addressSchema = z.string().min(2).max(45);

/** A part of the usage that the chart can be filtered by. */
export const usageSubjectSchema = z.union([
  z.strictObject({ kind: z.literal('process'), processId: z.number().int().min(0).max(0xffff_ffff) }),
  z.strictObject({ kind: z.literal('udp-process'), processId: z.number().int().min(0).max(0xffff_ffff) }),
  z.strictObject({ kind: z.literal('range'), name: z.enum(rangeNames) }),
  z.strictObject({ kind: z.literal('endpoint'), address: addressSchema, port: z.number().int().min(0).max(65535) }),
  z.strictObject({ kind: z.literal('address'), address: addressSchema }),
]);

export const historyQuestionSchema = z.strictObject({
  from: moment,
  to: moment,
  /** Rows at most. */
  rows: z.number().int().min(2).max(20_000),
  subject: z.union([z.null(), usageSubjectSchema]),
});

const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const largestPng = 16 * 1024 * 1024;
export const pngSchema = z
  .instanceof(Uint8Array<ArrayBufferLike>)
  .refine(
    (bytes) => bytes.length <= largestPng && pngSignature.every((byte, index) => bytes[index] === byte),
    'not a PNG, or too large',
  );

/** What can be saved to a file that the person chooses in a native dialog. */
export const usageExportSchema = z.union([
  z.strictObject({ kind: z.literal('history-csv'), question: historyQuestionSchema }),
  z.strictObject({
    kind: z.literal('table-csv'),
    table: z.enum(['ranges', 'processes', 'endpoints', 'addresses', 'udp-processes']),
  }),
  z.strictObject({ kind: z.literal('chart-png'), png: pngSchema }),
]);
