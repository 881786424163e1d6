// What an evidence file may be: names of its parts, and what a reader takes (docs/evidence.md).

export const evidenceFormat = 'ephemeral-port-wizard/evidence';
/** A reader takes this version and earlier ones. */
export const evidenceVersion = 1;

/** The parts that the program itself reads; all others are for people. */
export const evidenceParts = {
  manifest: 'manifest.json',
  evidence: 'evidence.json',
  verdict: 'verdict.json',
  tcp: 'tcp.csv',
  udp: 'udp.csv',
  bound: 'bound.csv',
  processes: 'processes.csv',
  history: 'history.json',
  ticket: 'ticket.txt',
  chart: 'chart.png',
  registry: 'raw/parameters.reg',
} as const;
/** Folders of a recording's segments: that of the machine folder (or the only one), and that of the person's own. */
export const recordingFolders = ['recording', 'recording-own'] as const;
/** What programs of Windows print, word for word. */
export const rawParts = [
  'raw/netsh-dynamicport-ipv4-tcp.txt',
  'raw/netsh-dynamicport-ipv4-udp.txt',
  'raw/netsh-dynamicport-ipv6-tcp.txt',
  'raw/netsh-dynamicport-ipv6-udp.txt',
  'raw/netsh-excludedportrange-ipv4-tcp.txt',
  'raw/netsh-excludedportrange-ipv4-udp.txt',
  'raw/netsh-excludedportrange-ipv6-tcp.txt',
  'raw/netsh-excludedportrange-ipv6-udp.txt',
  'raw/wevtutil.xml',
] as const;
export type RawPart = (typeof rawParts)[number];

/** Names of parts: at most one folder deep, in characters that every file system takes. */
export const partName = /^(?:[A-Za-z0-9][A-Za-z0-9._-]{0,63}\/)?[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

/** What a reader takes. Sizes in bytes. */
export const evidenceLimits = {
  /** Of the .zip. */
  fileBytes: 64 * 1024 * 1024,
  entries: 64,
  /** Of one part, and of all together, once decompressed. */
  partBytes: 32 * 1024 * 1024,
  allBytes: 128 * 1024 * 1024,
  /** A part of more than a megabyte may be so many times as large as it is in the .zip. */
  ratio: 300,
  manifestBytes: 256 * 1024,
  /** Of evidence.json and history.json. */
  jsonBytes: 16 * 1024 * 1024,
  jsonDepth: 32,
  /** Of all segments of a recording together. */
  recordingBytes: 32 * 1024 * 1024,
  /** Rows of one CSV table. */
  rows: 400_000,
} as const;

/**
 * Why a part is not in the file: beside the reasons of an unknown figure, nobody selected it, it would hold names that are to be
 * replaced, or it is too large.
 */
export const missingReasons = [
  'not-available',
  'denied',
  'not-understood',
  'failed',
  'not-selected',
  'names-replaced',
  'too-large',
] as const;
