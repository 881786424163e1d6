import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excludedRangesOutputs } from './excluded-ranges-outputs.fixture';
import { netshExcludedRanges } from './netsh';
import { readExcludedRangesText } from './excluded-ranges-text';

const english = `
Protocol tcp Port Exclusion Ranges

Start Port    End Port
----------    --------
        80          80
     50000       50059     *

* - Administered port exclusions.
`;
const bytes = (text: string) => Buffer.from(text.replaceAll('\n', '\r\n'), 'latin1');

describe('excluded port ranges', () => {
  it('are the rows of the table, administered ones too', () => {
    expect(readExcludedRangesText(bytes(english))).toEqual([{ start: 80, number: 1, isAdministered: false }, { start: 50000, number: 60, isAdministered: true }]);
  });

  it.each(excludedRangesOutputs.map((each) => [`${each.language}, code page ${each.codePage}`, each.output] as const))('are read in %s', (_, output) => {
    expect(readExcludedRangesText(output)).toEqual([
      { start: 5357, number: 1, isAdministered: false },
      { start: 49723, number: 100, isAdministered: false },
      { start: 50000, number: 60, isAdministered: true },
    ]);
  });

  it('are none in an empty table', () => {
    expect(readExcludedRangesText(bytes(english.replace(/^ +\d.*\n/gm, '')))).toEqual([]);
  });

  it.each([
    ['nothing', ''],
    ['an error message', 'The following command was not found: int ipv4 show.'],
    ['a row that ends before it starts', english.replace('50059', '49999')],
    ['a port beyond 65535', english.replace('50059', '70000')],
    ['a row with one number', english.replace('     50000       50059     *', '     50000')],
  ])('are not known from %s', (_, text) => expect(readExcludedRangesText(bytes(text))).toBeNull());

  it('never throws on garbage', () => {
    fc.assert(fc.property(fc.uint8Array(), (garbage) => void readExcludedRangesText(garbage)));
  });

  it('fails with what netsh said when netsh fails', async () => {
    const run = () => Promise.resolve({ exitCode: 1, stdout: Buffer.from('Zugriff verweigert'), stderr: Buffer.alloc(0) });
    const parts = { run, programPath: () => Promise.resolve('netsh'), decode: (text: Uint8Array) => Promise.resolve(Buffer.from(text).toString()) };
    expect(await netshExcludedRanges(parts).read()).toMatchObject({ ok: false, error: { detail: 'Zugriff verweigert' } });
  });
});
