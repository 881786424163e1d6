// The foreign functions of Windows that the adapters call, each declared once; koffi stays behind this file.
// Protects: no adapter meets an untyped value, and nothing is loaded before the first call, so that other systems can import it.
import type { KoffiFunc, LibraryHandle } from 'koffi';
import { outstanding } from '../../common/outstanding';

/** A handle or a predefined key: koffi hands integers out as numbers where they fit. */
export type Handle = number | bigint;

/** Text for a parameter of type LPCWSTR: UTF-16LE with its terminator, so that every code unit arrives as it is. */
export function wide(text: string): Buffer {
  return Buffer.from(`${text}\0`, 'utf16le');
}

/** An integer that a function writes or changes: koffi reads and writes element 0. */
export type Ref<T extends Handle = number> = [T];

/** Memory that a running asynchronous call was given: koffi passes its address, and does not keep it from being collected. */
const lent = new Set<readonly Uint8Array[]>();

/** Turns a call of koffi's asynchronous form into a promise; `buffers` are all that the call reads or fills. */
export async function answered<T>(
  buffers: readonly Uint8Array[],
  call: (done: (error: unknown, result: T) => void) => void,
): Promise<T> {
  lent.add(buffers);
  try {
    return await outstanding.untilSettled(
      new Promise<T>((resolve, reject) => {
        call((error, result) => {
          if (error === null || error === undefined) resolve(result);
          else reject(error instanceof Error ? error : new Error('the foreign call failed', { cause: error }));
        });
      }),
    );
  } finally {
    lent.delete(buffers);
  }
}

export type BoundTableFunction = (table: Ref<Handle>, heap: Handle, flags: number) => number;

export interface Win32 {
  readonly regOpenKeyEx: KoffiFunc<
    (root: Handle, subkey: Buffer, options: number, access: number, key: Ref<Handle>) => number
  >;
  readonly regCloseKey: KoffiFunc<(key: Handle) => number>;
  readonly regQueryInfoKey: KoffiFunc<
    (
      key: Handle,
      className: null,
      classLength: null,
      reserved: null,
      subkeys: Ref,
      longestSubkey: Ref,
      longestClass: null,
      values: Ref,
      longestValueName: Ref,
      longestData: Ref,
      securityLength: null,
      lastWriteTime: Buffer,
    ) => number
  >;
  readonly regEnumKeyEx: KoffiFunc<
    (
      key: Handle,
      index: number,
      name: Buffer,
      nameLength: Ref,
      reserved: null,
      className: null,
      classLength: null,
      lastWriteTime: null,
    ) => number
  >;
  readonly regEnumValue: KoffiFunc<
    (
      key: Handle,
      index: number,
      name: Buffer,
      nameLength: Ref,
      reserved: null,
      type: Ref,
      data: Buffer,
      dataLength: Ref,
    ) => number
  >;
  readonly regQueryValueEx: KoffiFunc<
    (key: Handle, name: Buffer, reserved: null, type: Ref, data: Buffer, dataLength: Ref) => number
  >;
  readonly regSetValueEx: KoffiFunc<
    (key: Handle, name: Buffer, reserved: number, type: number, data: Uint8Array, length: number) => number
  >;
  readonly regDeleteValue: KoffiFunc<(key: Handle, name: Buffer) => number>;
  readonly regFlushKey: KoffiFunc<(key: Handle) => number>;
  readonly openProcessToken: KoffiFunc<(process: Handle, access: number, token: Ref<Handle>) => number>;
  readonly getTokenInformation: KoffiFunc<
    (token: Handle, kind: number, data: Buffer, length: number, needed: Ref) => number
  >;
  readonly getUserName: KoffiFunc<(name: Buffer, length: Ref) => number>;
  readonly getComputerName: KoffiFunc<(name: Buffer, length: Ref) => number>;
  readonly getSystemDirectory: KoffiFunc<(path: Buffer, length: number) => number>;
  readonly getSystemWindowsDirectory: KoffiFunc<(path: Buffer, length: number) => number>;
  /** Returns the number of characters without the terminator, 0 where there is no such message. */
  readonly formatMessage: KoffiFunc<
    (
      flags: number,
      source: null,
      message: number,
      language: number,
      text: Buffer,
      length: number,
      inserts: null,
    ) => number
  >;
  readonly getAnsiCodePage: KoffiFunc<() => number>;
  readonly getTickCount64: KoffiFunc<() => Handle>;
  readonly getLastError: KoffiFunc<() => number>;
  readonly closeHandle: KoffiFunc<(handle: Handle) => number>;
  readonly multiByteToWideChar: KoffiFunc<
    (
      codePage: number,
      flags: number,
      bytes: Uint8Array,
      length: number,
      text: Buffer | null,
      textLength: number,
    ) => number
  >;
  readonly createToolhelp32Snapshot: KoffiFunc<(kind: number, process: number) => Handle>;
  readonly process32First: KoffiFunc<(snapshot: Handle, entry: Buffer) => number>;
  readonly process32Next: KoffiFunc<(snapshot: Handle, entry: Buffer) => number>;
  readonly getExtendedTcpTable: KoffiFunc<
    (table: Buffer, size: Ref, order: number, family: number, tableClass: number, reserved: number) => number
  >;
  readonly getExtendedUdpTable: KoffiFunc<
    (table: Buffer, size: Ref, order: number, family: number, tableClass: number, reserved: number) => number
  >;
  /**
   * Not documented; netstat -q asks them. The table (MIB_TCPTABLE2, MIB_TCP6TABLE2) is allocated from `heap`. Null where this
   * Windows does not export them.
   */
  readonly getBoundTcpTable: BoundTableFunction | null;
  readonly getBoundTcp6Table: BoundTableFunction | null;
  readonly getProcessHeap: () => Handle;
  /** Bytes of a block of `heap`; -1 (SIZE_T) where it has no such block. */
  readonly heapSize: (heap: Handle, flags: number, memory: Handle) => Handle;
  readonly heapFree: (heap: Handle, flags: number, memory: Handle) => number;
  /** Copies memory of Windows' own into `to`. */
  readonly moveMemory: (to: Buffer, from: Handle, length: number) => void;
  readonly shellExecute: KoffiFunc<
    (window: null, verb: Buffer, file: Buffer, parameters: Buffer | null, folder: Buffer, show: number) => Handle
  >;
  /** Bytes of a pointer: 8, or 4 in a 32-bit process. */
  readonly pointerSize: number;
}

let loading: Promise<Win32> | null = null;

/** The functions, loaded once. Rejects off Windows, and where a library lacks one of them. */
export function loadWin32(): Promise<Win32> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Win32> {
  if (process.platform !== 'win32') throw new Error('Windows functions asked for on another system');
  const { default: koffi } = await import('koffi');
  const kernel32 = koffi.load('kernel32.dll');
  const iphlpapi = koffi.load('iphlpapi.dll');
  return {
    ...registryFunctions(koffi.load('advapi32.dll')),
    ...systemFunctions(kernel32),
    getExtendedUdpTable: iphlpapi.func(
      'uint32_t __stdcall GetExtendedUdpTable(void *table, _Inout_ uint32_t *size, int32_t order, uint32_t family, int32_t tableClass, uint32_t reserved)',
    ),
    getExtendedTcpTable: iphlpapi.func(
      'uint32_t __stdcall GetExtendedTcpTable(void *table, _Inout_ uint32_t *size, int32_t order, uint32_t family, int32_t tableClass, uint32_t reserved)',
    ),
    getBoundTcpTable: boundTable(iphlpapi, 'InternalGetBoundTcpEndpointTable'),
    getBoundTcp6Table: boundTable(iphlpapi, 'InternalGetBoundTcp6EndpointTable'),
    getProcessHeap: kernel32.func('intptr_t __stdcall GetProcessHeap()'),
    heapSize: kernel32.func('intptr_t __stdcall HeapSize(intptr_t heap, uint32_t flags, intptr_t memory)'),
    heapFree: kernel32.func('int32_t __stdcall HeapFree(intptr_t heap, uint32_t flags, intptr_t memory)'),
    moveMemory: kernel32.func('void __stdcall RtlMoveMemory(void *to, intptr_t from, size_t length)'),
    shellExecute: koffi
      .load('shell32.dll')
      .func(
        'intptr_t __stdcall ShellExecuteW(void *window, const void *verb, const void *file, const void *parameters, const void *folder, int32_t show)',
      ),
    pointerSize: koffi.sizeof('void *'),
  };
}

function boundTable(iphlpapi: LibraryHandle, name: string): BoundTableFunction | null {
  try {
    return iphlpapi.func(`uint32_t __stdcall ${name}(_Out_ intptr_t *table, intptr_t heap, uint32_t flags)`);
  } catch {
    return null;
  }
}

function registryFunctions(advapi32: LibraryHandle) {
  return {
    regOpenKeyEx: advapi32.func(
      'int32_t __stdcall RegOpenKeyExW(intptr_t root, const void *subkey, uint32_t options, uint32_t access, _Out_ intptr_t *key)',
    ),
    regCloseKey: advapi32.func('int32_t __stdcall RegCloseKey(intptr_t key)'),
    regQueryInfoKey: advapi32.func(
      'int32_t __stdcall RegQueryInfoKeyW(intptr_t key, void *className, void *classLength, void *reserved, _Out_ uint32_t *subkeys, ' +
        '_Out_ uint32_t *longestSubkey, void *longestClass, _Out_ uint32_t *values, _Out_ uint32_t *longestValueName, ' +
        '_Out_ uint32_t *longestData, void *securityLength, void *lastWriteTime)',
    ),
    regEnumKeyEx: advapi32.func(
      'int32_t __stdcall RegEnumKeyExW(intptr_t key, uint32_t index, void *name, _Inout_ uint32_t *nameLength, void *reserved, ' +
        'void *className, void *classLength, void *lastWriteTime)',
    ),
    regEnumValue: advapi32.func(
      'int32_t __stdcall RegEnumValueW(intptr_t key, uint32_t index, void *name, _Inout_ uint32_t *nameLength, void *reserved, ' +
        '_Out_ uint32_t *type, void *data, _Inout_ uint32_t *dataLength)',
    ),
    regQueryValueEx: advapi32.func(
      'int32_t __stdcall RegQueryValueExW(intptr_t key, const void *name, void *reserved, _Out_ uint32_t *type, void *data, _Inout_ uint32_t *dataLength)',
    ),
    regSetValueEx: advapi32.func(
      'int32_t __stdcall RegSetValueExW(intptr_t key, const void *name, uint32_t reserved, uint32_t type, const void *data, uint32_t length)',
    ),
    regDeleteValue: advapi32.func('int32_t __stdcall RegDeleteValueW(intptr_t key, const void *name)'),
    regFlushKey: advapi32.func('int32_t __stdcall RegFlushKey(intptr_t key)'),
    openProcessToken: advapi32.func(
      'int32_t __stdcall OpenProcessToken(intptr_t process, uint32_t access, _Out_ intptr_t *token)',
    ),
    getTokenInformation: advapi32.func(
      'int32_t __stdcall GetTokenInformation(intptr_t token, int32_t kind, void *data, uint32_t length, _Out_ uint32_t *needed)',
    ),
    getUserName: advapi32.func('int32_t __stdcall GetUserNameW(void *name, _Inout_ uint32_t *length)'),
  };
}

function systemFunctions(kernel32: LibraryHandle) {
  return {
    getComputerName: kernel32.func('int32_t __stdcall GetComputerNameW(void *name, _Inout_ uint32_t *length)'),
    getSystemDirectory: kernel32.func('uint32_t __stdcall GetSystemDirectoryW(void *path, uint32_t length)'),
    getSystemWindowsDirectory: kernel32.func(
      'uint32_t __stdcall GetSystemWindowsDirectoryW(void *path, uint32_t length)',
    ),
    getAnsiCodePage: kernel32.func('uint32_t __stdcall GetACP()'),
    formatMessage: kernel32.func(
      'uint32_t __stdcall FormatMessageW(uint32_t flags, void *source, uint32_t message, uint32_t language, void *text, uint32_t length, void *inserts)',
    ),
    getTickCount64: kernel32.func('uint64_t __stdcall GetTickCount64()'),
    getLastError: kernel32.func('uint32_t __stdcall GetLastError()'),
    closeHandle: kernel32.func('int32_t __stdcall CloseHandle(intptr_t handle)'),
    multiByteToWideChar: kernel32.func(
      'int32_t __stdcall MultiByteToWideChar(uint32_t codePage, uint32_t flags, const void *bytes, int32_t length, void *text, int32_t textLength)',
    ),
    createToolhelp32Snapshot: kernel32.func(
      'intptr_t __stdcall CreateToolhelp32Snapshot(uint32_t kind, uint32_t process)',
    ),
    process32First: kernel32.func('int32_t __stdcall Process32FirstW(intptr_t snapshot, void *entry)'),
    process32Next: kernel32.func('int32_t __stdcall Process32NextW(intptr_t snapshot, void *entry)'),
  };
}
