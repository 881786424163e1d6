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

  it.each(outputsThatAreNoRange)('does not know $what', ({ output }) => {
    expect(readDynamicPortText(output)).toBeNull();
  });

  it('reads every range that fits into 65535', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 65535 }).chain((start) => fc.tuple(fc.constant(start), fc.integer({ min: 1, max: 65536 - start }))), ([start, number]) => {
        expect(readDynamicPortText(bytes(answer(start, number)))).toEqual({ start, number });
      }),
    );
  });

  it.each([
    [0, 100],
    [65536, 1],
    [49152, 16385],
    [49152, 0],
    ['-5', 100],
    ['4294967297', 100],
  ])('refuses start %s with %s ports', (start, number) => {
    expect(readDynamicPortText(bytes(answer(start, number)))).toBeNull();
  });

  it('reads a range that starts at 1024, which Windows shows though it does not accept it', () => {
    expect(readDynamicPortText(bytes(answer(1024, 64511)))).toEqual({ start: 1024, number: 64511 });
  });

  it('does not throw and gives nothing outside the ports, whatever bytes arrive', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (output) => {
        const range = readDynamicPortText(output);
        if (range) expect(range.start + range.number - 1).toBeLessThanOrEqual(65535);
      }),
      { numRuns: 1000 },
    );
  });

  it('is not misled by the second byte of a double-byte character', () => {
    // Labels of any double-byte characters (second byte 0x40 or more) before the colon change nothing.
    const doubleByte = fc.tuple(fc.integer({ min: 0x81, max: 0xfe }), fc.integer({ min: 0x40, max: 0xfe }).filter((second) => second !== 0x7f));
    fc.assert(
      fc.property(fc.array(doubleByte, { minLength: 1, maxLength: 12 }), (characters) => {
        const label = Buffer.from(characters.flat());
        const output = Buffer.concat([label, bytes('\r\n'), label, bytes(' : 1025\r\n'), label, bytes(': 64511\r\n')]);
        expect(readDynamicPortText(output)).toEqual({ start: 1025, number: 64511 });
      }),
    );
  });
});
