// The scripts against a grammar of PowerShell: the nearest to PowerShell itself where there is none.
import { createRequire } from 'node:module';
import { beforeAll, describe, expect, it } from 'vitest';
import { Language, Parser } from 'web-tree-sitter';
import { loadWords, type Words } from '../contract/messages/messages';
import { absent, dword } from '../contract/registry/stored-value';
import type { Change } from '../contract/change/change';
import { collectorScript } from './collector/collector';
import { commandsFiles } from './files';
import { commandsPlan } from './plan';

const machine = {
  kind: 'windows',
  computerName: "PC'1",
  product: 'Windows 11 Pro',
  version: { major: 10, minor: 0, build: 26100 },
  programVersion: '1.0.0',
} as const;
const port: Change = { name: 'MaxUserPort', before: absent, after: dword(65534) };
const delay: Change = { name: 'TcpTimedWaitDelay', before: dword(30), after: absent };
const range: Change = {
  name: 'Dynamic ports IPv4 TCP',
  range: 'ipv4Tcp',
  before: { start: 49152, number: 16384 },
  after: { start: 10000, number: 55535 },
};

let parser: Parser;
let words: Words;
beforeAll(async () => {
  await Parser.init();
  const grammar = createRequire(import.meta.url).resolve('tree-sitter-powershell/tree-sitter-powershell.wasm');
  parser = new Parser().setLanguage(await Language.load(grammar));
  words = await loadWords();
});

/** Lines that the grammar cannot read. */
function mistakes(script: string): string[] {
  const tree = parser.parse(script);
  if (!tree) throw new Error('not parsed');
  const lines = script.split('\n');
  const found: string[] = [];
  const walk = (node: typeof tree.rootNode): void => {
    if (node.isError || node.isMissing) found.push(lines[node.startPosition.row] ?? '');
    else for (const child of node.children) walk(child);
  };
  walk(tree.rootNode);
  return found;
}

describe('the grammar', () => {
  it('notices a mistake', () => {
    expect(mistakes('if ($a -eq 1) {\n  Write-Output "x"\n')).not.toEqual([]);
  });
});

it('the collector is valid PowerShell, and takes no folder of programs from what a user may set', () => {
  const script = collectorScript('1.0.0');
  expect(mistakes(script)).toEqual([]);
  expect((script.match(/\$env:\w+/gi) ?? []).filter((variable) => variable !== '$env:COMPUTERNAME')).toEqual([]);
});

describe.each<[string, readonly Change[]]>([
  ['a value', [port]],
  ['a value that is deleted', [delay]],
  ['a range', [range]],
  ['values and a range', [port, delay, range]],
])('the scripts for %s', (_, changes) => {
  it.each(['apply.ps1', 'undo.ps1', 'detect.ps1', 'remediate.ps1'])('include %s as valid PowerShell', (name) => {
    const plan = commandsPlan(changes);
    if (!plan) throw new Error('no plan');
    const file = commandsFiles(words, { changes, plan, machine, madeAt: 0 }).find((one) => one.name === name);
    const script = Buffer.from(file?.bytes ?? [])
      .toString('utf8')
      .replace(/^\ufeff/, '');
    expect(script.length).toBeGreaterThan(200);
    expect(mistakes(script)).toEqual([]);
    // Run as an administrator, they must not take the place of a program or of a folder from what a user may set.
    expect((script.match(/\$env:\w+/gi) ?? []).filter((variable) => variable !== '$env:COMPUTERNAME')).toEqual([]);
  });
});
