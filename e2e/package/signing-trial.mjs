// Signs what is packaged by a certificate made for this test, and reads everything back.
// Protects: a signature that does not hold is found, and only what is signed goes without "unsigned" in its name.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { collectorName, isCollector } from '../../build/package/collector.mjs';
import { artifact, makeInstaller } from '../../build/package/installer.mjs';
import { codeIn, signFolder, signatureProblem, signerOf } from '../../build/package/signing.mjs';
import { collectorIn, executableIn } from './inspection.mjs';
import { certificate } from './test-certificate.mjs';

/**
 * The program, its native modules, the collector's script, and the installer with its uninstaller: signed, read back, and no
 * longer accepted once a byte is another.
 * @param {string} unsigned folder with the program
 */
export async function signingProblems(unsigned) {
  const output = fs.mkdtempSync(path.join(os.tmpdir(), 'epw-signed-'));
  try {
    const signer = signerOf(await certificate(output));
    if (signer === null) return ['no certificate was found in the environment'];
    const folder = path.join(output, 'program');
    fs.cpSync(unsigned, folder, { recursive: true });
    await signFolder(signer, folder);
    const installer = await makeInstaller(folder, output, 'x64', false, signer);
    const script = collectorIn(folder);
    const signed = [...codeIn(folder), installer];
    const problems = [];
    for (const file of signed) {
      const problem = await signatureProblem(file);
      if (problem !== null) problems.push(`${path.basename(file)}: ${problem}`);
    }
    if (signed.length < 5) problems.push(`only ${signed.length} files are signed`);
    if (!signed.includes(script)) problems.push(`${collectorName} is not signed`);
    if (!(await isCollector(script))) problems.push(`signing changed the text of ${collectorName}`);
    if (installer !== artifact(output, 'x64', '-setup.exe', true)) problems.push(`${installer} is the wrong name`);
    return [...problems, ...(await acceptedProblems(executableIn(folder, 'win32'), script))];
  } finally {
    fs.rmSync(output, { recursive: true, force: true });
  }
}

/** What should have been found wrong. @param {readonly string[]} files */
async function acceptedProblems(...files) {
  const problems = [];
  for (const file of files) {
    const bytes = fs.readFileSync(file);
    // In the text of the script, in the code of the program.
    const at = file.endsWith('.ps1') ? 0x200 : 0x400;
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
    fs.writeFileSync(file, bytes);
    const problem = await signatureProblem(file);
    if (problem === null || !problem.startsWith('its signature is over')) {
      problems.push(`${path.basename(file)} with a changed byte: ${problem ?? 'accepted'}`);
    }
  }
  return problems;
}

/** The name says whether a file is signed, and so does the file. @param {string} file */
export async function nameProblems(file) {
  const saysUnsigned = path.basename(file).includes('-unsigned');
  const problem = await signatureProblem(file);
  if (saysUnsigned) return problem === 'it carries no signature' ? [] : ['it is called unsigned and is signed'];
  return problem === null ? [] : [problem];
}
