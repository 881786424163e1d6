// Light or dark, following the system. High contrast needs no theme of ours: Fluent and the page use the system's colors;
// only the chart, which is a canvas, must know.
import { webDarkTheme, webLightTheme, type Theme } from '@fluentui/react-components';
import { useSyncExternalStore } from 'react';

const dark = '(prefers-color-scheme: dark)';
const forcedColours = '(forced-colors: active)';

export interface SystemTheme {
  readonly theme: Theme;
  readonly isHighContrast: boolean;
}

export function useSystemTheme(): SystemTheme {
  const isDark = useMediaQuery(dark);
  const isHighContrast = useMediaQuery(forcedColours);
  return { theme: isDark ? webDarkTheme : webLightTheme, isHighContrast };
}

/** Whether a media query holds now. */
export function useMediaQuery(query: string): boolean {
  return useSyncExternalStore(
    (notify) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', notify);
      return () => list.removeEventListener('change', notify);
    },
    () => window.matchMedia(query).matches,
  );
}
