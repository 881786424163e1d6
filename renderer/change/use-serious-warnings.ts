// Whether the person has read what is serious about a plan.
// Protects: what was read holds for these warnings alone; a plan with other ones has to be read again.
import { useState } from 'react';
import type { SideEffect } from '../../electron/contract/change/side-effects';

export interface SeriousWarnings {
  readonly areThere: boolean;
  readonly areRead: boolean;
  readonly setRead: (areRead: boolean) => void;
}

export function useSeriousWarnings(effects: readonly SideEffect[]): SeriousWarnings {
  const [read, setRead] = useState<string | null>(null);
  const serious = effects.filter(({ severity }) => severity === 'severe');
  const shown = JSON.stringify(serious);
  return {
    areThere: serious.length > 0,
    areRead: read === shown,
    setRead: (areRead) => setRead(areRead ? shown : null),
  };
}
