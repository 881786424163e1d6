// The pages of the window, in the order of the navigation.

export const viewNames = ['wizard', 'usage', 'backups', 'history', 'settings', 'help'] as const;
export type ViewName = (typeof viewNames)[number];
