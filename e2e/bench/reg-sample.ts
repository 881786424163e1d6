// A .reg file of a wanted size, made of what real exports hold: mostly short texts and numbers, some long hex.
// The same size always gives the same bytes.
import { regFileBytes, type RegFileKey, type RegFileValue } from '../../electron/reg-file/reg-file';

const valuesInKey = 12;

/** About `megabytes` (of 2^20 bytes) of UTF-16LE, as `reg export` writes it. */
export function regSample(megabytes: number): Uint8Array {
  const requested = megabytes * 2 ** 20;
  const probe = regFileBytes([keyNumber(1)]).length;
  const keys = Array.from({ length: Math.ceil(requested / probe) }, (_, index) => keyNumber(index));
  return regFileBytes(keys);
}

function keyNumber(number: number): RegFileKey {
  const id = number.toString(16).padStart(8, '0');
  return {
    path: `HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters\\Interfaces\\{${id}-94c0-4bd5-8a6e-0f1bd3a2c7e1}`,
    isDeletion: false,
    values: Array.from({ length: valuesInKey }, (_, index) => valueNumber(number, index)),
  };
}

function valueNumber(key: number, index: number): RegFileValue {
  switch (index % 6) {
    case 0:
      return value(`DhcpServer${index}`, 1, text(`C:\\Windows\\System32\\drivers\\etc\\${key}`));
    case 1:
      return value(`LeaseObtainedTime${index}`, 4, Uint8Array.of(key & 255, (key >> 8) & 255, (key >> 16) & 255, 0x5f));
    case 2:
      return value(`NameServer${index}`, 7, text(`192.168.${key % 256}.1\0fe80::${key % 4096}\0`));
    case 3:
      return value(`AddressType${index}`, 4, Uint8Array.of(index, 0, 0, 0));
    case 4:
      return value(
        `DhcpInterfaceOptions${index}`,
        3,
        Uint8Array.from({ length: 120 }, (_, at) => (key * 7 + at) & 255),
      );
    default:
      return value(`Domain${index}`, 1, text(`host-${key}.corp.example.com`));
  }
}

function value(name: string, type: number, data: Uint8Array): RegFileValue {
  return { name, content: { type, data } };
}

function text(content: string): Uint8Array {
  return Buffer.from(`${content}\0`, 'utf16le');
}
