// `evidence` and `diagnose --evidence` of the real executable: what one computer saves, another one diagnoses alike.
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from '@playwright/test';
import { reportSchema, resultSchemas, type Report } from '../electron/cli/report';
import { partsOf } from '../electron/evidence/zip';
import { newUserData } from './fixtures/practice';
import { electron, killStarted, programArguments, start } from './fixtures/without-window';

let [here, elsewhere] = ['', ''];
test.beforeEach(async () => {
  [here, elsewhere] = [await newUserData(), await newUserData()];
});
test.afterEach(async () => {
  killStarted();
  for (const folder of [here, elsewhere]) await rm(folder, { recursive: true, force: true });
});

async function run(userData: string, ...words: readonly string[]): Promise<Report> {
  const child = start(electron, [...programArguments(userData), ...words, '--json']);
  return reportSchema.parse(JSON.parse(await text(child.stdout)));
}

/** What the writer concluded, as it stands in the file. */
async function verdictIn(file: string): Promise<string> {
  const parts = await partsOf(await readFile(file));
  if (!parts.ok) throw new Error(JSON.stringify(parts.error));
  return Buffer.from(parts.value.get('verdict.json') ?? []).toString('utf8');
}

for (const isReplaced of [false, true])
  test(`saves what another user data folder diagnoses alike, ${isReplaced ? 'with' : 'without'} names replaced`, async () => {
    const files = join(here, 'files');
    await mkdir(files);
    await run(here, 'record', '--for=1');
    const saved = await run(here, 'evidence', `--folder=${files}`, ...(isReplaced ? ['--replace-names'] : []));
    expect(saved).toMatchObject({ exitCode: 0, resultKind: 'evidence', error: null });
    const { file, parts, missing, areNamesReplaced } = resultSchemas.evidence.parse(saved.result);
    expect(await readdir(files)).toEqual([file.slice(files.length + 1)]);
    expect(areNamesReplaced).toBe(isReplaced);
    const names = parts.map(({ name }) => name);
    for (const name of ['evidence.json', 'verdict.json', 'tcp.csv', 'udp.csv', 'processes.csv', 'history.json'])
      expect(names).toContain(name);
    expect(names.some((name) => /^recording\/\d{4}-\d{2}-\d{2}\.jsonl$/.test(name))).toBe(true);
    expect(missing).toContainEqual({ name: 'ticket.txt', reason: 'not-available', detail: 'no change was made' });

    const read = await run(elsewhere, 'diagnose', `--evidence=${file}`);
    expect([0, 6]).toContain(read.exitCode);
    const diagnosis = resultSchemas.diagnose.parse(read.result);
    expect(diagnosis).toMatchObject({ findings: null, evidenceFile: { file, areNamesReplaced: isReplaced } });
    const verdict = JSON.parse(await verdictIn(file)) as { conclusion: string; reasons: unknown[] };
    expect({ conclusion: verdict.conclusion, reasons: verdict.reasons }).toEqual({
      conclusion: diagnosis.conclusion,
      reasons: diagnosis.reasons,
    });
  });

test('diagnoses a folder: one line and one row for each file, those that are refused included', async () => {
  const [files, out] = [join(here, 'files'), join(here, 'out')];
  await mkdir(files);
  await mkdir(out);
  await run(here, 'evidence', `--folder=${files}`);
  await run(here, 'evidence', `--folder=${files}`, '--replace-names');
  await writeFile(join(files, 'broken.zip'), 'no zip');
  await writeFile(join(files, 'notes.txt'), 'not looked at');
  const report = await run(elsewhere, 'diagnose', `--evidence=${files}`, `--folder=${out}`);
  expect(report).toMatchObject({ exitCode: 1, resultKind: 'diagnoses', error: null });
  const { files: rows, table } = resultSchemas.diagnoses.parse(report.result);
  expect(rows.map(({ problem }) => problem === null)).toEqual([false, true, true]);
  expect(rows[0]?.problem).toContain('.zip');
  const csv = await readFile(table ?? '', 'utf8');
  expect(csv.trimEnd().split('\r\n')).toHaveLength(4);
  const child = start(electron, [...programArguments(elsewhere), 'diagnose', `--evidence=${files}`]);
  const lines = (await text(child.stdout)).trimEnd().split('\n');
  expect(lines).toHaveLength(4);
  expect(lines.at(-1)).toContain('3 evidence files');
});

test('refuses what is no evidence file', async () => {
  expect(await run(here, 'diagnose', `--evidence=${join(here, 'missing.zip')}`)).toMatchObject({
    exitCode: 2,
    error: { code: 'EVIDENCE_REFUSED', reason: 'unreadable' },
  });
});
