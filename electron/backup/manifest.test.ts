import { describe, expect, it } from 'vitest';
import { manifestText, readManifest } from './manifest';

/** As it lies on disk since the first version. */
const kept = `{
  "format": 1,
  "backup": {
    "id": "3f0c9a52-7d0e-4a51-9a3c-0d6b7a1c2e4f",
    "file": "C:\\\\ProgramData\\\\Wizard\\\\backups\\\\before.reg",
    "folder": "C:\\\\ProgramData\\\\Wizard\\\\backups",
    "createdAt": "2026-03-01T09:30:00.000Z",
    "sizeInBytes": 1234,
    "sha256": "${'0a'.repeat(32)}",
    "valueCount": 17,
    "writtenBy": "reg.exe"
  },
  "reason": "before-change",
  "note": "",
  "key": "HKEY_LOCAL_MACHINE\\\\SYSTEM\\\\CurrentControlSet\\\\Services\\\\Tcpip\\\\Parameters",
  "catalogue": {
    "MaxUserPort": {
      "present": true,
      "type": 4,
      "hex": "feff0000"
    },
    "TcpTimedWaitDelay": {
      "present": false
    }
  },
  "portRanges": {
    "ipv4Tcp": {
      "known": true,
      "range": {
        "start": 49152,
        "number": 16384
      }
    },
    "ipv4Udp": {
      "known": false,
      "raw": "?"
    },
    "ipv6Tcp": {
      "known": false,
      "raw": ""
    },
    "ipv6Udp": {
      "known": false,
      "raw": ""
    }
  },
  "computerName": "PC-7",
  "userName": "OFFICE\\\\admin",
  "programVersion": "0.1.0"
}
`;

describe('a manifest', () => {
  it('is read as the first version wrote it, and written the same way', () => {
    const manifest = readManifest(kept);
    if (!manifest) throw new Error('not read');
    expect(manifest.catalogue.MaxUserPort).toEqual({ present: true, type: 4, hex: 'feff0000' });
    expect(manifestText(manifest)).toBe(kept);
  });

  it('is none of ours with a field that this program does not know', () => {
    expect(readManifest(kept.replace('"catalogue"', '"backupList"'))).toBeNull();
  });
});
