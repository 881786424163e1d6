// What a person chooses for the window.

export const themes = ['system', 'light', 'dark'] as const;
export type ThemeChoice = (typeof themes)[number];

/** `own`: the title bar is part of the page; `system`: the frame that the system draws. */
export const frames = ['own', 'system'] as const;
export type FrameChoice = (typeof frames)[number];

export interface WindowSettings {
  readonly theme: ThemeChoice;
  /** Followed from the next start on. */
  readonly frame: FrameChoice;
}

export const defaultSettings: WindowSettings = { theme: 'system', frame: 'own' };
