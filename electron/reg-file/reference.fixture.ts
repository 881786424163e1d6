// The mode "as Windows reads" once more, as plainly as it can be said: the whole text at once, line by line, no buffers.
// docs/reg-files.md in code, for tests that compare the reader with it.

export interface PlainLimits {
  /** In UTF-16 units, without the line break. */
  readonly line: number;
  /** Bytes of a value that are kept. */
  readonly data: number;
}

export interface PlainValue {
  /** The key whose section the value stands in. */
  readonly key: string;
  readonly name: string;
  readonly type: number | null;
  readonly size: number;
  /** The bytes that are kept. */
  readonly hex: string;
  /** Line of a dword of fewer than eight digits, all decimal; null otherwise. */
  readonly shortDwordLine: number | null;
}

export interface PlainReading {
  /** `[path]` and `[-path]`, and the values, in the order of the file. */
  readonly said: (string | PlainValue)[];
  /** Numbers of the lines, from 1. */
  readonly skipped: number[];
  readonly ignored: number[];
}

const blanks = '[ \\t]*';
const isEmpty = (rest: string) => /^[ \t]*(?:;|$)/.test(rest);
const quoted = '"((?:[^"\\\\\\0]|\\\\[^nr0\\0-\\x1f])*)"';
const valueStart = new RegExp(`^(?:@|${quoted})${blanks}=${blanks}`);
const unescaped = (text: string) => text.replace(/\\(.)/gs, '$1');

/** `text`: without byte order mark. Null without a header. Bytes of REGEDIT4 texts in hex are Latin-1. */
export function plainReading(text: string, limits: PlainLimits): PlainReading | null {
  const [first = '', ...lines] = text.split(/\r\n|\r|\n/);
  const header = /^[ \t]*(Windows Registry Editor Version 5\.00|REGEDIT4)[ \t]*$/.exec(first)?.[1];
  if (header === undefined || first.length > limits.line) return null;
  const reading: PlainReading = { said: [], skipped: [], ignored: [] };
  const { said, skipped, ignored } = reading;
  let key: string | null = null;
  /** A value whose bytes continue on the next line. */
  let open: { name: string; type: number; bytes: number[] } | null = null;

  function say(name: string, type: number | null, bytes: Buffer, shortDwordLine: number | null = null): void {
    if (key === null) throw new Error('a value without a key');
    const hex = bytes.subarray(0, limits.data).toString('hex');
    said.push({ key, name, type, size: bytes.length, hex, shortDwordLine });
  }

  function endOfHex({ name, type, bytes }: NonNullable<typeof open>): void {
    let data = Buffer.from(bytes);
    if ([1, 2, 7].includes(type) && data.length > 0 && data.length <= limits.data) {
      if (header === 'REGEDIT4') data = Buffer.from(data.toString('latin1'), 'utf16le');
      const whole = data.subarray(0, data.length - (data.length % 2));
      if (!whole.toString('utf16le').endsWith('\0')) data = Buffer.concat([whole, Buffer.of(0, 0)]);
    }
    say(name, type, data);
  }

  /** Bytes up to the end of the line; false when something else is among them. */
  function hexLine(some: string, value: NonNullable<typeof open>): boolean {
    for (let rest = some; ;) {
      rest = rest.replace(/^[ \t]+/, '');
      const digits = /^[0-9a-f]*/i.exec(rest)?.[0] ?? '';
      if (digits === '' && rest.startsWith('\\')) {
        open = value;
        return isEmpty(rest.slice(1));
      }
      rest = rest.slice(digits.length);
      if (parseInt(digits, 16) > 255) return false;
      if (digits !== '') value.bytes.push(parseInt(digits, 16));
      if (digits !== '' && rest.startsWith(',')) {
        rest = rest.slice(1);
        continue;
      }
      if (isEmpty(rest)) endOfHex(value);
      return isEmpty(rest);
    }
  }

  /** False for a line that Windows skips. */
  function keyLine(line: string): boolean {
    const [, minus = '', path = '', rest = ''] = /^\[(-?)(.*)\](.*)$/s.exec(line) ?? [];
    if (line.includes('\0')) key = null;
    if (line.includes('\0') || !line.includes(']')) return false;
    if (minus !== '' || path === '' || path.length > 32_767) key = null;
    if (path === '' || path.length > 32_767 || /^[ \t]/.test(path)) return false;
    key = minus === '' ? path : null;
    said.push(`[${minus}${path}]`);
    if (!isEmpty(rest)) ignored.push(number);
    return true;
  }

  /** False for a line that Windows skips. */
  function valueLine(line: string): boolean {
    const start = valueStart.exec(line);
    if (key === null || !start) return false;
    const name = unescaped(start[1] ?? '');
    if (name.length > 16_383) return false;
    const rest = line.slice(start[0].length);
    const string = new RegExp(`^${quoted}`).exec(rest);
    if (string) {
      if (!isEmpty(rest.slice(string[0].length))) return false;
      say(name, 1, Buffer.from(`${unescaped(string[1] ?? '')}\0`, 'utf16le'));
      return true;
    }
    const dword = /^dword:[ \t]*([0-9a-fA-F]{1,8})(?![0-9a-fA-F])/.exec(rest);
    if (rest.startsWith('dword:')) {
      if (!dword || !isEmpty(rest.slice(dword[0].length))) return false;
      const digits = dword[1] ?? '';
      const isShort = /^[0-9]{1,7}$/.test(digits);
      say(name, 4, Buffer.from(digits.padStart(8, '0'), 'hex').reverse(), isShort ? number : null);
      return true;
    }
    const hex = /^hex(?:\(([0-9a-fA-F]+)\))?:/.exec(rest);
    if (hex) {
      const type = hex[1] === undefined ? 3 : parseInt(hex[1], 16);
      return type <= 0xffff_ffff && hexLine(rest.slice(hex[0].length), { name, type, bytes: [] });
    }
    if (!rest.startsWith('-') || !isEmpty(rest.slice(1))) return false;
    say(name, null, Buffer.of());
    return true;
  }

  function read(line: string): boolean {
    const value = open;
    if (line.length > limits.line) {
      open = null;
      // What Windows does is unknown, and the line may be that of a key.
      if (/^[ \t]*(?:\[|$)/.test(line.slice(0, limits.line))) key = null;
      return false;
    }
    const rest = line.replace(/^[ \t]+/, '');
    if (isEmpty(rest)) return true;
    open = null;
    if (value) return /^[0-9a-f]/i.test(rest) && hexLine(rest, value);
    return rest.startsWith('[') ? keyLine(rest) : valueLine(rest);
  }

  function endOfFile(): void {
    if (open) endOfHex(open);
  }

  let number = 1;
  for (const line of lines) {
    number += 1;
    if (read(line)) continue;
    skipped.push(number);
    open = null;
  }
  endOfFile();
  return reading;
}
