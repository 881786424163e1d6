// New inputs out of old ones: bytes changed, cut, doubled, spliced, and the words of the .reg grammar put in.

const key = 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters';
const words = [
  'Windows Registry Editor Version 5.00\r\n',
  'REGEDIT4\r\n',
  '\r\n',
  '\n',
  '\r',
  '"',
  '\\',
  '\\\\',
  '\\"',
  '@=',
  '=',
  '=-',
  '"a"=',
  ';',
  '[',
  ']',
  `[${key}]\r\n`,
  `[-${key}]\r\n`,
  `[${key}\\x]\r\n`,
  `[${key}\\..\\x]\r\n`,
  key,
  '[HKLM\\',
  'hex:',
  'hex(7):',
  'hex(2):',
  'hex(',
  '):',
  'dword:',
  'dword:00000001',
  ',\\\r\n  ',
  '00,',
  'ff',
  '\0',
  '\t',
  ' ',
  '"MaxUserPort"=',
  '"TcpTimedWaitDelay"=',
  '"TcpTimeWaitDelay"=',
  '\xff\xfe',
  '\xfe\xff',
  '\xef\xbb\xbf',
  '\xe2\x80\x8b',
  '\xc4\xb1',
  '/',
  '..',
].flatMap((word) => [Buffer.from(word, 'latin1'), Buffer.from(word, 'utf16le')]);
/** Characters that some function or other takes for a letter, a backslash or nothing. */
const lookAlikes = [
  '\u0131',
  '\u017f',
  '\u212a',
  '\u0130',
  '\uff34',
  '\u0422',
  '\u200b',
  '\u00ad',
  '\u2216',
  '/',
  '\\',
  '.',
  ' ',
  '',
  '\0',
  'x',
];
const odd = [
  0, 1, 0x0a, 0x0d, 0x20, 0x22, 0x2c, 0x2d, 0x3b, 0x3d, 0x40, 0x5b, 0x5c, 0x5d, 0x7f, 0x80, 0xc2, 0xd8, 0xdc, 0xff,
];

/**
 * @param {number} seed the same one gives the same inputs
 * @param {number} capacity longest input in bytes
 * @returns {(pool: readonly Uint8Array[]) => Uint8Array}
 */
export function mutator(seed, capacity) {
  let state = seed | 0 || 1;
  /** @param {number} below */
  const random = (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
  /** @template T @param {readonly T[]} list @returns {T} */
  const pick = (list) => /** @type {T} */ (list[random(list.length)]);
  /** Late ones reached something new: they are taken as often as all the others. @param {readonly Uint8Array[]} pool */
  const parent = (pool) =>
    random(2) === 0 ? pick(pool) : /** @type {Uint8Array} */ (pool[Math.max(0, pool.length - 1 - random(32))]);

  /** The key of the article as it is but for one character, half the time one that some function folds to the right one. */
  const nearKey = () => {
    const folds = /** @type {const} */ ([
      [/i/gi, '\u0131'],
      [/s/gi, '\u017f'],
      [/k/gi, '\u212a'],
      [/\\/g, '/'],
    ]);
    const [letter, stranger] = pick(folds);
    const places = Array.from(key.matchAll(letter), (match) => match.index);
    const at = random(2) === 0 ? pick(places) : random(key.length + 1);
    const put = places.includes(at) ? stranger : pick(lookAlikes);
    return `[${key.slice(0, at)}${put}${key.slice(at + (places.includes(at) ? 1 : random(2)))}]\r\n"MaxUserPort"=dword:00000001\r\n`;
  };
  /** Puts a line where one starts, in the encoding of the place. @param {Buffer} input */
  const withNearKey = (input) => {
    const starts = Array.from(input.keys())
      .filter((at) => input[at] === 0x0a)
      .map((at) => at + 1);
    if (starts.length === 0) return input;
    const isWide = input[pick(starts)] === 0;
    const at = pick(starts) + (isWide ? 1 : 0);
    return Buffer.concat([
      input.subarray(0, at),
      Buffer.from(nearKey(), isWide ? 'utf16le' : 'utf8'),
      input.subarray(at),
    ]);
  };

  return (pool) => {
    /** @type {Buffer} */
    let input = Buffer.from(parent(pool));
    for (let count = 1 + random(6); count > 0; count -= 1) {
      const at = random(input.length + 1);
      const end = Math.min(input.length, at + 1 + random(random(4) === 0 ? 256 : 8));
      const rest = input.subarray(end);
      switch (random(8)) {
        case 0:
          if (at < input.length) input[at] = pick(odd);
          break;
        case 1:
          if (at < input.length) input[at] = (input[at] ?? 0) ^ (1 << random(8));
          break;
        case 2:
          input = Buffer.concat([input.subarray(0, at), rest]);
          break;
        case 3:
          input = Buffer.concat([input.subarray(0, end), input.subarray(at)]);
          break;
        case 4: {
          const other = parent(pool);
          input = Buffer.concat([input.subarray(0, at), other.subarray(random(other.length + 1))]);
          break;
        }
        case 5:
          if (random(4) === 0) input = withNearKey(input);
          break;
        default:
          input = Buffer.concat([input.subarray(0, at), pick(words), input.subarray(random(3) === 0 ? end : at)]);
      }
    }
    return Uint8Array.from(input.subarray(0, capacity));
  };
}
