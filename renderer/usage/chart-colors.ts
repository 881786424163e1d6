// Colors of the chart from the theme. Under forced colors everything takes the system's colors, and the groups of states
// differ by their hatching.
import type { Theme } from '@fluentui/react-components';
import type { CSSProperties } from 'react';

/** How an area is filled where its color does not tell. */
export const hatchings = ['full', 'diagonal', 'dots', 'none'] as const;
export type Hatching = (typeof hatchings)[number];

export interface ChartColors {
  /** One for each group of states, in the order of `chartGroups`. */
  readonly groups: readonly string[];
  /** How much of its color an area has, at its top and at its bottom, 0 to 1; null: areas are hatched instead. */
  readonly shades: readonly [top: number, bottom: number] | null;
  readonly text: string;
  readonly grid: string;
  readonly limit: string;
  /** Of the zone above the critical threshold, and above the last one. */
  readonly zones: readonly [critical: string, last: string];
  /** How opaque they are, 0 to 1. */
  readonly zoneAlpha: number;
  readonly mark: string;
  readonly gauge: string;
  readonly background: string;
  readonly font: string;
}

export function chartColors(theme: Theme, isHighContrast: boolean): ChartColors {
  const font = `12px ${theme.fontFamilyBase}`;
  if (isHighContrast) {
    const text = systemColor('CanvasText');
    return {
      groups: hatchings.map(() => text),
      shades: null,
      text,
      grid: 'transparent',
      limit: systemColor('Highlight'),
      zones: ['transparent', 'transparent'],
      zoneAlpha: 0,
      mark: text,
      gauge: systemColor('Highlight'),
      background: systemColor('Canvas'),
      font,
    };
  }
  return {
    groups: [
      theme.colorPaletteBlueBorderActive,
      theme.colorPaletteMarigoldBorderActive,
      theme.colorPaletteBerryBorderActive,
      theme.colorNeutralForeground4,
    ],
    shades: [0.62, 0.3],
    text: theme.colorNeutralForeground2,
    grid: theme.colorNeutralStroke3,
    limit: theme.colorPaletteRedForeground1,
    zones: [theme.colorPaletteMarigoldBackground2, theme.colorPaletteRedBackground2],
    zoneAlpha: 0.5,
    mark: theme.colorNeutralForeground3,
    gauge: theme.colorCompoundBrandStroke,
    background: theme.colorNeutralBackground1,
    font,
  };
}

/** The style of a swatch or a part of a bar in the color of a group. */
export function groupStyle({ groups, shades }: ChartColors, group: number): CSSProperties {
  const color = groups[group] ?? 'transparent';
  const forced = { forcedColorAdjust: 'none' } as const;
  if (shades !== null) return { ...forced, backgroundColor: color };
  const outline = { ...forced, boxShadow: `inset 0 0 0 1px ${color}` };
  switch (hatchings[group] ?? 'none') {
    case 'full':
      return { ...forced, backgroundColor: color };
    case 'diagonal':
      return {
        ...outline,
        backgroundImage: `repeating-linear-gradient(135deg, ${color} 0 1.5px, transparent 1.5px 4px)`,
      };
    case 'dots':
      return {
        ...outline,
        backgroundImage: `radial-gradient(${color} 1px, transparent 1.2px)`,
        backgroundSize: '4px 4px',
      };
    case 'none':
      return outline;
  }
}

/** `share` of the color `over`, the rest of `under`; both as #rrggbb. */
export function mixed(over: string, under: string, share: number): string {
  const parts = [1, 3, 5].map((at) => {
    const [one = 0, other = 0] = [over, under].map((color) => Number.parseInt(color.slice(at, at + 2), 16));
    return Math.round(one * share + other * (1 - share));
  });
  return `rgb(${parts.join(', ')})`;
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
