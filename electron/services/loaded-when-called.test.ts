import { expect, it } from 'vitest';
import { loadedWhenCalled } from './loaded-when-called';

it('loads a service at its first call, once, and is itself no promise', async () => {
  let loads = 0;
  const service = loadedWhenCalled(() => {
    loads += 1;
    return Promise.resolve({ double: (number: number) => Promise.resolve(2 * number) });
  });
  expect(await Promise.resolve(service)).toBe(service);
  expect(loads).toBe(0);
  expect(await Promise.all([service.double(2), service.double(3)])).toEqual([4, 6]);
  expect(loads).toBe(1);
});
