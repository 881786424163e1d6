// What the program tells of itself.

export const shownFolders = ['backups', 'own-backups', 'logs', 'settings'] as const;
export type ShownFolder = (typeof shownFolders)[number];

export interface AboutProgram {
  readonly version: string;
  readonly electron: string;
  readonly chromium: string;
  readonly node: string;
  /** Full paths. `own-backups`: those that were made without administrator rights; null where they lie with the others. */
  readonly folders: Readonly<Record<ShownFolder, string | null>>;
}
