// What a process with administrator rights measures for the window, in the shape in which it comes through the channel.
import { z } from 'zod';
import { tcpipEvents, unknownReasons } from './diagnosis';

const moment = z.number().min(0).max(8.64e15);
const count = z.number().int().min(0).max(0xffff_ffff);
const text = z.string().max(32_767);

const notKnown = z.strictObject({ known: z.literal(false), reason: z.enum(unknownReasons), detail: text });

const ownerSchema = z.strictObject({
  processId: count,
  startedAt: moment.nullable(),
  path: text.nullable(),
  company: text.nullable(),
  handles: count.nullable(),
  services: z
    .array(z.strictObject({ name: text, displayName: text, isStoppable: z.boolean() }))
    .max(1000)
    .nullable(),
  isRunning: z.boolean().nullable(),
  firstSeenAt: moment.nullable(),
});

const eventsSchema = z.strictObject({
  since: moment,
  counts: z
    .array(
      z.strictObject({
        id: z.union(tcpipEvents.map((id) => z.literal(id))),
        count,
        lastAt: moment,
        coveredSince: moment.optional(),
      }),
    )
    .max(tcpipEvents.length),
});

/** The largest holders of ports and the System log: what may be refused to a process without rights. */
export const measurementSchema = z.strictObject({
  owners: z.union([z.strictObject({ known: z.literal(true), value: z.array(ownerSchema).max(64) }), notKnown]),
  events: z.union([z.strictObject({ known: z.literal(true), value: eventsSchema }), notKnown]),
});
