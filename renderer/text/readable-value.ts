// Registry data for people: numbers in decimal and hexadecimal, text as text, everything else as a hex dump.
// Protects: invisible characters and those that reverse the text direction are written out.
import { hexText } from './format';
import { registryTypeName, registryTypes } from '../../electron/contract/registry/stored-value';

export interface ReadableValue {
  readonly type: string;
  readonly lines: readonly string[];
  /** A hex dump, which needs a monospaced font. */
  readonly isDump: boolean;
}

interface TypedData {
  readonly type: number;
  readonly hex: string;
}

const bytesInLine = 8;

export function readableValue({ type, hex }: TypedData): ReadableValue {
  const lines = readableLines(type, hex);
  return { type: registryTypeName(type), lines: lines ?? dump(hex), isDump: lines === null };
}

function readableLines(type: number, hex: string): string[] | null {
  const { REG_SZ, REG_EXPAND_SZ, REG_MULTI_SZ, REG_DWORD, REG_DWORD_BIG_ENDIAN, REG_QWORD } = registryTypes;
  const length = hex.length / 2;
  if (type === REG_DWORD && length === 4) return [numberLine(reversed(hex))];
  if (type === REG_DWORD_BIG_ENDIAN && length === 4) return [numberLine(hex)];
  if (type === REG_QWORD && length === 8) return [numberLine(reversed(hex))];
  if (type !== REG_SZ && type !== REG_EXPAND_SZ && type !== REG_MULTI_SZ) return null;
  if (length % 2 !== 0) return null;
  const text = new TextDecoder('utf-16le').decode(bytesOf(hex));
  if (type === REG_MULTI_SZ)
    return text
      .replace(/\0{1,2}$/, '')
      .split('\0')
      .map(visibleText);
  const ended = text.replace(/\0$/, '');
  return ended.includes('\0') ? null : [visibleText(ended)];
}

/** Control and format characters as their code points: a name or text must not disguise itself. */
export function visibleText(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    return `\u27e8U+${code}\u27e9`;
  });
}

function numberLine(bigEndian: string): string {
  const value = BigInt(`0x${bigEndian}`);
  return value <= Number.MAX_SAFE_INTEGER
    ? `${value} (${hexText(Number(value))})`
    : `${value} (0x${value.toString(16)})`;
}

function dump(hex: string): string[] {
  const bytes = bytesOf(hex);
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += bytesInLine) {
    const part = [...bytes.subarray(at, at + bytesInLine)];
    const pairs = part
      .map((byte, index) => `${index === bytesInLine / 2 ? ' ' : ''}${byte.toString(16).padStart(2, '0')}`)
      .join('');
    const characters = part.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
    lines.push(`${at === 0 && bytes.length <= bytesInLine ? pairs : pairs.padEnd(bytesInLine * 2 + 1)}  ${characters}`);
  }
  return lines;
}

function reversed(hex: string): string {
  return (hex.match(/../g) ?? []).reverse().join('');
}

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
