// How a screen opens the large view of live usage.
import { createContext } from 'react';

export const OpenUsageContext = createContext<() => void>(() => undefined);
