// Every language, nothing invented: what netsh prints is read, everything else is "not known".
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDynamicPortText } from './dynamic-port-text';
import { netshOutputs, outputsThatAreNoRange } from './netsh-outputs.fixture';

const bytes = (text: string) => Buffer.from(text, 'latin1');
const answer = (start: number | string, number: number | string) =>
  `\r\nProtocol tcp Dynamic Port Range\r\n---------------------------------\r\nStart Port      : ${start}\r\nNumber of Ports : ${number}\r\n\r\n`;

describe('readDynamicPortText', () => {
  it.each(netshOutputs)('reads the $language output in code page $codePage', ({ output }) => {
    expect(readDynamicPortText(output)).toEqual({ start: 49152, number: 16384 });
  });

  it.each(outputsThatAreNoRange)('reports unknown for $what', ({ output }) => {
    expect(readDynamicPortText(output)).toBeNull();
  });

  it('reads every range that Windows can have', () => {
    fc.assert(
      fc.property(
        fc
          .integer({ min: 1024, max: 65281 })
          .chain((start) => fc.tuple(fc.constant(start), fc.integer({ min: 255, max: 65536 - start }))),
        ([start, number]) => {
          expect(readDynamicPortText(bytes(answer(start, number)))).toEqual({ start, number });
        },
      ),
    );
  });

  it.each([
    [0, 100],
    [65536, 1],
    [49152, 16385],
    [49152, 0],
    ['-5', 100],
    ['4294967297', 100],
    [1023, 1000],
    [1025, 254],
    ['65281', '256'],
    ['49152 default: 1025', 16384],
    ['1025 (49152)', 16384],
    ['default 49152 : 1025', 16384],
    ['491\r\n52', 16384],
    ['4915\r\n2', 16384],
    ['49152\r\n  16384', 16384],
    [49152, '1638\r\n4'],
    [49152, '1638\r\n4\r\n\r\nOk.'],
    ['49152\r\nElapsed', 16384],
  ])('refuses start %s with %s ports', (start, number) => {
    expect(readDynamicPortText(bytes(answer(start, number)))).toBeNull();
  });

  it('reads a range that starts at 1024, which Windows shows but does not accept', () => {
    expect(readDynamicPortText(bytes(answer(1024, 64511)))).toEqual({ start: 1024, number: 64511 });
  });

  it.each([
    ['Error: 5\r\nLine: 120\r\n'],
    ['Fehler: 11003\r\nZeile: 120\r\n'],
    ['Started at 12:00:45\r\nEnded at 12:00:59\r\n'],
    ['Started: 09:1025\r\nEnded: 09:4096\r\n'],
    ['[::1]:49152\r\n[::1]:16384\r\n'],
    ['HTTP: 1.1: 49152\r\nHTTP: 1.1: 16384\r\n'],
  ])('reports unknown for %j', (text) => {
    expect(readDynamicPortText(bytes(text))).toBeNull();
    expect(readDynamicPortText(bytes(answer(49152, 16384) + text))).toBeNull();
  });

  it('reads the range behind the remarks of a helper library', () => {
    const remark = '\r\nInitialization Function InitHelperDll in NSHHTTP.DLL failed to start with error code 11003\r\n';
    expect(readDynamicPortText(bytes(remark + answer(49152, 16384)))).toEqual({ start: 49152, number: 16384 });
  });

  it('does not throw and gives nothing outside the ports, whatever bytes arrive', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (output) => {
        const range = readDynamicPortText(output);
        if (range)
          expect(range.start >= 1024 && range.number >= 255 && range.start + range.number - 1 <= 65535).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('is not misled by the second byte of a double-byte character', () => {
    // Labels of any double-byte characters (second byte 0x40 or more) before the colon change nothing.
    const doubleByte = fc.tuple(
      fc.integer({ min: 0x81, max: 0xfe }),
      fc.integer({ min: 0x40, max: 0xfe }).filter((second) => second !== 0x7f),
    );
    fc.assert(
      fc.property(fc.array(doubleByte, { minLength: 1, maxLength: 12 }), (characters) => {
        const label = Buffer.from(characters.flat());
        const output = Buffer.concat([label, bytes('\r\n'), label, bytes(' : 1025\r\n'), label, bytes(': 64511\r\n')]);
        expect(readDynamicPortText(output)).toEqual({ start: 1025, number: 64511 });
      }),
    );
  });
});
