import { expect, it } from 'vitest';
import { elevationOfProcess, isProcessElevated } from './process-elevation';

type Api = Parameters<typeof elevationOfProcess>[0];

/** What Windows answers about the token; null where it refuses. */
function apiWith(hasToken: boolean, elevated: number | null): Api {
  return {
    openProcessToken: () => (hasToken ? 1 : 0),
    getTokenInformation: (_token, _class, answer) => {
      if (elevated !== null) answer.writeUInt32LE(elevated);
      return elevated === null ? 0 : 1;
    },
    closeHandle: () => 1,
  };
}

it.each([
  [true, 1, true],
  [true, 0, false],
  [true, null, null],
  [false, 1, null],
])('reports elevation, or that Windows does not report it: %j %j', (hasToken, elevated, known) => {
  expect(elevationOfProcess(apiWith(hasToken, elevated))).toBe(known);
  expect(isProcessElevated(apiWith(hasToken, elevated))).toBe(known ?? false);
});
