// Reads values of the key as stored values.
import { parameterNames, type ParameterName } from '../contract/registry/parameters';
import { success, type Result } from '../contract/errors/result';
import { storedFrom, type StoredValue } from '../contract/registry/stored-value';
import type { Registry } from '../machine/interfaces/registry';

/** One value; absent is a value too. Errors: KEY_MISSING, ACCESS_DENIED, MACHINE_FAILED. */
export async function readStored(registry: Registry, name: string): Promise<Result<StoredValue>> {
  const value = await registry.readValue(name);
  return value.ok ? success(storedFrom(value.value)) : value;
}

/** The values of all parameters. Errors: those of `readStored`. */
export async function readParameters(
  registry: Registry,
): Promise<Result<Readonly<Record<ParameterName, StoredValue>>>> {
  const values: Partial<Record<ParameterName, StoredValue>> = {};
  for (const name of parameterNames) {
    const value = await readStored(registry, name);
    if (!value.ok) return value;
    values[name] = value.value;
  }
  return success(values as Record<ParameterName, StoredValue>);
}
