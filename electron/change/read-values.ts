// Reads values of the key as stored values.
import type { ParameterName } from '../contract/registry/parameters';
import { success, type Result } from '../contract/errors/result';
import { storedFrom, type StoredValue } from '../contract/registry/stored-value';
import type { Registry } from '../machine/interfaces/registry';

/** One value; absent is a value too. Errors: KEY_MISSING, ACCESS_DENIED, MACHINE_FAILED. */
export async function readStored(registry: Registry, name: string): Promise<Result<StoredValue>> {
  const value = await registry.readValue(name);
  return value.ok ? success(storedFrom(value.value)) : value;
}

/** Every value of the catalogue. */
export async function readCatalogue(registry: Registry): Promise<Result<Record<ParameterName, StoredValue>>> {
  const maxUserPort = await readStored(registry, 'MaxUserPort');
  if (!maxUserPort.ok) return maxUserPort;
  const timedWaitDelay = await readStored(registry, 'TcpTimedWaitDelay');
  if (!timedWaitDelay.ok) return timedWaitDelay;
  return success({ MaxUserPort: maxUserPort.value, TcpTimedWaitDelay: timedWaitDelay.value });
}
