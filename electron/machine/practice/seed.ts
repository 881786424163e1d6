// What the key of a freshly installed practice Windows holds: every value type, sub-keys, and no MaxUserPort.
import { registryTypes } from '../../contract/registry/stored-value';
import type { RegistryKey, RegistryValue } from '../interfaces/registry';

const text = (name: string, value: string, type: number = registryTypes.REG_SZ): RegistryValue => ({
  name,
  type,
  data: Buffer.from(`${value}\0`, 'utf16le'),
});
const expandable = (name: string, value: string) => text(name, value, registryTypes.REG_EXPAND_SZ);
const lines = (name: string, values: readonly string[]) =>
  text(name, values.map((value) => `${value}\0`).join(''), registryTypes.REG_MULTI_SZ);
const bytes = (name: string, type: number, data: readonly number[]): RegistryValue => ({
  name,
  type,
  data: Uint8Array.from(data),
});
const number = (name: string, value: number) =>
  bytes(name, registryTypes.REG_DWORD, [value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, value >>> 24]);
const key = (name: string, values: RegistryValue[] = [], subkeys: RegistryKey[] = []): RegistryKey => ({
  name,
  values,
  subkeys,
});

const adapter = '{4A1F5C0E-7B52-4D5E-9C36-0F7D2B8E61A3}';

export const seedKey: RegistryKey = key(
  'Parameters',
  [
    expandable('DataBasePath', '%SystemRoot%\\System32\\drivers\\etc'),
    number('ForwardBroadcasts', 0),
    number('IPEnableRouter', 0),
    text('Hostname', 'practice-pc'),
    text('NV Hostname', 'practice-pc'),
    text('Domain', 'training.example'),
    text('NV Domain', 'training.example'),
    text('NameServer', ''),
    text('SearchList', 'training.example,example'),
    number('UseDomainNameDevolution', 1),
    number('EnableICMPRedirect', 1),
    number('DeadGWDetectDefault', 1),
    number('DontAddDefaultGatewayDefault', 0),
    number('EnableSecurityFilters', 0),
    lines('ReservedPorts', ['1433-1434', '3343-3343']),
    bytes(
      'SackOptsCache',
      registryTypes.REG_BINARY,
      Array.from({ length: 96 }, (_, index) => (index * 37) & 0xff),
    ),
    bytes('BootCounter', registryTypes.REG_QWORD, [0x2a, 0, 0, 0, 1, 0, 0, 0]),
    bytes('LegacyOrder', registryTypes.REG_DWORD_BIG_ENDIAN, [0, 0, 1, 0]),
    bytes('Marker', registryTypes.REG_NONE, [0xde, 0xad]),
    text('Vendor "note"', 'C:\\Program Files\\Tools\\ "quoted" \u00e4\u65e5\u672c'),
  ],
  [
    key(
      'Adapters',
      [],
      [key(adapter, [number('LLInterface', 0), lines('IpConfig', [`Tcpip\\Parameters\\Interfaces\\${adapter}`])])],
    ),
    key('DNSRegisteredAdapters'),
    key(
      'Interfaces',
      [],
      [
        key(adapter, [
          number('UseZeroBroadcast', 0),
          number('EnableDHCP', 0),
          lines('IPAddress', ['192.0.2.25']),
          lines('SubnetMask', ['255.255.255.0']),
          lines('DefaultGateway', ['192.0.2.1']),
          lines('DefaultGatewayMetric', []),
          text('NameServer', '192.0.2.53'),
          number('RegistrationEnabled', 1),
          number('MTU', 1500),
        ]),
      ],
    ),
    key('PersistentRoutes'),
    key('Winsock', [
      number('UseDelayedAcceptance', 0),
      number('MinSockaddrLength', 16),
      number('MaxSockaddrLength', 16),
      expandable('HelperDllName', '%SystemRoot%\\System32\\wshtcpip.dll'),
      bytes('Mapping', registryTypes.REG_BINARY, [8, 0, 0, 0, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 6, 0, 0, 0]),
    ]),
  ],
);
