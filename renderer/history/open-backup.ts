// How a screen asks for a backup to be shown in the list of backups.
import { createContext, useContext } from 'react';

/** Takes the id of the backup; null where backups are those of another computer. */
export const OpenBackupContext = createContext<((id: string) => void) | null>(null);

export function useOpenBackup(): ((id: string) => void) | null {
  return useContext(OpenBackupContext);
}
