import { describe, expect, it } from 'vitest';
import { windowsErrorText } from './error-text';

/** A Windows that has these words for every error. */
const saying = (words: string) => () =>
  Promise.resolve({
    formatMessage: (...[, , , , text]: [number, null, number, number, Buffer, number, null]) =>
      text.write(words, 'utf16le') / 2,
  } as never);

describe('windowsErrorText', () => {
  it('is what Windows says, without the blanks at its end', async () => {
    const german = 'Ein Socketvorgang konnte nicht ausgef\u00fchrt werden. ';
    expect(await windowsErrorText(10055, saying(german))).toBe(german.trim());
  });

  it('is nothing where Windows has no words, or is not there', async () => {
    expect(await windowsErrorText(10055, saying(''))).toBeNull();
    expect(await windowsErrorText(10055, () => Promise.reject(new Error('no koffi')))).toBeNull();
  });
});
