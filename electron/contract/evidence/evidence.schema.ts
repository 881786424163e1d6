// The shapes of an evidence file's manifest and of its evidence.json (docs/evidence.md). Two writers make it: this program, and
// the collector script. Protects: what a writer does not know is left out, and read as unknown; fields that a later version adds
// are ignored.
import { z } from 'zod';
import { reportedErrors, tcpipEvents, unknownReasons } from '../diagnosis/diagnosis';
import { listenerSchema } from '../change/change.schema';
import { historyEventSchema } from '../history/history-event.schema';
import { historyFaultSchema } from '../integrity/history-fault.schema';
import { rangeNames } from '../port-ranges/dynamic-ranges';
import { storedValueSchema } from '../registry/stored-value.schema';
import { tcpStates } from '../usage/sample';
import { practiceLoads } from '../usage/usage';
import {
  evidenceFormat,
  evidenceLimits,
  evidenceParts,
  evidenceVersion,
  missingReasons,
  partName,
} from './evidence-limits';

/** Milliseconds since 1970. */
const moment = z.number().min(0).max(8.64e15);
const count = z.number().int().min(0).max(0xffff_ffff);
const ports = z.number().int().min(0).max(10_000_000);
const rate = z.number().min(-1e9).max(1e9);
const text = z.string().max(32_767);
const shortText = z.string().max(1000);
const address = z.string().min(2).max(64);

const part = z.string().regex(partName);
const partSchema = z.object({
  name: part,
  sizeInBytes: z.number().int().min(0).max(evidenceLimits.partBytes),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

/** What tells whether the rest can be read. */
export const evidenceHeadSchema = z.object({ format: z.string(), version: z.number().int().min(1) });

export const evidenceManifestSchema = z.object({
  format: z.literal(evidenceFormat),
  version: z.number().int().min(1).max(evidenceVersion),
  writtenBy: z.enum(['window', 'command-line', 'collector']),
  /** Of the program, or of the program that gave out the collector. */
  programVersion: shortText,
  /** ISO 8601, UTC. */
  madeAt: z.iso.datetime(),
  computer: z.object({
    /** Null where it is not known; a stand-in where names are replaced. */
    name: shortText.nullable(),
    product: shortText.nullable(),
    /** Minutes east of UTC; null where it is not known. */
    utcOffsetMinutes: z.number().int().min(-1440).max(1440).nullable().optional(),
  }),
  /** Whether the machine was the simulated one of the program. */
  isPractice: z.boolean().optional(),
  areNamesReplaced: z.boolean(),
  /** Of what took part, by name: Electron, PowerShell, Windows. */
  versions: z.record(z.string().max(100), shortText).optional(),
  /** Every part but the manifest. */
  files: z.array(partSchema).max(evidenceLimits.entries),
  /** What could be in the file and is not. */
  missing: z.array(z.object({ name: part, reason: z.enum(missingReasons), detail: shortText })).max(200),
});

/** What was read, or why there is nothing; left out where the writer cannot know. */
function reading<T extends z.ZodType>(value: T) {
  return z.union([
    z.object({ known: z.literal(true), value }),
    z.object({ known: z.literal(false), reason: z.enum(unknownReasons), detail: text }),
  ]);
}

const range = z.object({ start: z.number().int().min(0).max(65_535), number: z.number().int().min(0).max(65_536) });
const rangeReading = reading(range).optional();
const excluded = reading(z.array(range).max(10_000)).optional();
const [absentValue, presentValue] = storedValueSchema.options;
const stored = reading(z.union([absentValue.strip(), presentValue.strip()])).optional();

/** By state, in the order of `tcpStates`. */
const byState = z.array(ports).length(tcpStates.length);
const addressUsage = z.object({ address, ports, byState, usable: ports });
const rangeUsage = z.object({
  name: z.enum(rangeNames),
  range,
  usable: ports,
  excluded: ports.nullable(),
  largestFree: ports,
  ports,
  byState,
  busiest: addressUsage.nullable(),
});
const processUsage = z.object({
  processId: count,
  name: shortText.nullable(),
  ports,
  byState,
  growth: rate.nullable(),
  risingSince: moment.nullable(),
  released: ports,
});
const endpointUsage = z.object({
  address,
  port: z.number().int().min(0).max(65_535),
  ports,
  byState,
  growth: rate.nullable(),
  newPerSecond: rate.nullable(),
  lastOwner: z.object({ processId: count, name: shortText.nullable(), ports }).nullable(),
});
const minutes = z.object({ low: rate, high: rate.nullable() });
const rise = {
  perMinute: rate,
  perMinuteLow: rate,
  perMinuteHigh: rate,
  toCritical: minutes.nullable(),
  toExhaustion: minutes,
};
const forecast = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('not-enough-data') }),
  z.object({ kind: z.literal('steady') }),
  z.object({ kind: z.literal('exhausted') }),
  z.object({ kind: z.literal('rising'), ...rise }),
]);
const most = 5000;

/** What the program counted; without it, a reader counts the sockets of the tables. */
const usage = z.object({
  takenAt: moment,
  ports,
  usable: ports,
  address: address.nullable(),
  addresses: z.array(addressUsage).max(most),
  ranges: z.array(rangeUsage).max(rangeNames.length),
  processes: z.array(processUsage).max(most),
  udpProcesses: z.array(processUsage).max(most).nullable(),
  endpoints: z.array(endpointUsage).max(most),
  bound: ports.nullable(),
  timeWait: ports,
  excluded: ports.nullable(),
  largestFree: ports,
  peak: z.object({ ports, usable: ports, at: moment, since: moment }).nullable(),
  rate: z.object({ sustainable: rate.nullable(), timeWaitSeconds: rate.nullable(), measured: rate.nullable() }),
  forecast,
  udpForecast: forecast,
  early: z.object(rise).nullable(),
  udpEarly: z.object(rise).nullable(),
  refused: ports.nullable(),
});

const service = z.object({ name: shortText, displayName: shortText, isStoppable: z.boolean() });
const services = z.array(service).max(1000).nullable();
const owner = z.object({
  processId: count,
  startedAt: moment.nullable(),
  path: text.nullable(),
  company: text.nullable(),
  handles: count.nullable(),
  services,
  isRunning: z.boolean().nullable(),
  firstSeenAt: moment.nullable(),
});

const shortage = z.object({
  at: moment,
  until: moment,
  ports,
  usable: ports,
  hasRunOut: z.boolean(),
  holder: z
    .object({
      processId: count,
      name: shortText.nullable(),
      ports,
      path: text.nullable(),
      company: text.nullable(),
      handles: count.nullable(),
      services,
      isRunning: z.boolean().nullable(),
    })
    .nullable(),
});

const answer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('granted'), port: z.number().int().min(0).max(65_535) }),
  z.object({ kind: z.literal('refused'), error: shortText }),
  z.object({ kind: z.literal('unknown'), detail: text }),
]);

/** evidence.json: what the verdict rests on. Only `takenAt` is needed. */
export const evidenceJsonSchema = z.object({
  takenAt: moment,
  /** Whose sockets: the machine's, (practice) those of the computer that the program ran on, or a simulated load's. */
  of: z.enum(['machine', 'this-computer', 'simulated']).optional(),
  load: z.enum(practiceLoads).nullable().optional(),
  windows: reading(
    z.object({ product: shortText, version: z.object({ major: count, minor: count, build: count }) }),
  ).optional(),
  /** The dynamic port ranges in effect. */
  ranges: z
    .object({ ipv4Tcp: rangeReading, ipv4Udp: rangeReading, ipv6Tcp: rangeReading, ipv6Udp: rangeReading })
    .optional(),
  /** As they are stored; absent is known too. */
  maxUserPort: stored,
  timedWaitDelay: stored,
  /** Whether MaxUserPort was stored as it is now when Windows started. */
  isStoredSinceStart: z.boolean().nullable().optional(),
  usage: reading(usage).optional(),
  portsCommand: z.object({ command: shortText, listsBound: z.boolean() }).nullable().optional(),
  trend: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('known') }),
      z.object({ kind: z.literal('watching'), remainingMs: z.number().min(0).max(1e9) }),
      z.object({ kind: z.literal('unknown') }),
    ])
    .optional(),
  attempts: z
    .array(
      z.object({
        transport: z.enum(['tcp', 'udp']),
        ip: z.enum(['ipv4', 'ipv6']),
        how: z.enum(['bind', 'connect']),
        address,
        answer,
        isSimulated: z.boolean(),
      }),
    )
    .max(64)
    .optional(),
  /** The largest holders of ports. */
  owners: reading(z.array(owner).max(1000)).optional(),
  /** Seconds in TIME_WAIT that Windows has gone by since it started. */
  timeWaitSeconds: reading(z.number().min(0).max(1e6)).optional(),
  claims: reading(
    z.object({ listeners: z.array(listenerSchema.strip()).max(70_000), programs: z.array(shortText).max(20_000) }),
  ).optional(),
  reported: z.enum(reportedErrors).nullable().optional(),
  /** Ranges of TCP/IPv4 that are never assigned. */
  excluded,
  /** The same of the other ranges: only needed where a reader is to count the tables. */
  excludedElsewhere: z.object({ ipv4Udp: excluded, ipv6Tcp: excluded, ipv6Udp: excluded }).optional(),
  /** Events of source Tcpip of the last seven days in the System log. */
  events: reading(
    z.object({
      /** As far back as the log was searched. */
      since: moment,
      counts: z
        .array(
          z.object({
            id: z.union(tcpipEvents.map((id) => z.literal(id))),
            count,
            lastAt: moment,
            coveredSince: moment.optional(),
          }),
        )
        .max(tcpipEvents.length),
    }),
  ).optional(),
  /** What the recording of the last days comes to; without it, a reader sums up the segments. */
  recorded: reading(
    z
      .object({
        since: moment,
        until: moment,
        tcp: shortage.nullable(),
        udp: shortage.nullable(),
        timesOut: z.object({ tcp: count, udp: count }),
      })
      .nullable(),
  ).optional(),
  /** When the last change of this program took effect. */
  changedAt: moment.nullable().optional(),
});

/** What every version understands of an event, and of a fault. */
const laterEvent = z.looseObject({ at: z.iso.datetime(), kind: z.string() }).transform(() => null);
const laterFault = z
  .looseObject({ file: z.string(), line: z.number().int().min(1).nullable(), kind: z.string() })
  .transform(({ file, line }) => ({ file, line, kind: 'newer' as const }));

/** history.json: what was done on the computer, oldest first. An event that only a later version understands becomes a fault. */
export const evidenceHistorySchema = z
  .object({
    events: z.array(z.union([historyEventSchema, laterEvent])).max(20_000),
    /** Where the history could not be read. */
    faults: z.array(z.union([historyFaultSchema, laterFault])).max(1000),
  })
  .transform(({ events, faults }) => ({
    events: events.filter((event) => event !== null),
    faults: [
      ...faults,
      ...events.flatMap((event, index) =>
        event === null ? [{ file: evidenceParts.history, line: index + 1, kind: 'newer' as const }] : [],
      ),
    ],
  }));
