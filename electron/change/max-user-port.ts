// The range that MaxUserPort asks for, where Windows honours it.
import { parametersFor, isAtLeast, type WindowsVersion } from '../contract/registry/parameters';
import type { PortRange } from '../contract/port-ranges/dynamic-ranges';

/**
 * Up to 2003 from 1025 to the highest port, which is 5000 when the value is absent or not valid (929851, Q196271). From
 * Vista on from 1024, as nmap issue 3499 measured on Windows 11; null where the value says nothing there.
 */
export function rangeOfMaxUserPort(highest: number | null, version: WindowsVersion): PortRange | null {
  const { min, max, defaultValue } = parametersFor(version).MaxUserPort;
  const valid = highest !== null && highest >= min && highest <= max ? highest : null;
  if (isAtLeast(version, 6, 0)) return valid === null ? null : { start: 1024, number: valid - 1023 };
  return { start: 1025, number: (valid ?? defaultValue) - 1024 };
}
