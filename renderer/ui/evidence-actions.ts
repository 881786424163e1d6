// How a page has evidence saved, or an evidence file opened.
import { createContext, useContext } from 'react';

export interface EvidenceActions {
  /** Opens the page that shows what would be saved; `chart` is a picture of the chart, null where none is shown. */
  readonly save: (chart: Uint8Array | null) => void;
  /** Lets the person choose a file. */
  readonly open: () => void;
}

export const EvidenceActionsContext = createContext<EvidenceActions>({ save: () => undefined, open: () => undefined });

export function useEvidenceActions(): EvidenceActions {
  return useContext(EvidenceActionsContext);
}
