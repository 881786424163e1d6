// `evidence` saves what is known of this computer for others; `diagnose --evidence` reads such a file, or a folder of them.
// Protects: of a file that is read nothing is written or run; a folder is read file by file, and one that is refused does not
// hide the others.
import { resolve } from 'node:path';
import { success, type Result } from '../contract/errors/result';
import { loadPlainWords } from '../contract/messages/messages';
import type { Services } from '../services/services';
import { csvText } from '../text/csv';
import type { Request } from './arguments';
import { diagnosisValue } from './diagnosis-value';
import { evidenceProblemText } from './evidence-problem';
import type { CommandAnswer } from './report';

type Row = Extract<CommandAnswer, { kind: 'diagnoses' }>['value']['files'][number];

export async function saveEvidence(
  { evidence }: Services,
  { folder, replaceNames }: Request,
): Promise<Result<CommandAnswer>> {
  const saved = await evidence.write(resolve(folder ?? ''), replaceNames);
  if (!saved.ok) return saved;
  const { parts, missing, ...value } = saved.value;
  return success({
    kind: 'evidence',
    value: { ...value, parts: parts.map((part) => ({ ...part })), missing: missing.map((part) => ({ ...part })) },
  });
}

/** `path`: a file, or a folder of files; `folder`: where the table of a folder is written, if anywhere. */
export async function diagnoseEvidence(
  { evidence }: Services,
  path: string,
  folder: string | null,
): Promise<Result<CommandAnswer>> {
  const from = resolve(path);
  const files = await evidence.filesIn(from);
  return files === null ? diagnoseFile(evidence, from) : diagnoseFolder(evidence, from, files, folder);
}

async function diagnoseFile(evidence: Services['evidence'], file: string): Promise<Result<CommandAnswer>> {
  const opened = await evidence.read(file);
  if (!opened.ok) return opened;
  const { diagnosisWords } = await loadPlainWords();
  const { manifest, diagnosis, recording } = opened.value;
  return success({
    kind: 'diagnose',
    value: {
      ...diagnosisValue(diagnosis, diagnosisWords),
      findings: null,
      evidenceFile: {
        file,
        computerName: manifest.computer.name,
        product: manifest.computer.product,
        madeAt: manifest.madeAt,
        areNamesReplaced: manifest.areNamesReplaced,
        unreadableLines: recording.unreadable,
      },
    },
  });
}

async function diagnoseFolder(
  evidence: Services['evidence'],
  folder: string,
  files: readonly string[],
  tableFolder: string | null,
): Promise<Result<CommandAnswer>> {
  const rows: Row[] = [];
  for (const file of files) rows.push(await rowOf(evidence, file));
  if (tableFolder === null) return success({ kind: 'diagnoses', value: { folder, files: rows, table: null } });
  const table = await evidence.writeTable(resolve(tableFolder), tableOf(rows));
  return table.ok ? success({ kind: 'diagnoses', value: { folder, files: rows, table: table.value } }) : table;
}

const refusedRow = {
  computerName: null,
  madeAt: null,
  conclusion: null,
  severity: null,
  title: null,
  culprit: null,
  inUse: null,
  usable: null,
  nextStep: null,
} as const;

async function rowOf(evidence: Services['evidence'], file: string): Promise<Row> {
  const { words, diagnosisWords } = await loadPlainWords();
  const opened = await evidence.read(file);
  if (!opened.ok) {
    const { error } = opened;
    const problem = error.code === 'EVIDENCE_REFUSED' ? evidenceProblemText(words, error) : error.code;
    return { file, ...refusedRow, problem };
  }
  const { manifest, diagnosis } = opened.value;
  const { conclusion, severity, title, culprit, usage, nextStep } = diagnosisValue(diagnosis, diagnosisWords);
  return {
    file,
    computerName: manifest.computer.name,
    madeAt: manifest.madeAt,
    conclusion,
    severity,
    title,
    culprit: culprit?.name ?? null,
    inUse: usage?.inUse ?? null,
    usable: usage?.usable ?? null,
    nextStep: nextStep.text,
    problem: null,
  };
}

function tableOf(rows: readonly Row[]): string {
  return csvText([
    [
      'file',
      'computer',
      'made_at',
      'conclusion',
      'severity',
      'title',
      'culprit',
      'in_use',
      'usable',
      'next_step',
      'problem',
    ],
    ...rows.map((row) => [
      row.file,
      row.computerName,
      row.madeAt,
      row.conclusion,
      row.severity,
      row.title,
      row.culprit,
      row.inUse,
      row.usable,
      row.nextStep,
      row.problem,
    ]),
  ]);
}
