import { describe, expect, it } from 'vitest';
import { absent, dword, registryTypes } from '../contract/registry/stored-value';
import { commandsPlan, planId, type CommandsPlan } from './plan';
import { applyScript, remediateScript, undoScript } from './powershell';

describe('a plan for scripts', () => {
  it('contains values of the article and ranges within their limits', () => {
    expect(
      commandsPlan([
        { name: 'MaxUserPort', before: absent, after: dword(65534) },
        { name: 'TcpTimedWaitDelay', before: dword(30), after: absent },
        { name: 'x', range: 'ipv6Tcp', before: { start: 49152, number: 16384 }, after: { start: 1025, number: 64511 } },
        {
          name: 'y',
          range: 'ipv4Udp',
          before: { start: 49152, number: 16384 },
          after: { start: 10000, number: 55535 },
        },
      ]),
    ).toEqual({
      values: [
        { name: 'MaxUserPort', number: 65534 },
        { name: 'TcpTimedWaitDelay', number: null },
      ],
      ranges: [
        { range: 'ipv6Tcp', start: 1025, number: 64511 },
        { range: 'ipv4Udp', start: 10000, number: 55535 },
      ],
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

it('spells a UDP range in every script by its version of IP and transport', () => {
  const plan: CommandsPlan = { values: [], ranges: [{ range: 'ipv6Udp', start: 10000, number: 55535 }] };
  for (const script of [applyScript(plan), undoScript(plan), remediateScript(plan)]) {
    expect(script).toContain("@{ Ip = 'ipv6'; Protocol = 'udp'; Start = 10000; Number = 55535 }");
    expect(script).not.toContain("Protocol = 'tcp'");
  }
});

describe('the id of a plan', () => {
  const port = { name: 'MaxUserPort', number: 65534 } as const;
  const delay = { name: 'TcpTimedWaitDelay', number: null } as const;
  const range = { range: 'ipv4Tcp', start: 10000, number: 55535 } as const;

  it('is that of every package of the same change, in whatever order it names its settings', () => {
    const id = planId({ values: [port, delay], ranges: [range, { ...range, range: 'ipv6Tcp' }] });
    expect(id).toMatch(/^[0-9a-f]{16}$/);
    expect(planId({ values: [delay, port], ranges: [{ ...range, range: 'ipv6Tcp' }, range] })).toBe(id);
  });

  it('differs for any other change', () => {
    const plans: readonly CommandsPlan[] = [
      { values: [port], ranges: [] },
      { values: [{ ...port, number: 60000 }], ranges: [] },
      { values: [{ ...port, number: null }], ranges: [] },
      { values: [port, delay], ranges: [] },
      { values: [port], ranges: [range] },
      { values: [], ranges: [range] },
      { values: [], ranges: [{ ...range, start: 20000, number: 45535 }] },
      { values: [], ranges: [{ ...range, range: 'ipv4Udp' }] },
    ];
    expect(new Set(plans.map(planId)).size).toBe(plans.length);
  });

  it('names the folder in which each script of that change, and of no other, keeps and finds the state', () => {
    const plans: readonly CommandsPlan[] = [
      { values: [port], ranges: [] },
      { values: [{ ...port, number: 60000 }], ranges: [] },
    ];
    const [first = '', second = ''] = plans.map(planId);
    for (const script of [applyScript, undoScript, remediateScript]) {
      const [one = '', other = ''] = plans.map(script);
      expect(one).toContain(`$planId = '${first}'`);
      expect(one).not.toContain(second);
      expect(other).toContain(`$planId = '${second}'`);
      expect(other).not.toContain(first);
    }
    expect(plans.map(remediateScript)[0]).toContain(`'Ephemeral Port Wizard Commands\\${first}'`);
    expect(plans.map(undoScript)[0]).toContain(`'Ephemeral Port Wizard Commands\\${first}'`);
    expect(plans.map(applyScript)[0]).toContain(`'-${first}'`);
    expect(plans.map(undoScript)[0]).toContain(`'-${first}'`);
  });
});
