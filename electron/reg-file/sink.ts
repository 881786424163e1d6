// Receives the keys and values of a .reg file while it is read, in the order of the file.

export interface RegFileSink {
  /** `[path]` or `[-path]`. The values that follow belong to this key. */
  key(path: string, isDeletion: boolean): void;
  /** `value` is valid until this returns. */
  value(value: SinkValue): void;
}

export interface SinkValue {
  /** Empty: the default value. */
  readonly name: string;
  readonly nameLength: number;
  /** First UTF-16 unit of the name, any number if it is empty. With the length, a cheap way to rule names out. */
  readonly initial: number;
  /** Null: the file deletes the value (`"name"=-`). */
  readonly type: number | null;
  /** Length of the data in bytes. */
  readonly size: number;
  /** False when only the start of the data was kept. */
  readonly isWhole: boolean;
  /** Line of a `dword:` with fewer than eight digits, all decimal: easily mistaken for a decimal number. Null otherwise. */
  readonly shortDwordLine: number | null;
  /** A copy of the data that was kept. */
  readonly data: () => Uint8Array;
}
