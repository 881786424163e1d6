import { expect, it } from 'vitest';
import { reloadLimit } from './reload-limit';

it('allows a page to be reloaded three times in a minute, and again later', () => {
  let now = 0;
  const mayReload = reloadLimit(() => now);
  expect([mayReload(), mayReload(), mayReload(), mayReload()]).toEqual([true, true, true, false]);
  now = 59_999;
  expect(mayReload()).toBe(false);
  now = 60_000;
  expect([mayReload(), mayReload(), mayReload(), mayReload()]).toEqual([true, true, true, false]);
});
