// Every file of facts that a real Windows has given: what the program believes has to hold there.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readEventsXml } from '../../../electron/machine/windows/event-log/event-log-xml';
import { readDynamicPortText } from '../../../electron/machine/windows/netsh/dynamic-port-text';
import { readExcludedRangesText } from '../../../electron/machine/windows/netsh/excluded-ranges-text';
import { locationRightsProblem } from '../../../electron/machine/windows/elevation/elevation-rights';
import { factsSchema, type Facts } from './facts.schema';
import { factsTable, valueOf } from './facts-table';

const names = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.json'));
const read = (name: string): unknown => JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8'));

/** What the program gets wrong on the Windows of these facts. */
function contradictions(facts: Facts): string[] {
  const ranges = (valueOf(facts.ranges) ?? []).filter(
    ({ code, base64 }) => code !== 0 || !readDynamicPortText(Buffer.from(base64, 'base64')),
  );
  const excluded = (valueOf(facts.excludedRanges) ?? []).filter(
    ({ code, base64 }) => code !== 0 || !readExcludedRangesText(Buffer.from(base64, 'base64')),
  );
  const events = (valueOf(facts.eventLog) ?? [])
    .slice(0, 3)
    .filter(({ code, base64 }) => code !== 0 || !readEventsXml(Buffer.from(base64, 'base64')));
  const { programFiles } = valueOf(facts.folders) ?? {};
  const isRefused =
    programFiles !== undefined && programFiles !== 'unknown' && locationRightsProblem(programFiles, 'above') !== null;
  return [
    ...[...ranges, ...excluded, ...events].map(({ line }) => `cannot read the output of ${line}`),
    ...(isRefused ? [`refuses Program Files: ${programFiles}`] : []),
    ...(valueOf(facts.boundInTable) === false ? ['does not see a bound port in the table'] : []),
  ];
}

describe.skipIf(names.length === 0)('the facts of a real Windows', () => {
  it.each(names)('in %s agree with the program', (name) => {
    expect(contradictions(factsSchema.parse(read(name)))).toEqual([]);
  });
});

it('docs/windows.md has the table of them', () => {
  const page = readFileSync(join(import.meta.dirname, '..', '..', '..', 'docs', 'windows.md'), 'utf8');
  expect(page).toContain(factsTable(names.map((name) => ({ name, facts: factsSchema.parse(read(name)) }))));
});

describe('a contradiction', () => {
  const unknown = { unknown: 'not read' };
  const printed = (text: string, code = 0) => ({
    line: 'netsh.exe',
    code,
    base64: Buffer.from(text).toString('base64'),
  });
  const english = 'Start Port      : 49152\r\nNumber of Ports : 16384\r\n';
  const facts = (change: Partial<Facts>): Facts =>
    factsSchema.parse({
      format: 1,
      isElevated: null,
      ...Object.fromEntries(
        Object.keys(factsSchema.shape)
          .filter((name) => !['format', 'isElevated', 'moves', 'timeWaitSeconds', 'tableTimeUnderLoad'].includes(name))
          .map((name) => [name, unknown]),
      ),
      ...change,
    });

  it('is not what is unknown', () => {
    expect(contradictions(facts({}))).toEqual([]);
  });

  it.each([
    [
      'a text of netsh that is not read',
      { ranges: { value: [english, english, english, '?'].map((text) => printed(text)) } },
    ],
    ['a failure of netsh', { ranges: { value: [0, 0, 0, 1].map((code) => printed(english, code)) } }],
    ['a bound port that is not seen', { boundInTable: { value: false } }],
    ['a list of Program Files that is refused', { folders: { value: { programFiles: 'O:WDG:WDD:(A;;FA;;;WD)' } } }],
  ])('is %s', (_, change) => {
    expect(contradictions(facts(change))).toHaveLength(1);
  });

  it('is none where all is as the program believes', () => {
    const ranges = { value: [english, english, english, english].map((text) => printed(text)) };
    expect(contradictions(facts({ ranges, boundInTable: { value: true } }))).toEqual([]);
    expect(factsTable([{ name: 'x.json', facts: facts({ ranges }) }])).toContain('| x.json | unknown |');
  });
});
