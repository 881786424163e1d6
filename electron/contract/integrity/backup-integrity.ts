// Whether a backup is still what the history says it was when it was taken.

export const backupIntegrities = ['intact', 'reg-changed', 'manifest-changed', 'missing', 'not-in-history'] as const;
export type BackupIntegrity = (typeof backupIntegrities)[number];
