import { describe, expect, it } from 'vitest';
import { absent, dword, registryTypes } from '../../contract/stored-value';
import { commandsPlan } from './plan';

describe('a plan for scripts', () => {
  it('holds values of the article and ranges within their limits', () => {
    expect(commandsPlan([
      { name: 'MaxUserPort', before: absent, after: dword(65534) },
      { name: 'TcpTimedWaitDelay', before: dword(30), after: absent },
      { name: 'x', range: 'ipv6Tcp', before: { start: 49152, number: 16384 }, after: { start: 1025, number: 64511 } },
    ])).toEqual({
      values: [{ name: 'MaxUserPort', number: 65534 }, { name: 'TcpTimedWaitDelay', number: null }],
      ranges: [{ range: 'ipv6Tcp', start: 1025, number: 64511 }],
    });
  });

  it.each([
    [{ name: "x'; Remove-Item C:\\", before: absent, after: dword(1) }],
    [{ name: 'MaxUserPort', before: absent, after: { present: true, type: registryTypes.REG_SZ, hex: '35000000' } }],
    [{ name: 'x', range: 'ipv4Tcp', before: { start: 49152, number: 16384 }, after: { start: 1, number: 65535 } }],
  ] as const)('refuses %j', (change) => {
    expect(commandsPlan([change])).toBeNull();
  });
});
