import type { TFunction } from 'i18next';
import { describe, expect, it } from 'vitest';
import { dayOf, dayText, momentText } from './day-text';
import { formatsFor } from './format';

const t = ((key: string, values?: { day: string; time: string }) =>
  values ? `${values.day}, ${values.time}` : key) as unknown as TFunction;
const formats = formatsFor('en-US');
const at = (year: number, month: number, day: number, hour = 12) => new Date(year, month - 1, day, hour);

describe('the day of a moment', () => {
  it.each([
    ['today', at(2026, 3, 1, 0), 'days.today'],
    ['yesterday, in the month before', at(2026, 2, 28, 23), 'days.yesterday'],
    ['an earlier day', at(2026, 2, 27), 'Friday, February 27, 2026'],
    ['a day to come, as after a clock was set back', at(2026, 3, 2), 'Monday, March 2, 2026'],
  ])('is named: %s', (_, moment, name) => {
    const now = at(2026, 3, 1, 23).getTime();
    expect(dayText(dayOf(moment.toISOString()), now, formats, t)).toBe(name);
  });

  it('comes with the time', () => {
    const now = at(2026, 3, 1, 23).getTime();
    expect(momentText(at(2026, 3, 1, 13).toISOString(), now, formats, t)).toMatch(/^days\.today, 1:00\sPM$/);
  });
});
