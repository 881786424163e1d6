// What netsh and wevtutil are asked for, and that one that fails does not hide the others.
import { describe, expect, it } from 'vitest';
import { rawParts } from '../../../contract/evidence/evidence-limits';
import { windowsRawAnswers } from './raw-answers';

const asked: string[] = [];
const answers = windowsRawAnswers({
  programPath: (name) => Promise.resolve(`C:\\Windows\\System32\\${name}`),
  run: (file, args) => {
    const line = [file.replace(/^.*\\/, ''), ...args].join(' ');
    asked.push(line);
    if (line.includes('ipv6 show dynamicport udp')) return Promise.reject(new Error('refused by a policy'));
    const exitCode = line.includes('ipv4 show excludedportrange tcp') ? null : 1;
    return Promise.resolve({ exitCode, stdout: Buffer.from(line), stderr: Buffer.from('!') });
  },
});

describe('raw answers', () => {
  it('are what the programs print, also where they end with an error', async () => {
    const read = await answers.read();
    expect(read.map(({ name }) => name)).toEqual(rawParts);
    expect(asked.every((line) => /^(?:netsh\.exe int ipv[46] show|wevtutil\.exe qe System) /.test(line))).toBe(true);
    const failed = read.filter(({ answer }) => !answer.ok).map(({ name }) => name);
    expect(failed).toEqual(['raw/netsh-dynamicport-ipv6-udp.txt', 'raw/netsh-excludedportrange-ipv4-tcp.txt']);
    const [first] = read;
    expect(first?.answer.ok === true && Buffer.from(first.answer.value).toString()).toBe(
      'netsh.exe int ipv4 show dynamicport tcp!',
    );
  });
});
