// What is read of netsh and wevtutil without knowing the language of Windows: in every OEM code page that Windows has for a
// language, and in UTF-8, a byte that looks like one of these ASCII characters is one.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { wide } from '../../electron/machine/windows/win32/win32-api';

const relied = Array.from('0123456789: \r\n<>&"\'/=');
const utf8 = 65_001;
/** LOCALE_IDEFAULTCODEPAGE with LOCALE_RETURN_NUMBER; languages that are written in Unicode alone have 0 or 1. */
const oemCodePage = 0x0b | 0x2000_0000;
/** MB_ERR_INVALID_CHARS. */
const refuseInvalid = 8;

async function codePages(): Promise<{
  readonly all: readonly number[];
  /** The characters of these bytes; null when they are none. */
  readonly decode: (codePage: number, bytes: readonly number[]) => string | null;
}> {
  const { default: koffi } = await import('koffi');
  const kernel32 = koffi.load('kernel32.dll');
  koffi.proto('int32_t __stdcall EachLocale(str16 name, uint32_t flags, intptr_t given)');
  const eachLocale: (found: (name: string) => number, flags: number, given: number, reserved: null) => number =
    kernel32.func(
      'int32_t __stdcall EnumSystemLocalesEx(EachLocale *found, uint32_t flags, intptr_t given, void *reserved)',
    );
  const localeInfo: (name: Buffer, kind: number, data: Buffer, length: number) => number = kernel32.func(
    'int32_t __stdcall GetLocaleInfoEx(const void *name, uint32_t kind, void *data, int32_t length)',
  );
  const toWide: (codePage: number, flags: number, bytes: Buffer, length: number, text: Buffer, room: number) => number =
    kernel32.func(
      'int32_t __stdcall MultiByteToWideChar(uint32_t codePage, uint32_t flags, const void *bytes, int32_t length, void *text, int32_t room)',
    );
  const found = new Set([utf8]);
  const each = (name: string) => {
    const number = Buffer.alloc(4);
    if (localeInfo(wide(name), oemCodePage, number, 2) !== 0 && number.readUInt32LE() > 1)
      found.add(number.readUInt32LE());
    return 1;
  };
  assert.notEqual(eachLocale(each, 0, 0, null), 0);
  return {
    all: [...found].sort((a, b) => a - b),
    decode(codePage, bytes) {
      const text = Buffer.alloc(16);
      const length = toWide(codePage, refuseInvalid, Buffer.from(bytes), bytes.length, text, text.length / 2);
      return length === 0 ? null : text.toString('utf16le', 0, length * 2);
    },
  };
}

const { all, decode } = await codePages();

describe('a byte that looks like a digit, colon, bracket, quote or line end', () => {
  it('is one in every OEM code page of Windows', () => {
    for (const known of [437, 850, 866, 932, 936, 949, 950, utf8]) assert.ok(all.includes(known), all.join(' '));
    for (const codePage of all)
      for (const character of relied) {
        const byte = character.charCodeAt(0);
        assert.equal(decode(codePage, [byte]), character, `${codePage}: ${byte}`);
        for (let before = 0x80; before <= 0xff; before += 1) {
          const both = decode(codePage, [before, byte]);
          const isItself = both === null || (both.length === 2 && both.endsWith(character));
          assert.ok(isItself, `${codePage}: ${before} ${byte} is ${JSON.stringify(both)}`);
        }
      }
  });

  it('is not so for letters: the second byte of a character may look like one', () => {
    assert.equal(decode(932, [0x83, 0x41]), 'ア');
    assert.equal(decode(936, [0x81, 0x40]), '丂');
  });
});
