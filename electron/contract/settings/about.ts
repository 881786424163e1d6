// What the program tells of itself.

export const shownFolders = ['machine', 'own', 'logs'] as const;
export type ShownFolder = (typeof shownFolders)[number];

export interface AboutProgram {
  readonly version: string;
  readonly electron: string;
  readonly chromium: string;
  readonly node: string;
  /** Full paths. `machine`: backups and history; `own`: settings, and backups created without administrator rights. */
  readonly folders: Readonly<Record<ShownFolder, string>>;
}
