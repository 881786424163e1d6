import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandLine } from './command-line';

/** Takes a command line apart by the documented rules. */
function argumentsOf(line: string): string[] {
  const args: string[] = [];
  let current = '';
  let isQuoted = false;
  let hasBegun = false;
  for (let at = 0; at < line.length;) {
    const [slashes = ''] = /^\\*/.exec(line.slice(at)) ?? [];
    const next = line[at + slashes.length];
    if (slashes.length > 0) {
      const isBeforeQuote = next === '"';
      current += '\\'.repeat(isBeforeQuote ? Math.floor(slashes.length / 2) : slashes.length);
      hasBegun = true;
      at += slashes.length;
      if (isBeforeQuote && slashes.length % 2 === 1) {
        current += '"';
        at += 1;
      }
    } else if (next === '"') {
      isQuoted = !isQuoted;
      hasBegun = true;
      at += 1;
    } else if (next !== undefined && /\s/.test(next) && !isQuoted) {
      if (hasBegun) args.push(current);
      current = '';
      hasBegun = false;
      at += 1;
    } else {
      current += next ?? '';
      hasBegun = true;
      at += 1;
    }
  }
  return hasBegun ? [...args, current] : args;
}

describe('a command line', () => {
  it.each([
    [['--elevated-worker=0.1'], '--elevated-worker=0.1'],
    [['C:\\Program Files\\x'], '"C:\\Program Files\\x"'],
    [['C:\\x y\\'], '"C:\\x y\\\\"'],
    [['', 'a"b'], '"" "a\\"b"'],
  ])('quotes %j as Windows expects it', (args, line) => expect(commandLine(args)).toBe(line));

  it('is split into the arguments it was made of', () => {
    const part = fc.array(fc.constantFrom('\\', '"', ' ', '\t', 'a', 'ü', '=')).map((letters) => letters.join(''));
    fc.assert(
      fc.property(fc.array(part), (args) => {
        expect(argumentsOf(commandLine(args))).toEqual(args);
      }),
    );
  });
});
