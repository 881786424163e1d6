// The colors of the chart in the theme that is shown.
import { useMemo } from 'react';
import { chartColors, type ChartColors } from './chart-colors';
import { useSystemTheme } from '../ui/theme';

export function useChartColors(): ChartColors {
  const { theme, isHighContrast } = useSystemTheme();
  return useMemo(() => chartColors(theme, isHighContrast), [theme, isHighContrast]);
}
