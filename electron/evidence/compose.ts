// What was gathered, as the parts of an evidence file.
// Protects: with names replaced, every text and JSON goes through the same stand-ins, and what cannot be gone through is left
// out; what is not in the file is named with its reason.
import type { Diagnosis } from '../contract/diagnosis/verdict';
import { verdictText } from '../contract/diagnosis/diagnosis-text';
import type { DiagnosisWords } from '../contract/diagnosis/diagnosis-words';
import { evidenceRows } from '../contract/diagnosis/evidence-text';
import type { Evidence, Reading } from '../contract/diagnosis/diagnosis';
import type { EvidenceHistory, EvidenceManifest } from '../contract/evidence/evidence';
import {
  evidenceFormat,
  evidenceLimits,
  evidenceParts,
  evidenceVersion,
  rawParts,
  recordingFolders,
  type RawPart,
} from '../contract/evidence/evidence-limits';
import type { MachineInfo } from '../contract/machine/machine-info';
import type { RecordingLine } from '../contract/recording/recording';
import { verdictOf } from '../diagnosis/verdict';
import { lineText } from '../recording/lines';
import { plainFormats } from '../text/plain-formats';
import { evidenceJson } from './evidence-json';
import { hashOf } from './hash';
import { replacer, type Replacer } from './names';
import { learnNames, withStandIns } from './replaced';
import { inTurns, segmentLines } from './segment-lines';
import { localCsv, processesCsv, tcpCsv, type SocketTables } from './tables';
import type { EvidencePart } from './zip';

type MissingPart = EvidenceManifest['missing'][number];

/** A segment of the recording: its file name, and what is in it. */
export type Segment = EvidencePart;

export interface Gathered {
  /** Milliseconds since 1970. */
  readonly madeAt: number;
  readonly writtenBy: EvidenceManifest['writtenBy'];
  readonly machine: Pick<
    MachineInfo,
    'kind' | 'computerName' | 'product' | 'version' | 'programVersion' | 'userName' | 'sessionUser'
  >;
  /** What the computer that this process runs on is called beside that: on the practice machine it is another one. */
  readonly host: { readonly computerName: string; readonly userName: string };
  readonly diagnosis: Diagnosis;
  readonly sockets: Reading<SocketTables>;
  readonly history: EvidenceHistory;
  /** Of the last change. */
  readonly ticket: Reading<string>;
  /** Of each folder that was recorded into, its segments, the oldest first. */
  readonly recording: Reading<readonly (readonly Segment[])[]>;
  readonly raw: Reading<readonly { readonly name: RawPart; readonly answer: Reading<Uint8Array> }[]>;
  readonly registry: Reading<Uint8Array>;
  /** As the window drew it. */
  readonly chart: Reading<Uint8Array>;
}

export interface ComposedEvidence {
  readonly manifest: EvidenceManifest;
  /** The manifest first. */
  readonly parts: readonly EvidencePart[];
}

const namesReplaced = { reason: 'names-replaced', detail: '' } as const;

/** `words`: those of the verdict. */
export async function composeEvidence(
  gathered: Gathered,
  replaceNames: boolean,
  words: DiagnosisWords,
): Promise<ComposedEvidence> {
  const names = replaceNames ? replacer() : null;
  const recording = names === null ? null : await parsedRecording(gathered);
  if (names) {
    learnAll(names, gathered);
    await inTurns(recording?.flat(2) ?? [], (line) => learnNames(line, names));
  }
  const text = (some: string) => names?.text(some) ?? some;
  const put = <T>(value: T) => (names ? withStandIns(value, names) : value);

  const parts: EvidencePart[] = [];
  const missing: MissingPart[] = [];
  let left: number = evidenceLimits.allBytes;
  const add = (name: string, content: string | Uint8Array) => {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    if (bytes.length > Math.min(left, evidenceLimits.partBytes)) {
      missing.push({ name, reason: 'too-large', detail: `${bytes.length} bytes` });
      return;
    }
    left -= bytes.length;
    parts.push({ name, bytes });
  };
  const leave = (name: string, { reason, detail }: Omit<MissingPart, 'name'>) =>
    missing.push({ name, reason, detail: text(detail).slice(0, 1000) });
  /** Bytes that no stand-in can be put into. */
  const addRaw = (name: string, raw: Reading<Uint8Array>) => {
    if (!raw.known) leave(name, raw);
    else if (names) leave(name, namesReplaced);
    else add(name, raw.value);
  };

  const evidence = put(gathered.diagnosis.evidence);
  add(evidenceParts.evidence, json(evidenceJson(evidence)));
  add(evidenceParts.verdict, json(verdictFor(evidence, words)));
  addTables(gathered, text, { add, leave });
  add(evidenceParts.history, json(put(gathered.history)));
  if (gathered.ticket.known) add(evidenceParts.ticket, text(gathered.ticket.value));
  else leave(evidenceParts.ticket, gathered.ticket);
  if (!gathered.recording.known) leave(recordingFolders[0], gathered.recording);
  else
    for (const [folder, segments] of gathered.recording.value.entries())
      for (const [index, { name, bytes }] of segments.entries()) {
        const lines = recording?.[folder]?.[index];
        add(`${recordingFolders[folder] ?? recordingFolders[1]}/${name}`, lines ? await linesText(lines, put) : bytes);
      }
  if (gathered.raw.known) for (const { name, answer } of gathered.raw.value) addRaw(name, answer);
  else for (const name of rawParts) leave(name, gathered.raw);
  addRaw(evidenceParts.registry, gathered.registry);
  addRaw(evidenceParts.chart, gathered.chart);

  const { machine, madeAt, writtenBy } = gathered;
  const manifest: EvidenceManifest = {
    format: evidenceFormat,
    version: evidenceVersion,
    writtenBy,
    programVersion: machine.programVersion,
    madeAt: new Date(madeAt).toISOString(),
    computer: {
      name: text(machine.computerName),
      product: machine.product,
      utcOffsetMinutes: -new Date(madeAt).getTimezoneOffset(),
    },
    isPractice: machine.kind === 'practice',
    areNamesReplaced: replaceNames,
    versions: {
      Windows: `${machine.version.major}.${machine.version.minor}.${machine.version.build}`,
      ...Object.fromEntries(
        Object.entries(process.versions).filter(([name]) => name === 'electron' || name === 'node'),
      ),
    },
    files: parts.map(({ name, bytes }) => ({ name, sizeInBytes: bytes.length, sha256: hashOf(bytes) })),
    missing,
  };
  return { manifest, parts: [{ name: evidenceParts.manifest, bytes: Buffer.from(json(manifest)) }, ...parts] };
}

interface Sink {
  readonly add: (name: string, content: string) => void;
  readonly leave: (name: string, why: Omit<MissingPart, 'name'>) => void;
}

function addTables(
  { sockets, diagnosis: { evidence } }: Gathered,
  text: (some: string) => string,
  { add, leave }: Sink,
): void {
  const { tcp, udp, bound, processes } = evidenceParts;
  if (!sockets.known) {
    for (const name of [tcp, udp, bound, processes]) leave(name, sockets);
    return;
  }
  const remembered = remembering(text);
  const notTold = { reason: 'not-available', detail: '' } as const;
  add(tcp, tcpCsv(sockets.value.tcp, remembered));
  if (sockets.value.udp) add(udp, localCsv(sockets.value.udp, remembered));
  else leave(udp, notTold);
  if (sockets.value.bound) add(bound, localCsv(sockets.value.bound, remembered));
  else leave(bound, notTold);
  const { owners } = evidence;
  add(processes, processesCsv(sockets.value, owners.known ? owners.value : [], remembered));
}

/** Few addresses and programs stand in many rows. */
function remembering(text: (some: string) => string): (some: string) => string {
  const known = new Map<string, string>();
  return (some) => {
    const found = known.get(some) ?? text(some);
    known.set(some, found);
    return found;
  };
}

function learnAll(names: Replacer, { machine, host, history, diagnosis, ticket }: Gathered): void {
  for (const computer of [machine.computerName, host.computerName]) names.learn('computer', computer);
  for (const user of [machine.userName, machine.sessionUser, host.userName])
    if (user !== null) names.learn('user', user);
  for (const value of [history, diagnosis.evidence]) learnNames(value, names);
  if (ticket.known) names.learnFrom(ticket.value);
}

/** For people: the verdict where the file was made, in words. */
function verdictFor(evidence: Evidence, words: DiagnosisWords) {
  const verdict = verdictOf(evidence);
  const { title, text, reasons, nextStep } = verdictText(verdict, words, plainFormats);
  return {
    ...verdict,
    title,
    text,
    reasons: verdict.reasons.map((reason, index) => ({ ...reason, text: reasons[index] ?? '' })),
    nextStep: { ...verdict.nextStep, text: nextStep },
    evidence: evidenceRows(evidence, words, plainFormats),
  };
}

/** Lines that cannot be read are left out: nobody knows which names they hold. */
function parsedRecording({ recording }: Gathered): Promise<(readonly RecordingLine[])[][]> {
  const folders = recording.known ? recording.value : [];
  return Promise.all(
    folders.map((segments) => Promise.all(segments.map(async ({ bytes }) => (await segmentLines(bytes)).lines))),
  );
}

async function linesText(lines: readonly RecordingLine[], put: <T>(value: T) => T): Promise<string> {
  const texts: string[] = [];
  await inTurns(lines, (line) => texts.push(lineText(put(line))));
  return texts.join('');
}

function json(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}
