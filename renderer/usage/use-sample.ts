// The latest sample, for what renders with each of them.
import { useEffect, useState } from 'react';
import { on } from '../ipc/api';
import type { UsageSample } from '../../electron/contract/usage/sample';

/** Null until the first sample since the component was shown. */
export function useSample(): UsageSample | null {
  const [sample, setSample] = useState<UsageSample | null>(null);
  useEffect(() => on('usage.sampled', setSample), []);
  return sample;
}
