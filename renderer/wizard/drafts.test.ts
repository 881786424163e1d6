// What becomes a wanted number, and what does not.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkNumber, initialDrafts, requestedFrom } from './drafts';
import { parametersFor } from '../../electron/contract/registry/parameters';

const rules = parametersFor({ major: 5, minor: 2, build: 3790 });
const parameters = [rules.MaxUserPort, rules.TcpTimedWaitDelay];

describe('drafts', () => {
  it("starts with the article's example for MaxUserPort and leaves the delay alone", () => {
    expect(requestedFrom(initialDrafts, parameters)).toEqual([{ name: 'MaxUserPort', value: 65534 }]);
  });

  it('requests a deletion when the default is chosen', () => {
    const drafts = { ...initialDrafts, MaxUserPort: { choice: 'default', text: 'nonsense' } } as const;
    expect(requestedFrom(drafts, parameters)).toEqual([{ name: 'MaxUserPort', value: null }]);
  });

  it('requests nothing at all while one number is invalid', () => {
    const drafts = { ...initialDrafts, TcpTimedWaitDelay: { choice: 'set', text: '29' } } as const;
    expect(requestedFrom(drafts, parameters)).toBeNull();
  });

  it('names the bound that a number misses', () => {
    expect(checkNumber('4999', rules.MaxUserPort)).toMatchObject({ problem: 'below', value: 4999 });
    expect(checkNumber('65535', rules.MaxUserPort)).toMatchObject({ problem: 'above', value: 65535 });
    expect(checkNumber('0x1388', rules.MaxUserPort)).toMatchObject({ ok: true, value: 5000, base: 16 });
  });

  it('suggests only what would be accepted', () => {
    const refused = (text: string) => checkNumber(text, rules.MaxUserPort);
    expect(refused('fffe')).toMatchObject({ problem: 'hex-without-prefix', suggestion: '0xfffe' });
    expect(refused('abc'), '2748: below').toMatchObject({ problem: 'not-a-number', suggestion: null });
    expect(refused('70.000'), 'above').toMatchObject({ problem: 'separator', suggestion: null });
  });

  it('accepts a number exactly when it is within the range', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffff_ffff }), fc.boolean(), (value, isHex) => {
        const text = isHex ? `0x${value.toString(16)}` : String(value);
        expect(checkNumber(text, rules.MaxUserPort).ok).toBe(value >= 5000 && value <= 65534);
      }),
    );
  });
});
