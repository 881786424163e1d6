// Reads an evidence file that somebody else may have made: checks every part against the manifest, and computes the verdict here.
// Protects: a file that is not whole is refused as a whole, with what is wrong; nothing of it is run, written, or taken for a path.
import { open } from 'node:fs/promises';
import type { z } from 'zod';
import type { EvidenceHistory, EvidenceManifest } from '../contract/evidence/evidence';
import {
  evidenceFormat,
  evidenceLimits,
  evidenceParts,
  evidenceVersion,
  recordingFolders,
} from '../contract/evidence/evidence-limits';
import {
  evidenceHeadSchema,
  evidenceHistorySchema,
  evidenceJsonSchema,
  evidenceManifestSchema,
} from '../contract/evidence/evidence.schema';
import { eventDays } from '../contract/diagnosis/diagnosis';
import type { Diagnosis } from '../contract/diagnosis/verdict';
import { success, type Result } from '../contract/errors/result';
import type { RecordingLine } from '../contract/recording/recording';
import { readJson } from '../contract/text/json-text';
import { verdictOf } from '../diagnosis/verdict';
import { pastFold } from '../recording/past';
import { evidenceFrom } from './evidence-json';
import { hashOf } from './hash';
import { depthOf } from './json-depth';
import { segmentLines } from './segment-lines';
import { partsOf, refused, type EvidenceParts } from './zip';

export interface OpenedEvidence {
  readonly manifest: EvidenceManifest;
  readonly diagnosis: Diagnosis;
  /** Null where it is not in the file. */
  readonly history: EvidenceHistory | null;
  readonly ticket: string | null;
  readonly recording: OpenedRecording;
}

export interface OpenedRecording {
  /** The lines of each folder that was recorded into, in the order in which they were written. */
  readonly folders: readonly (readonly RecordingLine[])[];
  /** Lines that could not be read. */
  readonly unreadable: number;
}

const dayMs = 86_400_000;

/** Reads and opens a file. Errors: EVIDENCE_REFUSED. */
export async function openEvidenceFile(path: string): Promise<Result<OpenedEvidence>> {
  const bytes = await readBounded(path);
  return bytes.ok ? openEvidence(bytes.value) : bytes;
}

/** Errors: EVIDENCE_REFUSED. */
export async function openEvidence(bytes: Uint8Array): Promise<Result<OpenedEvidence>> {
  if (bytes.length > evidenceLimits.fileBytes) return refused({ reason: 'too-large', part: null });
  const unpacked = await partsOf(bytes);
  if (!unpacked.ok) return unpacked;
  const parts = unpacked.value;
  const manifest = manifestOf(parts);
  if (!manifest.ok) return manifest;
  const altered = alteredPart(parts, manifest.value);
  if (altered !== null) return refused({ reason: 'altered', part: altered });
  const json = jsonOf(parts, evidenceParts.evidence, evidenceJsonSchema);
  if (!json.ok) return json;
  if (json.value === null) return refused({ reason: 'not-evidence', part: evidenceParts.evidence });
  const history = jsonOf(parts, evidenceParts.history, evidenceHistorySchema);
  if (!history.ok) return history;
  const recorded = [...parts].filter(([name]) => recordingFolders.some((folder) => name.startsWith(`${folder}/`)));
  if (recorded.reduce((sum, [, { length }]) => sum + length, 0) > evidenceLimits.recordingBytes)
    return refused({ reason: 'too-large', part: recordingFolders[0] });
  const recording = await recordingOf(recorded);
  const isSimulated = json.value.of === 'simulated';
  const past = pastFold(isSimulated, json.value.takenAt - eventDays * dayMs);
  for (const line of recording.folders.flat()) past.add(line);
  const tcp = textOf(parts, evidenceParts.tcp);
  const evidence = await evidenceFrom(json.value, {
    isPractice: manifest.value.isPractice ?? false,
    recorded: past.evidence(),
    tables:
      tcp === null ? null : { tcp, udp: textOf(parts, evidenceParts.udp), bound: textOf(parts, evidenceParts.bound) },
  });
  return success({
    manifest: manifest.value,
    diagnosis: { verdict: verdictOf(evidence), evidence },
    history: history.value,
    ticket: textOf(parts, evidenceParts.ticket),
    recording,
  });
}

async function readBounded(path: string): Promise<Result<Uint8Array>> {
  try {
    const file = await open(path, 'r');
    try {
      const found = await file.stat();
      if (!found.isFile()) return refused({ reason: 'unreadable', part: null, detail: 'not a file' });
      if (found.size > evidenceLimits.fileBytes)
        return refused({ reason: 'too-large', part: null, detail: String(found.size) });
      return success(await file.readFile());
    } finally {
      await file.close();
    }
  } catch (error) {
    return refused({ reason: 'unreadable', part: null, detail: error instanceof Error ? error.message : '' });
  }
}

function manifestOf(parts: EvidenceParts): Result<EvidenceManifest> {
  const part = evidenceParts.manifest;
  const bytes = parts.get(part);
  if (!bytes) return refused({ reason: 'not-evidence', part: null });
  if (bytes.length > evidenceLimits.manifestBytes)
    return refused({ reason: 'too-large', part, detail: String(bytes.length) });
  const head = jsonOf(parts, part, evidenceHeadSchema);
  if (!head.ok) return head;
  if (head.value?.format !== evidenceFormat) return refused({ reason: 'not-evidence', part: null });
  if (head.value.version > evidenceVersion)
    return refused({ reason: 'newer', part: null, detail: String(head.value.version) });
  const manifest = jsonOf(parts, part, evidenceManifestSchema);
  return manifest.ok && manifest.value ? success(manifest.value) : refused({ reason: 'not-evidence', part: null });
}

/** A JSON part; null where it is not in the file. Errors: EVIDENCE_REFUSED. */
function jsonOf<T>(parts: EvidenceParts, part: string, schema: z.ZodType<T>): Result<T | null> {
  const bytes = parts.get(part);
  if (!bytes) return success(null);
  if (bytes.length > evidenceLimits.jsonBytes)
    return refused({ reason: 'too-large', part, detail: String(bytes.length) });
  if (depthOf(bytes, evidenceLimits.jsonDepth) > evidenceLimits.jsonDepth)
    return refused({ reason: 'not-understood', part, detail: `more than ${evidenceLimits.jsonDepth} levels deep` });
  const text = strictText(bytes);
  if (text === null) return refused({ reason: 'not-understood', part, detail: 'is no text in UTF-8' });
  const read = readJson(text, schema);
  return read.ok ? success(read.value) : refused({ reason: 'not-understood', part, detail: read.problem });
}

/** The first part that is not what the manifest says, or that it does not list. */
function alteredPart(parts: EvidenceParts, { files }: EvidenceManifest): string | null {
  const listed = new Set<string>([evidenceParts.manifest]);
  for (const { name, sizeInBytes, sha256 } of files) {
    const bytes = parts.get(name);
    if (!bytes || bytes.length !== sizeInBytes || hashOf(bytes) !== sha256) return name;
    listed.add(name);
  }
  return [...parts.keys()].find((name) => !listed.has(name)) ?? null;
}

function strictText(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Null where it is not in the file. What is no UTF-8 becomes replacement characters. */
function textOf(parts: EvidenceParts, part: string): string | null {
  const bytes = parts.get(part);
  return bytes ? new TextDecoder().decode(bytes) : null;
}

async function recordingOf(
  segments: readonly (readonly [name: string, bytes: Uint8Array])[],
): Promise<OpenedRecording> {
  const folders: RecordingLine[][] = [];
  let unreadable = 0;
  for (const folder of recordingFolders) {
    const own = segments.filter(([name]) => name.startsWith(`${folder}/`));
    const lines: RecordingLine[] = [];
    for (const [, bytes] of own.sort(([one], [other]) => (one < other ? -1 : 1))) {
      const read = await segmentLines(bytes);
      for (const line of read.lines) lines.push(line);
      unreadable += read.unreadable;
    }
    if (lines.length > 0) folders.push(lines);
  }
  return { folders, unreadable };
}
