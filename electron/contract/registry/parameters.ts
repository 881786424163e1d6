// The parameters of the article: names, ranges and defaults, the only values this program offers to change.
// Protects: whatever the window, a file or a command line asks for is checked against this table.

import type { StoredValue } from './stored-value';
/** The key of the article (Q196271, step 2). */
export const parametersKeyPath = 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters';

export const parameterNames = ['MaxUserPort', 'TcpTimedWaitDelay'] as const;
export type ParameterName = (typeof parameterNames)[number];

/** A Windows release by its kernel version, e.g. NT 4.0 = 4.0, Windows 2000 = 5.0, XP = 5.1, 8.1 = 6.3. */
export interface WindowsVersion {
  readonly major: number;
  readonly minor: number;
  readonly build: number;
}

/** One REG_DWORD of the article. */
export interface Parameter {
  readonly name: ParameterName;
  /** Smallest and largest number Windows accepts, inclusive. */
  readonly min: number;
  readonly max: number;
  readonly defaultValue: number;
  /** What Windows goes by while the value is absent: its default, or (MaxUserPort from Vista on) the dynamic port range. */
  readonly whenAbsent: 'default' | 'dynamic-range';
  readonly unit: 'port' | 'seconds';
  /** Where the rule was read. */
  readonly source: string;
  /** Values worth offering, the default first. */
  readonly presets: readonly number[];
}

/**
 * The catalogue as it holds on one Windows release.
 * MaxUserPort: Q196271. TcpTimedWaitDelay: Q149532; 240 s by default up to Windows 2000, 120 s from XP on
 * (XP's TCP/IP parameters), smallest value 30 s, and 2 s from Windows 8.1 / 2012 R2 on (BizTalk tuning guide).
 * From Vista on the dynamic port range takes the place of MaxUserPort's default (929851).
 */
export function parametersFor(version: WindowsVersion): Readonly<Record<ParameterName, Parameter>> {
  const timedWaitDefault = isAtLeast(version, 5, 1) ? 120 : 240;
  return {
    MaxUserPort: {
      name: 'MaxUserPort',
      min: 5000,
      max: 65534,
      defaultValue: 5000,
      whenAbsent: isAtLeast(version, 6, 0) ? 'dynamic-range' : 'default',
      unit: 'port',
      source: 'Q196271',
      presets: [5000, 65534],
    },
    TcpTimedWaitDelay: {
      name: 'TcpTimedWaitDelay',
      min: isAtLeast(version, 6, 3) ? 2 : 30,
      max: 300,
      defaultValue: timedWaitDefault,
      whenAbsent: 'default',
      unit: 'seconds',
      source: 'Q149532',
      presets: [timedWaitDefault, 30],
    },
  };
}

/** True when `version` is the release `major.minor` or a later one. */
export function isAtLeast(version: WindowsVersion, major: number, minor: number): boolean {
  return version.major > major || (version.major === major && version.minor >= minor);
}

export interface ParameterState {
  readonly parameter: Parameter;
  readonly stored: StoredValue;
}
