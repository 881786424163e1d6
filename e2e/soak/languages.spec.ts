// The walk through the pseudo-language from right to left and at more sizes, and through every language that is shipped.
import { languages } from '../../electron/contract/settings/languages';
import { flawsIn } from '../fixtures/language-walk';
import { expect, test } from '../fixtures/test';

const sizes = [
  [2560, 1440, 1],
  [1366, 669, 1],
  [1366, 669, 2],
  [800, 600, 1],
] as const;

for (const language of ['en-XA', 'en-XB', ...languages] as const)
  test(`is whole in ${language}`, async () => {
    test.slow();
    expect(await flawsIn(language, sizes)).toEqual([]);
  });
