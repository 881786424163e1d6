// The lines of a .reg file as Registry Editor and reg.exe write them.
// Protects: data that has no exact form in quotes is written as hex, so that no byte is lost.
import { registryTypes } from '../contract/registry/stored-value';

/** Registry Editor breaks a line of hex after the byte that passes this column. */
const lastHexColumn = 77;
/** Text that survives being written in quotes: one NUL, at the end, and no line break. */
const isPlain = /^[^\0\r\n]*\0$/;

/** The empty name is the default value; content null deletes the value. */
export function valueLine(name: string, content: { readonly type: number; readonly data: Uint8Array } | null): string {
  const start = `${name === '' ? '@' : quoted(name)}=`;
  if (!content) return `${start}-`;
  const { type } = content;
  const data = Buffer.from(content.data);
  if (type === registryTypes.REG_DWORD && data.length === 4) {
    return `${start}dword:${data.readUInt32LE().toString(16).padStart(8, '0')}`;
  }
  const text = data.toString('utf16le');
  if (type === registryTypes.REG_SZ && data.length % 2 === 0 && isPlain.test(text)) {
    return `${start}${quoted(text.slice(0, -1))}`;
  }
  return hexLines(`${start}${type === registryTypes.REG_BINARY ? 'hex:' : `hex(${type.toString(16)}):`}`, data);
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

function hexLines(start: string, data: Buffer): string {
  const bytes = data.toString('hex').replace(/..(?=.)/g, '$&,');
  const first = 3 * Math.max(1, Math.ceil((lastHexColumn - start.length) / 3));
  return start + bytes.slice(0, first) + bytes.slice(first).replace(/.{1,75}/g, '\\\r\n  $&');
}
