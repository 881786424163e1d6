// The messages of the window, which the page that is shown has below its heading: nothing above moves when one appears.
import { createContext, useContext, type ReactNode } from 'react';

export const PageMessagesContext = createContext<ReactNode>(null);

/** What a page renders right below its heading. */
export function PageMessages(): ReactNode {
  return useContext(PageMessagesContext);
}
