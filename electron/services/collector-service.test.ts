import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadDiagnosisWords, loadWords } from '../contract/messages/messages';
import { realDisk } from '../machine/common/disk';
import { collectorBytes } from '../script-export/collector/collector';
import { collectorService } from './collector-service';

const line = `# ${'MIIFwQYJ'.repeat(8)}\r\n`;
const signature = `\r\n# SIG # Begin signature block\r\n${line}${line}# AQ==\r\n# SIG # End signature block\r\n`;
const unsigned = Buffer.from(collectorBytes('1.0.0'));
const signed = Buffer.concat([unsigned, Buffer.from(signature)]);

let folder: string;
let chosen: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'collector-'));
  chosen = join(folder, 'chosen');
  await mkdir(chosen);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** With `packaged` beside the program; null for a file that is missing, undefined for a program that is not packaged. */
async function write(packaged: Buffer | null | undefined) {
  const file = join(folder, 'collect-evidence.ps1');
  if (packaged) await writeFile(file, packaged);
  const words = await loadWords();
  return collectorService({
    machine: { disk: realDisk },
    fileDialogs: { chooseFolder: () => Promise.resolve(chosen) },
    ticketWords: () => Promise.resolve({ words, diagnosisWords: loadDiagnosisWords, language: 'en', locale: 'en-US' }),
    programVersion: '1.0.0',
    collectorFile: packaged === undefined ? undefined : file,
  }).write();
}

async function writtenBy(packaged: Buffer | undefined) {
  const result = await write(packaged);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return {
    script: await readFile(join(result.value.folder, 'collect-evidence.ps1')),
    readme: await readFile(join(result.value.folder, 'README.txt'), 'utf8'),
  };
}

describe('the script that is handed out', () => {
  it.each([
    ['signed', signed],
    ['unsigned', unsigned],
  ])('is the packaged one byte for byte, and its README says whether it is signed: %s', async (kind, packaged) => {
    const { script, readme } = await writtenBy(packaged);
    expect(script.equals(packaged)).toBe(true);
    expect(readme.includes('The script is signed.')).toBe(kind === 'signed');
    expect(readme.includes("The script isn't signed.")).toBe(kind === 'unsigned');
  });

  it('is made unsigned by a program that is not packaged', async () => {
    const { script, readme } = await writtenBy(undefined);
    expect(script.equals(unsigned)).toBe(true);
    expect(readme).toContain("The script isn't signed.");
  });

  const changed = Buffer.from(signed);
  changed.writeUInt8(changed.readUInt8(1000) ^ 1, 1000);
  it.each([
    ['missing', null],
    ['changed by one byte', changed],
    ['cut off', unsigned.subarray(0, -1)],
    ['of another version', Buffer.from(collectorBytes('1.0.1'))],
    ['followed by a command', Buffer.concat([unsigned, Buffer.from('Get-Date\r\n')])],
    ['signed, and followed by a command', Buffer.concat([signed, Buffer.from('Get-Date\r\n')])],
    ['signed by what is no comment', Buffer.from(signed.toString('latin1').replace('# AQ==', 'Get-Date'), 'latin1')],
  ])('is refused, and no folder is left, where the packaged one is %s', async (_, packaged) => {
    expect(await write(packaged)).toMatchObject({ ok: false, error: { code: 'STORAGE_FAILED' } });
    expect(await readdir(chosen)).toEqual([]);
  });
});
