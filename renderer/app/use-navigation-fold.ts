// Whether the navigation is folded by hand, also after a new start; null while the width of the window decides.
import { createContext, useCallback, useContext, useState } from 'react';
import { call } from '../ipc/api';

/** As it was kept, when the window opened. */
export const KeptFoldContext = createContext<boolean | null>(null);

export function useNavigationFold(): readonly [boolean | null, (isFolded: boolean) => void] {
  const [isFolded, setIsFolded] = useState(useContext(KeptFoldContext));
  const fold = useCallback((isNowFolded: boolean) => {
    setIsFolded(isNowFolded);
    void keep(isNowFolded);
  }, []);
  return [isFolded, fold];
}

/** Where it cannot be kept, it holds until the window is closed. Damaged settings are left for the person to see. */
async function keep(isNavigationFolded: boolean): Promise<void> {
  const kept = await call('settings.read', {});
  if (kept.ok && !kept.value.isDamaged) await call('settings.write', { ...kept.value.settings, isNavigationFolded });
}
