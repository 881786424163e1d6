// Colors of the chart from the theme; under high contrast, lines and text take the system's colors.
import type { Theme } from '@fluentui/react-components';

export interface ChartColors {
  /** One for each state, in the order of `tcpStates`. */
  readonly states: readonly string[];
  readonly text: string;
  readonly grid: string;
  readonly limit: string;
  readonly edge: string;
  readonly font: string;
}

export function chartColors(theme: Theme, isHighContrast: boolean): ChartColors {
  const states = [
    theme.colorPaletteBlueBorderActive,
    theme.colorPaletteMarigoldBorderActive,
    theme.colorPaletteBerryBorderActive,
    theme.colorPaletteLightTealBorderActive,
    theme.colorPaletteForestBorderActive,
    theme.colorPaletteGrapeBorderActive,
    theme.colorPalettePlatinumBorderActive,
  ];
  const font = `12px ${theme.fontFamilyBase}`;
  if (isHighContrast) {
    const text = systemColor('CanvasText');
    return { states, text, grid: 'transparent', limit: text, edge: systemColor('Canvas'), font };
  }
  return {
    states,
    text: theme.colorNeutralForeground2,
    grid: theme.colorNeutralStroke3,
    limit: theme.colorPaletteRedForeground1,
    edge: theme.colorNeutralBackground1,
    font,
  };
}

/** The current value of a system color: a canvas does not follow the keyword by itself. */
function systemColor(keyword: string): string {
  const probe = document.createElement('span');
  probe.style.color = keyword;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
