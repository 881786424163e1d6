// Of which transport a page says more than an alert would: there the alert is not shown beside it.
import { createContext } from 'react';
import type { Transport } from '../../electron/contract/usage/port-attempt';

export interface CoveredAlert {
  readonly transport: Transport;
  /** Also where no port is left. */
  readonly isFullTold: boolean;
}

export const AlertCoveredContext = createContext<CoveredAlert | null>(null);
