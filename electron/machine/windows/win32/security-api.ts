// The functions of Windows for access lists, folders and pipes, each declared once; koffi stays behind this file.
// Protects: a caller meets text (SDDL) and numbers, never memory of Windows.
import type { KoffiFunc } from 'koffi';
import { wide, type Handle, type Ref } from './win32-api';

export interface SecurityFunctions {
  readonly createFile: KoffiFunc<
    (
      path: Buffer,
      access: number,
      share: number,
      security: Buffer | null,
      disposition: number,
      flags: number,
      template: number,
    ) => Handle
  >;
  readonly createDirectory: KoffiFunc<(path: Buffer, security: Buffer) => number>;
  readonly fileInformation: KoffiFunc<(file: Handle, information: Buffer) => number>;
  readonly fileInformationEx: KoffiFunc<(file: Handle, kind: number, information: Buffer, length: number) => number>;
  readonly finalPathName: KoffiFunc<(file: Handle, path: Buffer, length: number, flags: number) => number>;
  readonly kernelObjectSecurity: KoffiFunc<
    (object: Handle, what: number, descriptor: Buffer, length: number, needed: Ref) => number
  >;
  readonly textFromDescriptorBytes: KoffiFunc<
    (descriptor: Buffer, revision: number, what: number, text: Ref<Handle>, length: Ref) => number
  >;
  readonly pipeServerProcess: KoffiFunc<(pipe: Handle, processId: Ref) => number>;
  readonly openProcess: KoffiFunc<(access: number, inherit: number, processId: number) => Handle>;
  readonly processImageName: KoffiFunc<(process: Handle, flags: number, path: Buffer, length: Ref) => number>;
  readonly querySystemInformation: (kind: number, information: Buffer, length: number, needed: Ref) => number;
  /** Where a buffer lies in memory, for a structure that holds its address. */
  readonly addressOf: (buffer: Buffer) => bigint;
  readonly readFile: KoffiFunc<(file: Handle, bytes: Buffer, length: number, read: Ref, overlapped: null) => number>;
  readonly writeFile: KoffiFunc<
    (file: Handle, bytes: Buffer, length: number, written: Ref, overlapped: null) => number
  >;
  readonly closeHandle: KoffiFunc<(handle: Handle) => number>;
  readonly getLastError: KoffiFunc<() => number>;
  readonly localFree: KoffiFunc<(memory: Handle) => Handle>;
  readonly textLength: KoffiFunc<(text: Handle) => number>;
  readonly moveMemory: KoffiFunc<(to: Buffer, from: Handle, length: number) => void>;
  readonly descriptorFromText: KoffiFunc<
    (text: Buffer, revision: number, descriptor: Ref<Handle>, size: null) => number
  >;
  readonly textFromDescriptor: KoffiFunc<
    (descriptor: Handle, revision: number, what: number, text: Ref<Handle>, length: Ref) => number
  >;
  readonly getSecurityInfo: KoffiFunc<
    (
      object: Handle,
      kind: number,
      what: number,
      owner: null,
      group: null,
      dacl: null,
      sacl: null,
      descriptor: Ref<Handle>,
    ) => number
  >;
  readonly setKernelObjectSecurity: KoffiFunc<(object: Handle, what: number, descriptor: Handle) => number>;
  readonly openProcessToken: KoffiFunc<(process: Handle, access: number, token: Ref<Handle>) => number>;
  readonly getTokenInformation: KoffiFunc<
    (token: Handle, kind: number, data: Buffer, length: number, needed: Ref) => number
  >;
  readonly textFromSid: KoffiFunc<(sid: Handle, text: Ref<Handle>) => number>;
}

let loading: Promise<SecurityFunctions> | null = null;

/** The functions, loaded once. Rejects off Windows. */
export function loadSecurity(): Promise<SecurityFunctions> {
  loading ??= load();
  return loading;
}

async function load(): Promise<SecurityFunctions> {
  if (process.platform !== 'win32') throw new Error('Windows functions asked for on another system');
  const { default: koffi } = await import('koffi');
  const kernel32 = koffi.load('kernel32.dll');
  const advapi32 = koffi.load('advapi32.dll');
  return {
    createFile: kernel32.func(
      'intptr_t __stdcall CreateFileW(const void *path, uint32_t access, uint32_t share, const void *security, uint32_t disposition, uint32_t flags, intptr_t template)',
    ),
    createDirectory: kernel32.func('int32_t __stdcall CreateDirectoryW(const void *path, const void *security)'),
    fileInformation: kernel32.func('int32_t __stdcall GetFileInformationByHandle(intptr_t file, void *information)'),
    fileInformationEx: kernel32.func(
      'int32_t __stdcall GetFileInformationByHandleEx(intptr_t file, int32_t kind, void *information, uint32_t length)',
    ),
    finalPathName: kernel32.func(
      'uint32_t __stdcall GetFinalPathNameByHandleW(intptr_t file, void *path, uint32_t length, uint32_t flags)',
    ),
    kernelObjectSecurity: advapi32.func(
      'int32_t __stdcall GetKernelObjectSecurity(intptr_t object, uint32_t what, void *descriptor, uint32_t length, _Out_ uint32_t *needed)',
    ),
    textFromDescriptorBytes: advapi32.func(
      'int32_t __stdcall ConvertSecurityDescriptorToStringSecurityDescriptorW(const void *descriptor, uint32_t revision, uint32_t what, ' +
        '_Out_ intptr_t *text, _Out_ uint32_t *length)',
    ),
    pipeServerProcess: kernel32.func(
      'int32_t __stdcall GetNamedPipeServerProcessId(intptr_t pipe, _Out_ uint32_t *processId)',
    ),
    openProcess: kernel32.func('intptr_t __stdcall OpenProcess(uint32_t access, int32_t inherit, uint32_t processId)'),
    processImageName: kernel32.func(
      'int32_t __stdcall QueryFullProcessImageNameW(intptr_t process, uint32_t flags, void *path, _Inout_ uint32_t *length)',
    ),
    querySystemInformation: koffi
      .load('ntdll.dll')
      .func(
        'int32_t __stdcall NtQuerySystemInformation(int32_t kind, void *information, uint32_t length, _Out_ uint32_t *needed)',
      ),
    addressOf: (buffer) => koffi.address(buffer),
    readFile: kernel32.func(
      'int32_t __stdcall ReadFile(intptr_t file, void *bytes, uint32_t length, _Out_ uint32_t *read, void *overlapped)',
    ),
    writeFile: kernel32.func(
      'int32_t __stdcall WriteFile(intptr_t file, const void *bytes, uint32_t length, _Out_ uint32_t *written, void *overlapped)',
    ),
    closeHandle: kernel32.func('int32_t __stdcall CloseHandle(intptr_t handle)'),
    getLastError: kernel32.func('uint32_t __stdcall GetLastError()'),
    localFree: kernel32.func('intptr_t __stdcall LocalFree(intptr_t memory)'),
    textLength: kernel32.func('int32_t __stdcall lstrlenW(intptr_t text)'),
    moveMemory: kernel32.func('void __stdcall RtlMoveMemory(void *to, intptr_t from, uintptr_t length)'),
    descriptorFromText: advapi32.func(
      'int32_t __stdcall ConvertStringSecurityDescriptorToSecurityDescriptorW(const void *text, uint32_t revision, _Out_ intptr_t *descriptor, void *size)',
    ),
    textFromDescriptor: advapi32.func(
      'int32_t __stdcall ConvertSecurityDescriptorToStringSecurityDescriptorW(intptr_t descriptor, uint32_t revision, uint32_t what, ' +
        '_Out_ intptr_t *text, _Out_ uint32_t *length)',
    ),
    getSecurityInfo: advapi32.func(
      'uint32_t __stdcall GetSecurityInfo(intptr_t object, int32_t kind, uint32_t what, void *owner, void *group, void *dacl, void *sacl, _Out_ intptr_t *descriptor)',
    ),
    setKernelObjectSecurity: advapi32.func(
      'int32_t __stdcall SetKernelObjectSecurity(intptr_t object, uint32_t what, intptr_t descriptor)',
    ),
    openProcessToken: advapi32.func(
      'int32_t __stdcall OpenProcessToken(intptr_t process, uint32_t access, _Out_ intptr_t *token)',
    ),
    getTokenInformation: advapi32.func(
      'int32_t __stdcall GetTokenInformation(intptr_t token, int32_t kind, void *data, uint32_t length, _Out_ uint32_t *needed)',
    ),
    textFromSid: advapi32.func('int32_t __stdcall ConvertSidToStringSidW(intptr_t sid, _Out_ intptr_t *text)'),
  };
}

/** What CreateFileW answers when it fails. */
export const invalidHandle = -1;
export const objectKind = { file: 1, kernelObject: 6 } as const;
const sddlRevision = 1;
const ownerAndDacl = 0x1 | 0x4;
const dacl = 0x4;

/** Owner and access list of an open file, folder or pipe, as SDDL. Throws with the number of the Windows error. */
export function securityText(api: SecurityFunctions, object: Handle, kind: number): string {
  const descriptor: Ref<Handle> = [0];
  const code = api.getSecurityInfo(object, kind, ownerAndDacl, null, null, null, null, descriptor);
  if (code !== 0) throw new Error(`GetSecurityInfo failed with Windows error ${code}`);
  try {
    const text: Ref<Handle> = [0];
    if (api.textFromDescriptor(descriptor[0], sddlRevision, ownerAndDacl, text, [0]) === 0)
      throw lastError(api, 'the access list as text');
    return textAt(api, text[0]);
  } finally {
    api.localFree(descriptor[0]);
  }
}

/** The same of many objects one after the other: memory is used again, and each list is put into words once. */
export function securityReader(api: SecurityFunctions): (object: Handle) => string {
  let bytes = Buffer.alloc(4096);
  const texts = new Map<string, string>();
  return (object) => {
    const needed: Ref = [0];
    if (api.kernelObjectSecurity(object, ownerAndDacl, bytes, bytes.length, needed) === 0) {
      if (needed[0] <= bytes.length) throw lastError(api, 'GetKernelObjectSecurity');
      bytes = Buffer.alloc(needed[0]);
      if (api.kernelObjectSecurity(object, ownerAndDacl, bytes, bytes.length, needed) === 0)
        throw lastError(api, 'GetKernelObjectSecurity');
    }
    const key = bytes.toString('latin1', 0, needed[0]);
    const known = texts.get(key);
    if (known !== undefined) return known;
    const text: Ref<Handle> = [0];
    if (api.textFromDescriptorBytes(bytes, sddlRevision, ownerAndDacl, text, [0]) === 0)
      throw lastError(api, 'the access list as text');
    const words = textAt(api, text[0]);
    texts.set(key, words);
    return words;
  };
}

/** Where an open file or folder really lies, as Windows writes it: `\\?\C:\...` or `\\?\UNC\...`. Throws with the number of the Windows error. */
export function finalPath(api: SecurityFunctions, object: Handle): string {
  const path = Buffer.alloc(65_536);
  const length = api.finalPathName(object, path, path.length / 2, 0);
  if (length === 0 || length > path.length / 2) throw lastError(api, 'GetFinalPathNameByHandleW');
  return path.toString('utf16le', 0, length * 2);
}

/** Makes a folder that has this owner and access list from its first moment on; the Windows error, 0 when it was made. */
export function createSecureFolder(api: SecurityFunctions, path: string, sddl: string): number {
  return withDescriptor(api, sddl, (descriptor) => {
    return api.createDirectory(wide(path), attributesWith(descriptor)) === 0 ? api.getLastError() : 0;
  });
}

const readAndWrite = 0xc000_0000;
const openAlways = 4;

/** Opens a file that nobody else can open meanwhile, with this access list if it is made by that; otherwise the Windows error. */
export function createSecureFile(
  api: SecurityFunctions,
  path: string,
  sddl: string,
): { readonly file: Handle } | number {
  return withDescriptor(api, sddl, (descriptor) => {
    const file = api.createFile(wide(path), readAndWrite, 0, attributesWith(descriptor), openAlways, 0, 0);
    return Number(file) === invalidHandle ? api.getLastError() : { file };
  });
}

/** SECURITY_ATTRIBUTES, as laid out in a 64-bit process. */
function attributesWith(descriptor: Handle): Buffer {
  const attributes = Buffer.alloc(24);
  attributes.writeUInt32LE(attributes.length, 0);
  attributes.writeBigUInt64LE(BigInt(descriptor), 8);
  return attributes;
}

/** Replaces the access list of an open object. Throws with the number of the Windows error. */
export function setAccessList(api: SecurityFunctions, object: Handle, sddl: string): void {
  withDescriptor(api, sddl, (descriptor) => {
    if (api.setKernelObjectSecurity(object, dacl, descriptor) === 0) throw lastError(api, 'SetKernelObjectSecurity');
  });
}

const currentProcess = -1;
const tokenQuery = 0x8;
/** TokenUser of TOKEN_INFORMATION_CLASS: a pointer to the SID comes first. */
const tokenUser = 1;

/** The user of this process, e.g. "S-1-5-21-...". Throws with the number of the Windows error. */
export function ownSid(api: SecurityFunctions): string {
  const token: Ref<Handle> = [0];
  if (api.openProcessToken(currentProcess, tokenQuery, token) === 0) throw lastError(api, 'OpenProcessToken');
  try {
    const user = Buffer.alloc(256);
    if (api.getTokenInformation(token[0], tokenUser, user, user.length, [0]) === 0)
      throw lastError(api, 'GetTokenInformation');
    const text: Ref<Handle> = [0];
    // The SID lies in the buffer itself, which is alive until the text has been read.
    if (api.textFromSid(user.readBigInt64LE(), text) === 0) throw lastError(api, 'ConvertSidToStringSidW');
    return textAt(api, text[0]);
  } finally {
    api.closeHandle(token[0]);
  }
}

function withDescriptor<T>(api: SecurityFunctions, sddl: string, use: (descriptor: Handle) => T): T {
  const descriptor: Ref<Handle> = [0];
  if (api.descriptorFromText(wide(sddl), sddlRevision, descriptor, null) === 0)
    throw lastError(api, 'the access list from text');
  try {
    return use(descriptor[0]);
  } finally {
    api.localFree(descriptor[0]);
  }
}

/** Text that Windows allocated; it is freed. */
function textAt(api: SecurityFunctions, address: Handle): string {
  const text = Buffer.alloc(api.textLength(address) * 2);
  api.moveMemory(text, address, text.length);
  api.localFree(address);
  return text.toString('utf16le');
}

function lastError(api: SecurityFunctions, what: string): Error {
  return new Error(`${what} failed with Windows error ${api.getLastError()}`);
}
