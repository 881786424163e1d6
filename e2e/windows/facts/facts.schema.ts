// What windows-facts.ps1 writes. A fact that could not be read is unknown, with the reason.
import { z } from 'zod';

const fact = <T extends z.ZodType>(value: T) =>
  z.union([z.strictObject({ value }), z.strictObject({ unknown: z.string().min(1) })]);
/** Bytes that a program of Windows printed. */
const printed = z.strictObject({ line: z.string(), code: z.int(), base64: z.base64() });
const ports = z.array(z.int().min(1).max(65535)).length(40);
const tableTime = fact(z.strictObject({ rows: z.int().min(0), milliseconds: z.number().min(0) }));
const time = z.iso.datetime({ offset: true });

export const factsSchema = z.strictObject({
  format: z.literal(1),
  isElevated: z.boolean().nullable(),
  system: fact(
    z.strictObject({
      product: z.string(),
      build: z.string().regex(/^\d+\.\d+$/),
      language: z.string(),
      powerShell: z.string(),
      oemCodePage: z.string(),
      consoleCodePage: z.int(),
    }),
  ),
  ranges: fact(z.array(printed).length(4)),
  excludedRanges: fact(z.array(printed).length(2)),
  stored: fact(z.record(z.string(), z.string())),
  boundExport: fact(z.strictObject({ ipv4: z.boolean(), ipv6: z.boolean() })),
  boundInTable: fact(z.boolean()),
  boundInPowerShell: fact(z.boolean()),
  boundInNetstat: fact(z.strictObject({ code: z.int(), lines: z.array(z.string()) })),
  bootIdentities: fact(
    z.strictObject({
      sharedPage: z.int(),
      smss: z.array(time),
      prefetch: z.union([z.int(), z.literal('absent')]),
      lastBoot: time,
      event12: z.array(time),
    }),
  ),
  eventLog: fact(z.array(printed).length(4)),
  orderTcp: fact(ports),
  orderUdp: fact(ports),
  /** Owner and access list as SDDL, or "unknown". */
  folders: fact(z.record(z.string(), z.string())),
  tableTime,
  tableTimeUnderLoad: tableTime.optional(),
  moves: fact(
    z.strictObject({
      before: z.array(printed).length(4),
      set: printed,
      during: z.array(printed).length(4),
      restored: printed,
      after: z.array(printed).length(4),
    }),
  ).optional(),
  timeWaitSeconds: fact(z.number().min(1).max(310)).optional(),
});

export type Facts = z.infer<typeof factsSchema>;
