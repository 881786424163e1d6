// What the program tells of itself, and where its files lie.
import type { AboutProgram, ShownFolder } from '../contract/settings/about';
import type { FileManager } from './desktop';

export interface AboutParts {
  readonly about: AboutProgram;
  /** The file with the license texts of what the program contains. */
  readonly licenses: string;
  readonly fileManager: FileManager;
}

export interface AboutService {
  readonly read: () => AboutProgram;
  readonly openFolder: (which: ShownFolder) => void;
  /** Shows the file in the file manager: what opens it is the person's choice. */
  readonly showLicenses: () => void;
}

export function aboutService({ about, licenses, fileManager }: AboutParts): AboutService {
  return {
    read: () => about,
    openFolder: (which) => fileManager.openFolder(about.folders[which]),
    showLicenses: () => fileManager.revealFile(licenses),
  };
}
