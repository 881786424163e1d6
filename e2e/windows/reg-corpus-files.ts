// The corpus, part three: whole files: headers, encodings, keys, and how files end.
import { file } from './reg-corpus-entry';
import type { RegCorpusEntry } from './reg-corpus-model';

const header = 'Windows Registry Editor Version 5.00';
const value = '[{KEY}]\r\n"a"="y"\r\n';

export const regFilesCorpus: readonly RegCorpusEntry[] = [
  // Headers
  file('header', `${header}\r\n\r\n${value}`),
  file('header without blank line', `${header}\r\n${value}`),
  file('header, many blank lines', `${header}\r\n\r\n\r\n\r\n${value}`),
  file('header after blanks', `  ${header}\r\n\r\n${value}`),
  file('header after a tab', `\t${header}\r\n\r\n${value}`),
  file('header after a blank line', `\r\n${header}\r\n\r\n${value}`),
  file('header after a comment', `; mine\r\n${header}\r\n\r\n${value}`),
  file('header with a blank after it', `${header} \r\n\r\n${value}`, {
    differs:
      'Wine imports nothing of it; whether Windows does is not known, and published batch files write it: it is read, and told',
  }),
  file('header with a comment after it', `${header} ; mine\r\n\r\n${value}`),
  file('header in lower case', `${header.toLowerCase()}\r\n\r\n${value}`),
  file('header without zeros', `Windows Registry Editor Version 5\r\n\r\n${value}`),
  file('header of version 4', `Windows Registry Editor Version 4.00\r\n\r\n${value}`),
  file('header missing', value),
  file('header REGEDIT4 in UTF-16', `REGEDIT4\r\n\r\n${value}`),
  file('header REGEDIT5', `REGEDIT5\r\n\r\n${value}`, { encoding: 'bytes' }),
  file('header REGEDIT', `REGEDIT\r\n\r\n${value}`, { encoding: 'bytes' }),
  file('header regedit4', `regedit4\r\n\r\n${value}`, { encoding: 'bytes' }),
  file('header REGEDIT4 with more', `REGEDIT4 x\r\n\r\n${value}`, { encoding: 'bytes' }),
  file('header REGEDIT4 after blanks', `  REGEDIT4\r\n\r\n${value}`, { encoding: 'bytes' }),
  file('header twice', `${header}\r\n\r\n${value}${header}\r\n"b"="y"\r\n`),
  file('header and nothing else', header),
  file('nothing', ''),

  // Encodings
  file('UTF-8, ASCII only', `${header}\r\n\r\n${value}`, { encoding: 'utf-8' }),
  file('UTF-8, other scripts', `${header}\r\n\r\n[{KEY}]\r\n"a"="é 端口"\r\n`, {
    encoding: 'utf-8',
    differs: 'Wine reads bytes without mark in its ANSI code page; Windows takes UTF-8 (facts.md, section 4)',
  }),
  file('UTF-8 with mark', `${header}\r\n\r\n${value}`, {
    encoding: 'utf-8-mark',
    differs: 'Wine does not know the mark and reads nothing; Windows takes it (facts.md, section 4)',
  }),
  file('version 5 in bytes that are not UTF-8', `${header}\r\n\r\n[{KEY}]\r\n"a"="caf\xe9"\r\n`, { encoding: 'bytes' }),
  file('hex(2) of version 5 without mark', `${header}\r\n\r\n[{KEY}]\r\n"a"=hex(2):41,00,00,00\r\n`, {
    encoding: 'utf-8',
    differs: 'Wine goes by the encoding of the file; in version 5.00 these bytes are UTF-16LE (Microsoft 310516)',
  }),
  file('hex(2) of REGEDIT4 in UTF-16', 'REGEDIT4\r\n\r\n[{KEY}]\r\n"a"=hex(2):41,42,00\r\n', {
    differs: 'Wine goes by the encoding of the file; in REGEDIT4 these bytes are ANSI (Microsoft 310516)',
  }),

  // Line ends, and how files end
  file('lines end in LF', `${header}\n\n[{KEY}]\n"a"="y"\n"b"=hex:01,\\\n  02\n`),
  file('lines end in CR', `${header}\r\r[{KEY}]\r"a"="y"\r"b"="z"\r`),
  file('lines end as they like', `${header}\r\n\n[{KEY}]\r"a"="y"\n"b"="z"\r\n`),
  file('no line break at the end', `${header}\r\n\r\n[{KEY}]\r\n"a"="y"`),
  file('no line break after a number', `${header}\r\n\r\n[{KEY}]\r\n"a"=dword:00000001`),
  file('no line break after a deletion', `${header}\r\n\r\n[{KEY}]\r\n"a"="y"\r\n"a"=-`),
  file('no line break after a key', `${header}\r\n\r\n[{KEY}\\Sub]`),
  file('ends in a comma', `${header}\r\n\r\n[{KEY}]\r\n"a"=hex:01,`),
  file('ends in a backslash', `${header}\r\n\r\n[{KEY}]\r\n"a"=hex:01,\\`),
  file('ends in a backslash and a line break', `${header}\r\n\r\n[{KEY}]\r\n"a"=hex:01,\\\r\n`),
  file('ends in a text', `${header}\r\n\r\n[{KEY}]\r\n"b"="y"\r\n"a"="x`),
  file('ends in a name', `${header}\r\n\r\n[{KEY}]\r\n"b"="y"\r\n"a`),
  file('next-line character is no line end', `${header}\r\n\r\n[{KEY}]\r\n"a"="y\u0085z"\r\n"b"="y\u2028z"\r\n`),
  file('NUL in a text', `${header}\r\n\r\n[{KEY}]\r\n"b"="y"\r\n"a"="x\0y"\r\n"c"="z"\r\n`, {
    differs:
      'Wine leaves out everything after a NUL; our reader lists that line and goes on, so that nothing is hidden behind one',
  }),
  file('NUL in a name', `${header}\r\n\r\n[{KEY}]\r\n"b"="y"\r\n"a\0c"="x"\r\n`),
  file('NUL between lines', `${header}\r\n\r\n[{KEY}]\r\n"b"="y"\r\n\0\r\n"c"="z"\r\n`, {
    differs:
      'Wine leaves out everything after a NUL; our reader lists that line and goes on, so that nothing is hidden behind one',
  }),
  file('NUL at the end', `${header}\r\n\r\n[{KEY}]\r\n"b"="y"\r\n\0`),
  file('end-of-file mark of DOS', `${header}\r\n\r\n[{KEY}]\r\n"b"="y"\r\n\x1a"c"="z"\r\n`),

  // Keys
  file('key alone', `${header}\r\n\r\n[{KEY}\\Sub]\r\n`),
  file('key in another case', `${header}\r\n\r\n[hkey_current_user{REST}]\r\n"a"="y"\r\n`),
  file('key by its short name', `${header}\r\n\r\n[HKCU{REST}]\r\n"a"="y"\r\n`, {
    differs: 'Wine knows short names of hives; those of .reg files are written out (Microsoft 310516)',
  }),
  file('key with a trailing backslash', `${header}\r\n\r\n[{KEY}\\]\r\n"a"="y"\r\n`),
  file('key with two trailing backslashes', `${header}\r\n\r\n[{KEY}\\\\]\r\n"a"="y"\r\n`),
  file('key with a blank after the bracket', `${header}\r\n\r\n[ {KEY}\\Sub]\r\n"a"="y"\r\n`),
  file(
    'key with a blank after the bracket, after another',
    `${header}\r\n\r\n[{KEY}]\r\n"b"="y"\r\n[ {KEY}\\Sub]\r\n"a"="y"\r\n`,
  ),
  file('key with a blank before the closing bracket', `${header}\r\n\r\n[{KEY}\\Sub ]\r\n"a"="y"\r\n`),
  file('key after blanks', `${header}\r\n\r\n   [{KEY}]\r\n"a"="y"\r\n`),
  file('key without closing bracket', `${header}\r\n\r\n[{KEY}\\Sub\r\n"a"="y"\r\n`),
  file(
    'key without closing bracket, after another',
    `${header}\r\n\r\n[{KEY}]\r\n"b"="y"\r\n[{KEY}\\Sub\r\n"a"="y"\r\n`,
  ),
  file('key without opening bracket', `${header}\r\n\r\n[{KEY}]\r\n"b"="y"\r\n{KEY}\\Sub]\r\n"a"="y"\r\n`),
  file('key in two brackets', `${header}\r\n\r\n[[{KEY}]]\r\n"a"="y"\r\n`),
  file('key with brackets in its name', `${header}\r\n\r\n[{KEY}\\a]b[c]\r\n"a"="y"\r\n`),
  file('key with a comment after it', `${header}\r\n\r\n[{KEY}\\Sub] ; why\r\n"a"="y"\r\n`),
  file('key with a bracket in the comment', `${header}\r\n\r\n[{KEY}\\Sub] ; [why]\r\n"a"="y"\r\n`),
  file('key with more after it', `${header}\r\n\r\n[{KEY}\\Sub]more\r\n"a"="y"\r\n`),
  file('key with a forward slash', `${header}\r\n\r\n[{KEY}\\a/b]\r\n"a"="y"\r\n`),
  file('key with dots', `${header}\r\n\r\n[{KEY}\\a\\..\\b]\r\n"a"="y"\r\n`),
  file('key with quotes', `${header}\r\n\r\n[{KEY}\\a"b]\r\n"a"="y"\r\n`),
  file('key of another script', `${header}\r\n\r\n[{KEY}\\端口]\r\n"a"="y"\r\n`),
  file('key over two lines', `${header}\r\n\r\n[{KEY}\\a\r\nb]\r\n"a"="y"\r\n`),
  file('key without name', `${header}\r\n\r\n[{KEY}]\r\n"b"="y"\r\n[]\r\n"a"="y"\r\n`),
  file('key of a hive that there is not', `${header}\r\n\r\n[{KEY}]\r\n"b"="y"\r\n[HKEY_NOWHERE\\x]\r\n"a"="y"\r\n`),
  file('value before the first key', `${header}\r\n\r\n"a"="y"\r\n[{KEY}]\r\n"b"="y"\r\n`),
  file('same key twice', `${header}\r\n\r\n[{KEY}]\r\n"a"="one"\r\n[{KEY}]\r\n"a"="two"\r\n"b"="y"\r\n`),
  file('key deleted', `${header}\r\n\r\n[{KEY}\\Sub]\r\n"a"="y"\r\n[-{KEY}\\Sub]\r\n`),
  file('key deleted with those below it', `${header}\r\n\r\n[{KEY}\\Sub\\Deep]\r\n"a"="y"\r\n[-{KEY}\\Sub]\r\n`),
  file('key deleted in another case', `${header}\r\n\r\n[{KEY}\\Sub]\r\n[-{KEY}\\sUB]\r\n`),
  file('key deleted that is not there', `${header}\r\n\r\n[{KEY}]\r\n[-{KEY}\\Sub]\r\n`),
  file('key deleted, and a value below', `${header}\r\n\r\n[{KEY}]\r\n"b"="y"\r\n[-{KEY}\\Sub]\r\n"a"="y"\r\n`),
  file(
    'key deleted, then made again',
    `${header}\r\n\r\n[{KEY}\\Sub]\r\n"a"="y"\r\n[-{KEY}\\Sub]\r\n[{KEY}\\Sub]\r\n"b"="z"\r\n`,
  ),
  file('key deleted with a blank', `${header}\r\n\r\n[{KEY}\\Sub]\r\n"a"="y"\r\n[- {KEY}\\Sub]\r\n"b"="z"\r\n`),
  file(
    'key deleted with a blank before the sign',
    `${header}\r\n\r\n[{KEY}\\Sub]\r\n"a"="y"\r\n[ -{KEY}\\Sub]\r\n"b"="z"\r\n`,
  ),
  file('key deleted, trailing backslash', `${header}\r\n\r\n[{KEY}\\Sub]\r\n"a"="y"\r\n[-{KEY}\\Sub\\]\r\n`),
];
