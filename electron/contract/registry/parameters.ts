// The parameters of the article: names, ranges and defaults, the only values this program offers to change.
// Protects: whatever the window, a file or a command line asks for is checked against this table.
import type { StoredValue } from './stored-value';

/** The key of the article (Q196271, step 2). */
export const parametersKeyPath = 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters';

/** A Windows release by its kernel version, e.g. NT 4.0 = 4.0, Windows 2000 = 5.0, XP = 5.1, 8.1 = 6.3. */
export interface WindowsVersion {
  readonly major: number;
  readonly minor: number;
  readonly build: number;
}

/** What is the same on every Windows. */
interface Row {
  /** The option of the command line that requests it, without its dashes. */
  readonly option: string;
  readonly unit: 'port' | 'seconds';
  /** Where the rule was read. */
  readonly source: string;
  /** The number that is written there as an example. */
  readonly example: number;
  /** Within the range, hexadecimal digits count as a slip only when they read as one of these. */
  readonly usual: readonly number[];
  /** Numbers that people write though Windows does not accept all of them. */
  readonly written: readonly number[];
  readonly rules: (version: WindowsVersion) => Rules;
}

/** What holds on one Windows release. */
interface Rules {
  /** Smallest and largest number Windows accepts, inclusive. */
  readonly min: number;
  readonly max: number;
  readonly defaultValue: number;
  /** What Windows goes by while the value is absent: its default, or (MaxUserPort from Vista on) the dynamic port range. */
  readonly whenAbsent: 'default' | 'dynamic-range';
}

/**
 * One row for each parameter. MaxUserPort: Q196271; from Vista on the dynamic port range takes the place of its default
 * (929851). TcpTimedWaitDelay: Q149532; 240 s by default up to Windows 2000, 120 s from XP on (XP's TCP/IP parameters),
 * smallest value 30 s, and 2 s from Windows 8.1 / 2012 R2 on (BizTalk tuning guide).
 */
const rows = {
  MaxUserPort: {
    option: 'max-user-port',
    unit: 'port',
    source: 'Q196271',
    example: 65534,
    usual: [5000],
    // The largest ports there are.
    written: [65534, 65535, 65536],
    rules: (version) => ({
      min: 5000,
      max: 65534,
      defaultValue: 5000,
      whenAbsent: isAtLeast(version, 6, 0) ? 'dynamic-range' : 'default',
    }),
  },
  TcpTimedWaitDelay: {
    option: 'time-wait-delay',
    unit: 'seconds',
    source: 'Q149532',
    example: 30,
    usual: [30, 60, 120, 240],
    // Whole minutes.
    written: [30, 60, 120, 180, 240, 300, 600, 900],
    rules: (version) => ({
      min: isAtLeast(version, 6, 3) ? 2 : 30,
      max: 300,
      defaultValue: isAtLeast(version, 5, 1) ? 120 : 240,
      whenAbsent: 'default',
    }),
  },
} as const satisfies Readonly<Record<string, Row>>;

export type ParameterName = keyof typeof rows;
export type ParameterOption = (typeof rows)[ParameterName]['option'];

/** One REG_DWORD of the article, as it holds on one Windows release. */
export interface Parameter extends Rules, Pick<Row, 'unit' | 'source' | 'usual' | 'written'> {
  readonly name: ParameterName;
  /** Values worth offering, the default first. */
  readonly presets: readonly number[];
}

export const parameterNames = Object.keys(rows) as readonly ParameterName[];

/** What `of` gives for each parameter. */
export function byParameter<T>(of: (name: ParameterName) => T): Readonly<Record<ParameterName, T>> {
  return Object.fromEntries(parameterNames.map((name) => [name, of(name)])) as Record<ParameterName, T>;
}

/** The option of the command line that requests a parameter, without its dashes. */
export const parameterOptions: Readonly<Record<ParameterName, ParameterOption>> = byParameter(
  (name) => rows[name].option,
);

/** The number to begin with where somebody sets a parameter. */
export const parameterExamples: Readonly<Record<ParameterName, number>> = byParameter((name) => rows[name].example);

/** Every parameter as it holds on one Windows release. */
export function parametersFor(version: WindowsVersion): Readonly<Record<ParameterName, Parameter>> {
  return byParameter((name) => {
    const { unit, source, usual, written, example, rules } = rows[name];
    const held: Rules = rules(version);
    return { name, unit, source, usual, written, ...held, presets: [held.defaultValue, example] };
  });
}

/** Without the flag `u` no character beyond ASCII counts as a letter of a parameter, as in `isSameName`. */
const patterns = parameterNames.map((name) => [name, new RegExp(`^${name}$`, 'i')] as const);

/** The parameter that a value's name stands for, or null. Quick, for files of a million values. */
export function parameterNamed(name: string): ParameterName | null {
  return patterns.find(([, pattern]) => pattern.test(name))?.[0] ?? null;
}

/** True when `version` is the release `major.minor` or a later one. */
export function isAtLeast(version: WindowsVersion, major: number, minor: number): boolean {
  return version.major > major || (version.major === major && version.minor >= minor);
}

export interface ParameterState {
  readonly parameter: Parameter;
  readonly stored: StoredValue;
}
