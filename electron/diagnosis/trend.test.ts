import { describe, expect, it } from 'vitest';
import { historyQuestionSchema } from '../contract/usage/usage.schema';
import { trendOf, trendQuestion } from './trend';
import { noon } from './verdict.fixture';

/** Samples so many seconds after noon; null is a moment without one. */
const view = (seconds: readonly number[], usable: readonly (number | null)[] = seconds.map(() => 16_384)) => ({
  times: seconds.map((second) => noon + second * 1000),
  usable,
});

describe('trendOf', () => {
  it('is known after a minute of measurements', () => {
    expect(trendOf(view([0, 20, 40, 60]))).toEqual({ kind: 'known' });
  });

  it.each<[string, number, ReturnType<typeof view>]>([
    ['before the first sample', 60, view([])],
    ['with one sample', 60, view([5])],
    ['a second before the minute is over', 1, view([0, 30, 59])],
    ['after a gap', 50, view([0, 40, 41, 90, 100], [9, 9, null, 9, 9])],
    ['while the newest sample is missing', 60, view([0, 40, 90], [9, 9, null])],
  ])('takes some seconds more %s', (_, remaining, samples) => {
    expect(trendOf(samples)).toEqual({ kind: 'watching', remainingMs: remaining * 1000 });
  });

  it('asks the history what it may be asked', () => {
    expect(historyQuestionSchema.safeParse(trendQuestion(noon)).success).toBe(true);
    expect(historyQuestionSchema.safeParse(trendQuestion(0)).success).toBe(true);
  });
});
