// The one key of the registry. Names of values reach an adapter exactly as stored; comparing them without regard to case is
// the job of the caller.
import type { Result } from '../../contract/errors/result';

/** One registry value: the empty name is the key's default value; `type` is a REG_* number of winnt.h. */
export interface RegistryValue {
  readonly name: string;
  readonly type: number;
  readonly data: Uint8Array;
}

/** A key with everything below it. `name` is the last part of its path, as stored. */
export interface RegistryKey {
  readonly name: string;
  readonly values: readonly RegistryValue[];
  readonly subkeys: readonly RegistryKey[];
}

/** The key HKLM\SYSTEM\CurrentControlSet\Services\Tcpip\Parameters, and no other. */
export interface Registry {
  /** Everything in the key, all types, in the order in which Windows enumerates it. Fails with KEY_MISSING. */
  readTree(): Promise<Result<RegistryKey>>;
  /** One value of the key itself, or null when the key exists but the value does not. Fails with KEY_MISSING. */
  readValue(name: string): Promise<Result<RegistryValue | null>>;
  /** Creates or replaces one value. Fails with NOT_ELEVATED or ACCESS_DENIED before anything is touched. */
  writeValue(value: RegistryValue): Promise<Result<null>>;
  /** Deletes one value; a value that is not there is a success. */
  deleteValue(name: string): Promise<Result<null>>;
  /** What `reg export` writes for the key; null where reg.exe is not there or blocked by policy. */
  exportFile(): Promise<Result<Uint8Array | null>>;
}
