// The shapes of changes and side effects as they are stored and sent.
import { z } from 'zod';
import { portRangeSchema } from '../port-ranges/dynamic-ranges.schema';
import { rangeNames } from '../port-ranges/dynamic-ranges';
import { storedValueSchema } from '../registry/stored-value.schema';

export const settingSchema = z.union([storedValueSchema, portRangeSchema]);

export const valueChangeSchema = z.strictObject({
  name: z.string(),
  before: storedValueSchema,
  after: storedValueSchema,
});

export const rangeChangeSchema = z.strictObject({
  /** Its title. */
  name: z.string(),
  range: z.enum(rangeNames),
  before: portRangeSchema,
  after: portRangeSchema,
});

/** A value, as since the first version; or a range, since dynamic port ranges are changed as well. */
export const changeSchema = z.union([valueChangeSchema, rangeChangeSchema]);

export const listenerSchema = z.strictObject({
  port: z.number().int(),
  processId: z.number().int(),
  /** File name of the program; null where Windows does not tell it. */
  name: z.string().nullable(),
});

/** Ports of TCP where it is absent, as in records from before UDP ranges could be changed. */
const transport = z.literal('udp').optional();

export const sideEffectSchema = z.union([
  /** Fewer ports than now: connections fail sooner. */
  z.strictObject({
    code: z.literal('SMALLER_RANGE'),
    transport,
    severity: z.literal('severe'),
    before: z.number().int(),
    after: z.number().int(),
  }),
  /** Windows may assign the port of such a program while it is not running; then it cannot start. */
  z.strictObject({
    code: z.literal('LISTENERS_INSIDE'),
    transport,
    severity: z.literal('warning'),
    total: z.number().int(),
    listeners: z.array(listenerSchema),
  }),
  /** Excluded ports inside the new range, some of them in its new part: they are not assigned, so it gives that much less. */
  z.strictObject({
    code: z.literal('EXCLUDED_INSIDE'),
    transport,
    severity: z.literal('note'),
    ranges: z.array(portRangeSchema),
    ports: z.number().int(),
  }),
  /** Excluded ranges that lie partly inside: one end of the new range runs through them. */
  z.strictObject({
    code: z.literal('EXCLUDED_CUT'),
    transport,
    severity: z.literal('note'),
    ranges: z.array(portRangeSchema),
  }),
  z.strictObject({
    code: z.literal('NO_BLOCK_FOR_WSL'),
    transport,
    severity: z.enum(['severe', 'note']),
    wsl: z.enum(['seen', 'not-seen', 'not-known']),
    largest: z.number().int(),
  }),
  /** Hyper-V, WinNAT and Docker reserve ports out of the dynamic range: now on low ports too, which developers use. */
  z.strictObject({
    code: z.literal('LOW_RESERVATIONS'),
    severity: z.enum(['warning', 'note']),
    programs: z.array(z.string()),
    reserved: z.number().int(),
  }),
  z.strictObject({
    code: z.literal('NOT_CHECKED'),
    transport,
    severity: z.literal('warning'),
    what: z.enum(['listeners', 'excluded-ranges']),
  }),
  /**
   * A DNS server holds 2,500 UDP ports by design; on Windows 2000 and 2003, where MaxUserPort is set, ports from 1024 up to it
   * (MS08-037). `lastPort` is the last port of the new range.
   */
  z.strictObject({
    code: z.literal('DNS_SERVER'),
    severity: z.literal('note'),
    by: z.enum(['MaxUserPort', 'udp-range']),
    dns: z.enum(['seen', 'not-known']),
    lastPort: z.number().int(),
  }),
]);
