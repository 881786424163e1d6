// The evidence file: saves what was measured here for others, and opens what was measured elsewhere.
// Protects: a file is whole or not there; what is opened stays in memory, and is never written, run, or mixed with this machine.
import { randomUUID } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { basename, join, parse } from 'node:path';
import type { EvidencePreview, OpenedEvidenceView, SavedEvidence } from '../../contract/evidence/evidence';
import { evidenceParts, rawParts } from '../../contract/evidence/evidence-limits';
import { failure, success, type Result } from '../../contract/errors/result';
import type { HistoryPage } from '../../contract/history/history-view';
import { loadPlainWords } from '../../contract/messages/messages';
import type { RecordedQuestion, RecordedSnapshot, RecordedView } from '../../contract/recording/recording';
import { known, notAvailable } from '../../diagnosis/readings';
import { composeEvidence, type Gathered } from '../../evidence/compose';
import type { OpenedEvidence } from '../../evidence/opened';
import { remarks } from '../../evidence/remarks';
import { zipOf } from '../../evidence/zip';
import type { FileDialogs } from '../desktop';
import { gather, type GatherParts } from './gather';
import { evidenceView, openedHistory, openedRecording, openedSnapshot } from './opened-view';

export interface EvidenceServiceParts extends GatherParts {
  readonly fileDialogs: Pick<FileDialogs, 'chooseTarget' | 'chooseEvidence'>;
  /** Errors: EVIDENCE_REFUSED. */
  readonly openFile: (path: string) => Promise<Result<OpenedEvidence>>;
}

export interface SaveRequest {
  readonly token: string;
  readonly replaceNames: boolean;
}

export interface EvidenceService {
  /** Gathers what would be saved; `chart` is a PNG of what the window shows. Errors: those of reading the machine. */
  readonly preview: (chart: Uint8Array | null) => Promise<Result<EvidencePreview>>;
  /** Saves what was shown where the person chooses. Errors: TOKEN_UNKNOWN, NOT_CONFIRMED, STORAGE_FAILED. */
  readonly save: (request: SaveRequest) => Promise<Result<SavedEvidence>>;
  /** Gathers and saves into an existing folder, under a name that is not taken. Errors: STORAGE_FAILED, those of reading the machine. */
  readonly write: (folder: string, replaceNames: boolean) => Promise<Result<SavedEvidence>>;
  /** The evidence files of a folder, by name; null where it is no folder. Rejects with the error of Node's fs. */
  readonly filesIn: (folder: string) => Promise<readonly string[] | null>;
  /** Errors: EVIDENCE_REFUSED. */
  readonly read: (file: string) => Promise<Result<OpenedEvidence>>;
  /** Saves the table of many files into an existing folder, under a name that is not taken. Errors: STORAGE_FAILED. */
  readonly writeTable: (folder: string, csv: string) => Promise<Result<string>>;
  /** Lets the person choose a file, and opens it. Errors: NOT_CONFIRMED, EVIDENCE_REFUSED. */
  readonly open: () => Promise<Result<OpenedEvidenceView>>;
  /** Forgets the file that is open. */
  readonly close: () => Promise<void>;
  /** Of the file that is open. Errors: TOKEN_UNKNOWN. */
  readonly readRecording: (token: string, question: RecordedQuestion) => Promise<Result<RecordedView>>;
  readonly readSnapshot: (token: string, at: number, isSimulated: boolean) => Promise<Result<RecordedSnapshot | null>>;
  readonly readHistory: (token: string, before?: number) => Promise<Result<HistoryPage>>;
}

export function evidenceService(parts: EvidenceServiceParts): EvidenceService {
  const { machine, fileDialogs, openFile } = parts;
  /** The last one that was shown. */
  let shown: { readonly token: string; readonly gathered: Gathered } | null = null;
  let open: { readonly token: string; readonly opened: OpenedEvidence } | null = null;

  const compose = async (gathered: Gathered, replaceNames: boolean) =>
    composeEvidence(gathered, replaceNames, (await loadPlainWords()).diagnosisWords);

  /** `target`: where to, by the name that is proposed; null after a Cancel. */
  async function saveTo(
    gathered: Gathered,
    replaceNames: boolean,
    target: (name: string) => Promise<string | null>,
  ): Promise<Result<SavedEvidence>> {
    const { manifest, parts: composed } = await compose(gathered, replaceNames);
    const file = await target(fileName(manifest.computer.name ?? '', gathered.madeAt));
    if (file === null) return failure({ code: 'NOT_CONFIRMED' });
    try {
      const bytes = await zipOf(composed, gathered.madeAt);
      await machine.disk.writeDurably(file, bytes);
      const { files, missing, areNamesReplaced } = manifest;
      return success({ file, sizeInBytes: bytes.length, parts: files, missing, areNamesReplaced });
    } catch (error) {
      return failure({ code: 'STORAGE_FAILED', detail: String(error) });
    }
  }

  const ofOpen = <T>(token: string, read: (opened: OpenedEvidence) => T): Promise<Result<T>> =>
    Promise.resolve(open?.token === token ? success(read(open.opened)) : failure({ code: 'TOKEN_UNKNOWN' }));

  return {
    async preview(chart) {
      const drawn = chart ? known(chart) : { ...notAvailable, detail: remarks.noChart };
      const gathered = await gather(parts, 'window', drawn);
      if (!gathered.ok) return gathered;
      const { manifest } = await compose(gathered.value, false);
      shown = { token: randomUUID(), gathered: gathered.value };
      return success({
        token: shown.token,
        computerName: gathered.value.machine.computerName,
        parts: manifest.files.map(({ name, sizeInBytes }) => ({
          name,
          sizeInBytes,
          isLeftOutWithNames: withoutStandIns.has(name),
        })),
        missing: manifest.missing,
      });
    },
    async save({ token, replaceNames }) {
      if (shown?.token !== token) return failure({ code: 'TOKEN_UNKNOWN' });
      return saveTo(shown.gathered, replaceNames, (name) => fileDialogs.chooseTarget('zip', name));
    },
    async write(folder, replaceNames) {
      const noWindow = { ...notAvailable, detail: remarks.noWindow };
      const gathered = await gather(parts, 'command-line', noWindow);
      return gathered.ok ? saveTo(gathered.value, replaceNames, (name) => unusedFile(folder, name)) : gathered;
    },
    async filesIn(folder) {
      if (!(await stat(folder).catch(() => null))?.isDirectory()) return null;
      const names = (await readdir(folder)).filter((name) => name.toLowerCase().endsWith('.zip'));
      return names.sort().map((name) => join(folder, name));
    },
    read: openFile,
    async writeTable(folder, csv) {
      const file = await unusedFile(folder, `port-diagnoses-${timeText(Date.now())}.csv`);
      try {
        await machine.disk.writeDurably(file, csv);
        return success(file);
      } catch (error) {
        return failure({ code: 'STORAGE_FAILED', detail: String(error) });
      }
    },
    async open() {
      const path = await fileDialogs.chooseEvidence();
      if (path === null) return failure({ code: 'NOT_CONFIRMED' });
      const opened = await openFile(path);
      if (!opened.ok)
        return opened.error.code === 'EVIDENCE_REFUSED' ? failure({ ...opened.error, file: basename(path) }) : opened;
      open = { token: randomUUID(), opened: opened.value };
      return success(evidenceView(open.token, path, opened.value));
    },
    close() {
      open = null;
      return Promise.resolve();
    },
    readRecording: (token, question) => ofOpen(token, (opened) => openedRecording(opened, question)),
    readSnapshot: (token, at, isSimulated) => ofOpen(token, (opened) => openedSnapshot(opened, at, isSimulated)),
    readHistory: (token, before) => ofOpen(token, (opened) => openedHistory(opened, before)),
  };
}

/** No stand-ins can be put into these. */
const withoutStandIns: ReadonlySet<string> = new Set([...rawParts, evidenceParts.registry, evidenceParts.chart]);

/** Date, time, and the computer in characters that every file system takes. */
function fileName(computerName: string, madeAt: number): string {
  return `port-evidence-${timeText(madeAt)}-${computerName.replace(/[^A-Za-z0-9_-]/g, '_')}.zip`;
}

function timeText(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace('T', '_').replaceAll(':', '');
}

async function unusedFile(folder: string, name: string): Promise<string> {
  const { name: stem, ext } = parse(name);
  for (let number = 1; ; number += 1) {
    const file = join(folder, number === 1 ? name : `${stem}-${number}${ext}`);
    if (!(await stat(file).catch(() => null))) return file;
  }
}
