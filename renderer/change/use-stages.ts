// Collects the stage reports of the running change.
import { useCallback, useEffect, useState } from 'react';
import { on } from '../ipc/api';
import type { StageReport } from '../../electron/contract/change/stages.schema';

export function useStages(): readonly [readonly StageReport[], () => void] {
  const [reports, setReports] = useState<readonly StageReport[]>([]);
  useEffect(() => on('change.stage', (report) => setReports((earlier) => [...earlier, report])), []);
  const clear = useCallback(() => setReports([]), []);
  return [reports, clear];
}
