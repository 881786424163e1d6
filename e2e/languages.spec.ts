// In the pseudo-language no text is cropped and none is English, on any step and page, at two sizes. (More of it: soak/.)
import { flawsIn } from './fixtures/language-walk';
import { expect, test } from './fixtures/test';

test('is whole in a language with longer words, and leaves nothing in English', async () => {
  test.slow();
  const sizes = [
    [1366, 720, 1],
    [800, 600, 1],
  ] as const;
  expect(await flawsIn('en-XA', sizes)).toEqual([]);
});
