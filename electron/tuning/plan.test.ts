import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { absent, dword } from '../contract/stored-value';
import { planChanges, planTexts, reversed } from './plan';

const windows2003 = { major: 5, minor: 2, build: 3790 };
const windows11 = { major: 10, minor: 0, build: 26100 };
const nothingSet = { MaxUserPort: absent, TcpTimedWaitDelay: absent };

describe('a plan', () => {
  it('holds what each value is and what it will be', () => {
    expect(planChanges(nothingSet, [{ name: 'MaxUserPort', value: 65534 }], windows2003)).toEqual({
      ok: true,
      value: [{ name: 'MaxUserPort', before: absent, after: dword(65534) }],
    });
  });

  it('goes back to the default by deleting the value', () => {
    const current = { ...nothingSet, MaxUserPort: dword(65534) };
    expect(planChanges(current, [{ name: 'MaxUserPort', value: null }], windows2003)).toEqual({
      ok: true,
      value: [{ name: 'MaxUserPort', before: dword(65534), after: absent }],
    });
  });

  it.each([
    ['MaxUserPort', 4999, 5000, 65534],
    ['MaxUserPort', 65535, 5000, 65534],
    ['TcpTimedWaitDelay', 29, 30, 300],
    ['TcpTimedWaitDelay', 301, 30, 300],
  ] as const)('refuses %s = %d', (name, value, min, max) => {
    expect(planChanges(nothingSet, [{ name, value }], windows2003)).toEqual({
      ok: false,
      error: { code: 'OUT_OF_RANGE', name, value, min, max },
    });
  });

  it('allows 2 seconds in TIME_WAIT from Windows 8.1 on, and not before', () => {
    const wanted = [{ name: 'TcpTimedWaitDelay', value: 2 }] as const;
    expect(planChanges(nothingSet, wanted, windows11).ok).toBe(true);
    expect(planChanges(nothingSet, wanted, { major: 6, minor: 2, build: 9200 }).ok).toBe(false);
  });

  it('refuses to write what is there already, and replaces a value of the wrong type', () => {
    const asText = { present: true, type: 1, hex: '36003500' } as const;
    expect(planChanges({ ...nothingSet, MaxUserPort: dword(6000) }, [{ name: 'MaxUserPort', value: 6000 }], windows2003)).toEqual({
      ok: false,
      error: { code: 'ALREADY_AS_WANTED' },
    });
    expect(planChanges({ ...nothingSet, MaxUserPort: asText }, [{ name: 'MaxUserPort', value: 6000 }], windows2003).ok).toBe(true);
  });

  it('is what it was when reversed twice', () => {
    const stored = fc.oneof(fc.constant(absent), fc.integer({ min: 0, max: 0xffff_ffff }).map(dword));
    const changes = fc.array(fc.record({ name: fc.constantFrom('MaxUserPort', 'TcpTimedWaitDelay'), before: stored, after: stored }));
    fc.assert(
      fc.property(changes, (some) => {
        expect(reversed(reversed(some))).toEqual(some);
      }),
    );
  });

  it('spells the change and its way back as .reg text and as commands', () => {
    const texts = planTexts([
      { name: 'MaxUserPort', before: absent, after: dword(65534) },
      { name: 'TcpTimedWaitDelay', before: dword(240), after: dword(30) },
    ]);
    const start = 'Windows Registry Editor Version 5.00\r\n\r\n[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters]\r\n';
    expect(texts.apply).toBe(`${start}"MaxUserPort"=dword:0000fffe\r\n"TcpTimedWaitDelay"=dword:0000001e\r\n\r\n`);
    expect(texts.undo).toBe(`${start}"TcpTimedWaitDelay"=dword:000000f0\r\n"MaxUserPort"=-\r\n\r\n`);
    const key = '"HKLM\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters"';
    expect(texts.applyCommands).toEqual([
      `reg.exe add ${key} /v MaxUserPort /t REG_DWORD /d 65534 /f /reg:64`,
      `reg.exe add ${key} /v TcpTimedWaitDelay /t REG_DWORD /d 30 /f /reg:64`,
    ]);
    expect(texts.undoCommands).toEqual([
      `reg.exe add ${key} /v TcpTimedWaitDelay /t REG_DWORD /d 240 /f /reg:64`,
      `reg.exe delete ${key} /v MaxUserPort /f /reg:64`,
    ]);
  });

  it('falls back to importing the undo text where a command line cannot spell the old value', () => {
    const before = { present: true, type: 1, hex: '3600350000000000' } as const;
    expect(planTexts([{ name: 'MaxUserPort', before, after: dword(6000) }]).undoCommands).toEqual(['reg.exe import undo.reg /reg:64']);
  });
});
