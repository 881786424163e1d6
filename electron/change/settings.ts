// Reads and writes one side of a change, whether it is a value of the key or a dynamic port range.
import { isRangeChange, type Change, type Setting } from '../contract/change/change';
import { failure, success, type Result } from '../contract/errors/result';
import type { PortRanges } from '../contract/port-ranges/dynamic-ranges';
import { bytesOf } from '../contract/registry/stored-value';
import type { Machine } from '../machine/interfaces/machine';
import { readStored } from './read-values';

/** What a machine must offer for its settings to be changed. */
export type Settings = Pick<Machine, 'registry' | 'portRange'>;

/** The settings as they are at one moment: the ranges, which Windows tells only all together, are read at most once. */
export function atOneMoment({ registry, portRange }: Settings): Settings {
  let ranges: Promise<Result<PortRanges>> | null = null;
  return { registry, portRange: { ...portRange, read: () => (ranges ??= portRange.read()) } };
}

/** What stands there now. A range that Windows does not tell is a failure: it could not be put back. */
export async function readSetting({ registry, portRange }: Settings, change: Change): Promise<Result<Setting>> {
  if (!isRangeChange(change)) return readStored(registry, change.name);
  const ranges = await portRange.read();
  if (!ranges.ok) return ranges;
  const reading = ranges.value[change.range];
  if (reading.known) return success(reading.range);
  return failure({ code: 'MACHINE_FAILED', action: 'port-range.read', windowsCode: null, detail: reading.raw });
}

/** Sets `after`, without looking at what is there. */
export function writeSetting({ registry, portRange }: Settings, change: Change): Promise<Result<null>> {
  if (isRangeChange(change)) return portRange.write(change.range, change.after);
  const { name, after } = change;
  return after.present
    ? registry.writeValue({ name, type: after.type, data: bytesOf(after) })
    : registry.deleteValue(name);
}
