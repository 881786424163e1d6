import { describe, expect, it } from 'vitest';
import type { LikelySetter } from '../contract/current-state/current-state';
import type { RangeReading } from '../contract/port-ranges/dynamic-ranges';
import { absent, dword, type StoredValue } from '../contract/registry/stored-value';
import { likelySetterOf } from './likely-setter';

const range = (start: number, number: number): RangeReading => ({ known: true, range: { start, number } });
const standard = range(49152, 16384);
const unknown: RangeReading = { known: false, raw: '' };
const asText: StoredValue = { present: true, type: 1, hex: '36003000300030003000' };

describe('the likely setter', () => {
  it.each<[string, LikelySetter | null, StoredValue, StoredValue, StoredValue, RangeReading]>([
    ['nothing set', null, absent, absent, absent, standard],
    ['the three values of the nmap installer', 'nmap', dword(65534), dword(30), dword(1), standard],
    ['the same, and in effect', 'nmap', dword(65534), dword(30), dword(1), range(1024, 64511)],
    ['without the third value it is the article', 'article', dword(65534), dword(30), absent, standard],
    ['with another delay it is the article', 'article', dword(65534), dword(60), dword(1), standard],
    ['60000', 'exchange-2007', dword(60000), absent, absent, standard],
    ['60000 as text is nobody in particular', null, asText, absent, absent, standard],
    ['the range that MaxUserPort leads to', 'max-user-port-range', absent, absent, absent, range(1024, 64511)],
    ['the widest range', 'widest-range', absent, absent, absent, range(1025, 64511)],
    ['another range', null, absent, absent, absent, range(10000, 55535)],
    ['an unknown range', null, absent, absent, absent, unknown],
    ['the example of the article', 'article', dword(65534), absent, absent, unknown],
    ['another number', null, dword(6000), dword(30), dword(1), standard],
  ])('attributes "%s" to %s', (_, origin, maxUserPort, timedWaitDelay, strictTimeWaitSeqCheck, effective) => {
    expect(likelySetterOf({ maxUserPort, timedWaitDelay, strictTimeWaitSeqCheck, effective })).toBe(origin);
  });
});
