// How a screen asks for a backup to be shown in the list of backups.
import { createContext, useContext } from 'react';

/** Takes the id of the backup. */
export const OpenBackupContext = createContext<(id: string) => void>(() => undefined);

export function useOpenBackup(): (id: string) => void {
  return useContext(OpenBackupContext);
}
