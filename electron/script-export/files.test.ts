// What is exported for other computers speaks the language of tickets in its README alone.
import { describe, expect, it } from 'vitest';
import { loadWords } from '../contract/messages/messages';
import { absent, dword } from '../contract/registry/stored-value';
import { commandsFiles, type CommandsSource } from './files';
import { commandsPlan } from './plan';

const changes = [{ name: 'MaxUserPort', before: absent, after: dword(65534) }];
const plan = commandsPlan(changes);
if (!plan) throw new Error('no plan');
const version = { major: 10, minor: 0, build: 26100 };
const machine = {
  kind: 'windows',
  computerName: 'BÜRO',
  product: 'Windows 11 Pro',
  programVersion: '1.0.0',
  version,
} as const;
const source: CommandsSource = { changes, plan, machine, madeAt: 0 };

async function files(language: 'en' | 'de', of = source): Promise<ReadonlyMap<string, string>> {
  const made = commandsFiles(await loadWords(language), of);
  return new Map(made.map(({ name, bytes }) => [name, Buffer.from(bytes).toString('utf8')]));
}

describe('the exported folder', () => {
  it('has a README of the language, with its letters and the mark that old editors need', async () => {
    const readme = (await files('de')).get('README.txt') ?? '';
    expect(readme).toMatch(/^\ufeff/);
    expect(readme).toContain('BÜRO');
    expect(readme).toContain('ä');
    expect(readme.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('has scripts that are the same in every language', async () => {
    const [english, german] = [await files('en'), await files('de')];
    expect([...german.keys()]).toEqual([...english.keys()]);
    for (const [name, text] of english) if (name !== 'README.txt') expect(german.get(name)).toBe(text);
  });

  it('has an ASCII README without a mark where all of it is ASCII', async () => {
    const readme = (await files('en', { ...source, machine: { ...machine, computerName: 'PC\n1' } })).get('README.txt');
    expect(readme).toMatch(/^[\r\n\x20-\x7e]+$/);
    expect(readme).toContain('PC?1');
  });
});
