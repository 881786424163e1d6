// Files that people edit by hand come back from their editors with and without a byte order mark.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readJson } from '../../contract/text/json-text';
import { readJsonFile } from './json-file';
import { testFolder } from './test-folder.fixture';

const schema = z.strictObject({ name: z.string(), ports: z.array(z.number()) });
const value = { name: 'Zoë 端口', ports: [1, 2] };
const text = JSON.stringify(value, null, 2);
const utf16be = (content: string) => Buffer.from(content, 'utf16le').swap16();

let folder: string;
beforeEach(async () => (folder = await testFolder()));

describe('a JSON file of ours', () => {
  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark (PowerShell 5.1, Notepad)', Buffer.from(`\ufeff${text}`)],
    ['UTF-16 with a mark (what PowerShell 5.1 redirects)', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 with a mark, high byte first', utf16be(`\ufeff${text}`)],
    ['CRLF and a mark', Buffer.from(`\ufeff${text.replaceAll('\n', '\r\n')}\r\n`)],
  ])('is read in %s', async (_, bytes) => {
    const file = join(folder, 'a.json');
    await writeFile(file, bytes);
    expect(await readJsonFile(file, schema)).toEqual(value);
  });

  it('is null when it is missing', async () => {
    expect(await readJsonFile(join(folder, 'none.json'), schema)).toBeNull();
  });

  it.each([
    ['', 'is empty'],
    ['\ufeff', 'is empty'],
    ['{"name":', 'is not JSON'],
    ['\ufeff\ufeff{}', 'is not JSON'],
    ['{"name":"x","ports":["1"]}', 'is not as this program writes it at ports.0'],
    ['{"name":"x","ports":[],"more":1}', 'is not as this program writes it'],
    ['[]', 'is not as this program writes it'],
  ])('is refused with the path and one line: %j', async (content, problem) => {
    const file = join(folder, 'a.json');
    await writeFile(file, content);
    const message = await readJsonFile(file, schema).then(
      () => '',
      (error: unknown) => (error instanceof Error ? error.message : ''),
    );
    expect(message.startsWith(`${file} ${problem}`)).toBe(true);
    expect(message).not.toMatch(/[\r\n]/);
  });

  it('is refused with its path when it is a folder', async () => {
    await expect(readJsonFile(folder, schema)).rejects.toThrow(folder);
  });

  it('never becomes an exception, whatever its bytes, and returns every text', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => void readJson(bytes, schema)));
    fc.assert(
      fc.property(
        fc.record({ name: fc.string({ unit: 'grapheme' }), ports: fc.array(fc.integer()) }),
        fc.boolean(),
        (any, hasMark) => {
          expect(readJson(Buffer.from(`${hasMark ? '\ufeff' : ''}${JSON.stringify(any)}`), schema)).toEqual({
            ok: true,
            value: any,
          });
        },
      ),
    );
  });
});
