// What there is to choose for the window.

export const themes = ['system', 'light', 'dark'] as const;

/** `own`: the title bar is part of the page; `system`: the frame that the system draws. */
export const frames = ['own', 'system'] as const;
export type FrameChoice = (typeof frames)[number];
