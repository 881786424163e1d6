// "Read everything again" (F5): each increment makes what is shown read its data anew; what is typed and chosen stays.
import { createContext, useContext } from 'react';

export const RefreshContext = createContext(0);

/** Increments with each request to read again. */
export function useRefreshCount(): number {
  return useContext(RefreshContext);
}
