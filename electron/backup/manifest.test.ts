import { describe, expect, it } from 'vitest';
import { readManifest } from './manifest';

/** A manifest as versions 0.1 and 0.2 wrote it, apart from the text of its .reg file. */
const asWritten = `{
  "format": 1,
  "backup": {
    "id": "0f8fad5b-d9cb-469f-a165-70867728950e",
    "file": "/data/backups/2026-11-23_02-05-48-PC.reg",
    "folder": "/data/backups",
    "createdAt": "2026-11-23T02:05:48.000Z",
    "sizeInBytes": 1024,
    "sha256": "${'0a'.repeat(32)}",
    "valueCount": 12,
    "writtenBy": "reg.exe"
  },
  "reason": "before-change",
  "note": "",
  "key": "HKEY_LOCAL_MACHINE\\\\SYSTEM\\\\CurrentControlSet\\\\Services\\\\Tcpip\\\\Parameters",
  "catalogue": { "MaxUserPort": { "present": false }, "TcpTimedWaitDelay": { "present": false } },
  "portRanges": null,
  "computerName": "PC",
  "userName": "PC\\\\user",
  "programVersion": "0.1.0"
}
`;

describe('a manifest', () => {
  it('reads what earlier versions wrote', () => {
    expect(readManifest(asWritten)).toMatchObject({
      catalogue: { MaxUserPort: { present: false } },
      computerName: 'PC',
    });
  });

  it('refuses a field that it does not know', () => {
    expect(readManifest(asWritten.replace('"catalogue"', '"parameters"'))).toBeNull();
  });
});
