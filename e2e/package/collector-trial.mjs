// Has a package hand out the collector's script, and compares it with what was packaged.
// Protects: the bytes that were signed are the bytes that people get, and a script that was changed is handed out to nobody.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { collectorName, isCollector } from '../../build/package/collector.mjs';
import { carriesSignature, sign, signatureProblem, signerOf } from '../../build/package/signing.mjs';
import { collectorIn, executableIn } from './inspection.mjs';
import { certificate } from './test-certificate.mjs';
import { exportCollector } from './trial.mjs';

/** @typedef {import('../../build/package/native-modules.mjs').System} System */

/** The script of this version, signed if the program is. @param {string} folder @param {System} system */
export async function collectorProblems(folder, { platform }) {
  const file = collectorIn(folder);
  if (!fs.existsSync(file)) return [`${collectorName} is missing`];
  if (!(await isCollector(file))) return [`${collectorName} is not the script of this version`];
  const isSigned = carriesSignature(file);
  if (platform === 'win32' && carriesSignature(executableIn(folder, platform)) !== isSigned) {
    return [`${collectorName} is ${isSigned ? 'signed, and the program is not' : 'not signed, and the program is'}`];
  }
  const problem = isSigned ? await signatureProblem(file) : null;
  return problem === null ? [] : [`${collectorName}: ${problem}`];
}

/** As it was packaged. @param {string} folder @param {string} userData */
export async function handedOutProblems(folder, userData) {
  return differences(folder, userData, carriesSignature(collectorIn(folder)));
}

/**
 * Of a copy of the package: with a signed script, and with one that somebody changed after it was signed.
 * @param {string} folder @param {string} userData
 */
export async function signedCollectorProblems(folder, userData) {
  const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'epw-signed-'));
  try {
    const copy = path.join(temporary, 'program');
    fs.cpSync(folder, copy, { recursive: true });
    const signer = signerOf(await certificate(temporary));
    if (signer === null) return ['no certificate was found in the environment'];
    const file = collectorIn(copy);
    await sign(signer, file);
    const problems = await differences(copy, userData, true);
    const bytes = fs.readFileSync(file);
    bytes.writeUInt8(bytes.readUInt8(0x200) ^ 1, 0x200);
    fs.writeFileSync(file, bytes);
    const { code, made } = await exportCollector(copy, userData);
    if (code !== 1 || made !== null) problems.push(`with a changed byte it was handed out (exit code ${code})`);
    return problems;
  } finally {
    fs.rmSync(temporary, { recursive: true, force: true });
  }
}

/** @param {string} folder @param {string} userData @param {boolean} isSigned */
async function differences(folder, userData, isSigned) {
  const { code, made } = await exportCollector(folder, userData);
  if (made === null) return [`export-collector ended with ${code}, and wrote nothing`];
  const readme = String(made.get('README.txt'));
  return [
    ...(made.get(collectorName)?.equals(fs.readFileSync(collectorIn(folder))) === true
      ? []
      : [`${collectorName} was handed out with other bytes than it was packaged with`]),
    ...(readme.includes('Get-AuthenticodeSignature') === isSigned ? [] : [`README.txt is wrong about the signature`]),
  ];
}
