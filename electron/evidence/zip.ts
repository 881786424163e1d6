// The .zip of an evidence file: its parts as bytes, and back.
// Protects: what a stranger made is bounded before anything is decompressed, no name of a part is ever a path, and nothing is
// written or run.
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { ZipFile as ZipWriter } from 'yazl';
import { evidenceLimits, partName } from '../contract/evidence/evidence-limits';
import type { EvidenceProblem } from '../contract/errors/errors';
import { failure, success, type Result } from '../contract/errors/result';

export interface EvidencePart {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Parts by name. */
export type EvidenceParts = ReadonlyMap<string, Uint8Array>;

const megabyte = 1024 * 1024;
/** In the upper half of an entry's attributes, where a Unix system made it. */
const fileKind = { mask: 0xf000, link: 0xa000 } as const;
const unix = 3;
const methods = { stored: 0, deflated: 8 } as const;
const isEncrypted = 1;

/** All parts as one .zip, in this order. `madeAt`: milliseconds since 1970. */
export async function zipOf(parts: readonly EvidencePart[], madeAt: number): Promise<Uint8Array> {
  const zip = new ZipWriter();
  for (const { name, bytes } of parts)
    zip.addBuffer(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), name, { mtime: new Date(madeAt) });
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** The parts of a .zip that somebody else may have made. Errors: EVIDENCE_REFUSED. */
export async function partsOf(bytes: Uint8Array): Promise<Result<EvidenceParts>> {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const opened = await open(whole);
  if (opened === null) return refused({ reason: isBegun(whole) ? 'damaged' : 'not-a-zip', part: null });
  if (opened.entryCount > evidenceLimits.entries)
    return refused({ reason: 'too-many-parts', part: null, detail: String(opened.entryCount) });
  const entries: Entry[] = [];
  try {
    for await (const entry of opened.eachEntry()) entries.push(entry);
  } catch (error) {
    return damaged(null, error);
  }
  const problem = problemOf(entries);
  if (problem) return refused(problem);
  const parts = new Map<string, Uint8Array>();
  for (const entry of entries.filter((one) => !isFolder(one))) {
    try {
      parts.set(nameOf(entry), await contentOf(opened, entry));
    } catch (error) {
      return damaged(nameOf(entry), error);
    }
  }
  return success(parts);
}

/** What is wrong with the table of contents, before anything is decompressed. */
function problemOf(entries: readonly Entry[]): Refusal | null {
  const names = new Set<string>();
  let all = 0;
  for (const entry of entries) {
    const name = nameOf(entry);
    const part = shown(name);
    const { uncompressedSize, compressedSize, compressionMethod, generalPurposeBitFlag } = entry;
    if (!partName.test(isFolder(entry) ? name.slice(0, -1) : name)) return { reason: 'unsafe-name', part };
    if (isLink(entry)) return { reason: 'link', part };
    if (names.has(name.toLowerCase())) return { reason: 'twice', part };
    names.add(name.toLowerCase());
    if ((generalPurposeBitFlag & isEncrypted) !== 0) return { reason: 'encrypted', part };
    if (compressionMethod !== methods.stored && compressionMethod !== methods.deflated)
      return { reason: 'damaged', part, detail: `compression method ${compressionMethod}` };
    all += uncompressedSize;
    const isBomb = uncompressedSize > megabyte && uncompressedSize > compressedSize * evidenceLimits.ratio;
    if (uncompressedSize > evidenceLimits.partBytes || isBomb)
      return { reason: 'too-large', part, detail: String(uncompressedSize) };
    if (all > evidenceLimits.allBytes) return { reason: 'too-large', part: null, detail: String(all) };
  }
  return null;
}

/** Null where it is no .zip, or its end is missing. */
function open(bytes: Buffer): Promise<ZipFile | null> {
  // Names stay bytes: they are checked here, by one rule of our own.
  const options = { lazyEntries: true, decodeStrings: false, validateEntrySizes: true, autoClose: false } as const;
  return new Promise((resolve) => {
    yauzl.fromBuffer(bytes, options, (error, zip) => resolve(error ? null : zip));
  });
}

async function contentOf(zip: ZipFile, entry: Entry): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of await zip.openReadStreamPromise(entry)) {
    length += (chunk as Buffer).length;
    if (length > entry.uncompressedSize) throw new Error('longer than it says');
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

/** As bytes of Latin-1: what is beyond ASCII never passes for a name. */
function nameOf({ fileName }: Entry): string {
  return Buffer.from(fileName as string | Buffer as Buffer).toString('latin1');
}

function isFolder(entry: Entry): boolean {
  return nameOf(entry).endsWith('/') && entry.uncompressedSize === 0;
}

function isLink({ versionMadeBy, externalFileAttributes }: Entry): boolean {
  return versionMadeBy >>> 8 === unix && ((externalFileAttributes >>> 16) & fileKind.mask) === fileKind.link;
}

/** Whether it begins as a .zip does. */
function isBegun(bytes: Buffer): boolean {
  return bytes.subarray(0, 4).equals(Buffer.of(0x50, 0x4b, 3, 4));
}

/** A name from outside, for a message. */
function shown(name: string): string {
  return name.replace(/[^\x20-\x7e]/g, '?').slice(0, 100);
}

type Refusal = Omit<EvidenceProblem, 'detail'> & { readonly detail?: string };

export function refused({ reason, part, detail = '' }: Refusal) {
  return failure({ code: 'EVIDENCE_REFUSED', reason, part, detail });
}

function damaged(part: string | null, error: unknown) {
  return refused({ reason: 'damaged', part, detail: error instanceof Error ? error.message.slice(0, 200) : '' });
}
