import { describe, expect, it } from 'vitest';
import { conclusions } from '../contract/diagnosis/verdict';
import { levelOfShare, shareOfUsable } from '../contract/usage/levels';
import { nextAlert, quiet as unannounced } from '../usage/alerts';
import { modern, situations } from './rules/rows.fixture';
import { expertSituations } from './rules/situations.fixture';
import { verdictOf } from './verdict';
import { evidence, foundIn, known, server2003, toldBy, unknown, usage } from './verdict.fixture';

describe('the verdict', () => {
  it.each([...situations, ...expertSituations].map((row) => [row.when, row] as const))('is right: %s', (_, row) => {
    expect(foundIn(verdictOf(row.is), row)).toEqual(toldBy(row));
  });

  // Of 16,380 ports, 50 and 80 % are whole numbers.
  it.each([
    [8190, 'ok', 'normal', null],
    [8191, 'warning', 'warning', 50],
    [13104, 'warning', 'warning', 50],
    [13105, 'critical', 'critical', 80],
  ] as const)('agrees with badge, task bar and alert at the edge: %i ports', (ports, severity, level, threshold) => {
    expect(verdictOf(modern({ ports, usable: 16380 })).severity).toBe(severity);
    expect(levelOfShare(shareOfUsable(ports, 16380))).toBe(level);
    expect(nextAlert(unannounced, shareOfUsable(ports, 16380)).crossed?.threshold ?? null).toBe(threshold);
  });

  it('covers every conclusion, with at least forty situations', () => {
    const found = [...situations, ...expertSituations].map(({ conclusion }) => conclusion);
    expect(new Set(found)).toEqual(new Set(conclusions));
    expect(situations.length).toBeGreaterThanOrEqual(40);
  });

  // prettier-ignore
  it.each([
    [evidence({ usage: known(usage({ ports: 13500 })) }), 'dynamic-range'],
    [evidence({ usage: known(usage({ ports: 3900, usable: 3976 })) }, server2003), 'MaxUserPort'],
    [evidence({ usage: known(usage({ ports: 13500 })), windows: unknown }), null],
    [evidence({ usage: known(usage({ ports: 13500 })), of: 'this-computer' }), null],
  ] as const)('recommends the setting that works on this Windows (%#)', (is, lever) => {
    expect(verdictOf(is).nextStep).toEqual({ code: 'widen', lever });
  });
});
