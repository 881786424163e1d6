// What identifies a backup and proves its content.

export interface BackupInfo {
  readonly id: string;
  readonly file: string;
  readonly folder: string;
  readonly createdAt: string;
  readonly sizeInBytes: number;
  readonly sha256: string;
  readonly valueCount: number;
  /** Which way the .reg file was made. */
  readonly writtenBy: 'reg.exe' | 'own-codec';
}
