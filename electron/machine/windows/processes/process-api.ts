// The functions of Windows that tell of processes and services, each declared once; koffi stays behind this file.
import { answered, type Handle, type Ref } from '../win32/win32-api';

export interface ProcessApi {
  /** Opens for a limited look, which needs no rights for most processes; 0 when it is refused. */
  openProcess(processId: number): Handle;
  /** Bytes of four FILETIME structures, the first of which is the time of its start. */
  processTimes(process: Handle, times: Buffer): number;
  imageName(process: Handle, path: Buffer, length: Ref): number;
  handleCount(process: Handle, count: Ref): number;
  /** STILL_ACTIVE (259) while it runs. */
  exitCode(process: Handle, code: Ref): number;
  closeHandle(handle: Handle): number;
  getLastError(): number;
  /** What kind of drive GetDriveTypeW takes a root ("C:\\") for. */
  driveType(root: Buffer): number;
  /** Size of the version block of a file, 0 where it has none. */
  versionSize(path: Buffer): number;
  versionInfo(path: Buffer, length: number, info: Buffer): number;
  /** The text of a version block at `query`; null when it is not there. */
  versionText(info: Buffer, query: Buffer): string | null;
  versionTranslation(info: Buffer): readonly number[];
  openServices(): Handle;
  closeServices(manager: Handle): number;
  /** Fills `table` with ENUM_SERVICE_STATUS_PROCESSW; addresses in it lie within `table`, which begins at `addressOf(table)`. */
  enumServices(manager: Handle, table: Buffer, needed: Ref, count: Ref): Promise<number>;
  addressOf(buffer: Buffer): bigint;
  readonly pointerSize: number;
}

const limitedLook = 0x1000;
/** SC_MANAGER_CONNECT and SC_MANAGER_ENUMERATE_SERVICE. */
const lookAtServices = 0x0001 | 0x0004;
const [processInfo, win32Services, activeServices] = [0, 0x30, 1];

let loading: Promise<ProcessApi> | null = null;

/** The functions, loaded once. Rejects off Windows. */
export function loadProcessApi(): Promise<ProcessApi> {
  loading ??= load();
  return loading;
}

async function load(): Promise<ProcessApi> {
  if (process.platform !== 'win32') throw new Error('Windows functions asked for on another system');
  const { default: koffi } = await import('koffi');
  const kernel32 = koffi.load('kernel32.dll');
  const advapi32 = koffi.load('advapi32.dll');
  const version = koffi.load('version.dll');
  const openProcess: (access: number, inherit: number, id: number) => Handle = kernel32.func(
    'intptr_t __stdcall OpenProcess(uint32_t access, int32_t inherit, uint32_t processId)',
  );
  const processTimes: (process: Handle, start: Buffer, end: Buffer, kernel: Buffer, user: Buffer) => number =
    kernel32.func(
      'int32_t __stdcall GetProcessTimes(intptr_t process, void *start, void *end, void *kernel, void *user)',
    );
  const imageName: (process: Handle, flags: number, path: Buffer, length: Ref) => number = kernel32.func(
    'int32_t __stdcall QueryFullProcessImageNameW(intptr_t process, uint32_t flags, void *path, _Inout_ uint32_t *length)',
  );
  const versionSize: (path: Buffer, ignored: Ref) => number = version.func(
    'uint32_t __stdcall GetFileVersionInfoSizeW(const void *path, _Out_ uint32_t *ignored)',
  );
  const versionInfo: (path: Buffer, ignored: number, length: number, info: Buffer) => number = version.func(
    'int32_t __stdcall GetFileVersionInfoW(const void *path, uint32_t ignored, uint32_t length, void *info)',
  );
  const versionValue: (info: Buffer, query: Buffer, value: Ref<Handle>, length: Ref) => number = version.func(
    'int32_t __stdcall VerQueryValueW(const void *info, const void *query, _Out_ intptr_t *value, _Out_ uint32_t *length)',
  );
  const openManager: (machine: null, database: null, access: number) => Handle = advapi32.func(
    'intptr_t __stdcall OpenSCManagerW(void *machine, void *database, uint32_t access)',
  );
  const enumServices = advapi32.func(
    'int32_t __stdcall EnumServicesStatusExW(intptr_t manager, int32_t level, uint32_t kind, uint32_t state, void *services, ' +
      'uint32_t size, _Out_ uint32_t *needed, _Out_ uint32_t *count, void *resume, void *group)',
  );
  const wide = (text: string) => Buffer.from(`${text}\0`, 'utf16le');
  /** The bytes of `info` that VerQueryValueW points at. */
  const valueIn = (info: Buffer, query: Buffer, unit: number): Buffer | null => {
    const [value, length]: [Ref<Handle>, Ref] = [[0], [0]];
    if (versionValue(info, query, value, length) === 0) return null;
    const start = Number(BigInt(value[0]) - koffi.address(info));
    const end = start + length[0] * unit;
    return start < 0 || end > info.length ? null : info.subarray(start, end);
  };
  return {
    openProcess: (id) => openProcess(limitedLook, 0, id),
    processTimes: (handle, times) =>
      processTimes(handle, times.subarray(0, 8), times.subarray(8, 16), times.subarray(16, 24), times.subarray(24, 32)),
    imageName: (handle, path, length) => imageName(handle, 0, path, length),
    handleCount: kernel32.func('int32_t __stdcall GetProcessHandleCount(intptr_t process, _Out_ uint32_t *count)'),
    exitCode: kernel32.func('int32_t __stdcall GetExitCodeProcess(intptr_t process, _Out_ uint32_t *code)'),
    closeHandle: kernel32.func('int32_t __stdcall CloseHandle(intptr_t handle)'),
    getLastError: kernel32.func('uint32_t __stdcall GetLastError()'),
    driveType: kernel32.func('uint32_t __stdcall GetDriveTypeW(const void *root)'),
    versionSize: (path) => versionSize(path, [0]),
    versionInfo: (path, length, info) => versionInfo(path, 0, length, info),
    versionText(info, query) {
      const bytes = valueIn(info, query, 2);
      return bytes && bytes.toString('utf16le').replace(/\0.*$/s, '').trim();
    },
    versionTranslation(info) {
      const bytes = valueIn(info, wide('\\VarFileInfo\\Translation'), 1);
      return bytes
        ? Array.from({ length: Math.floor(bytes.length / 2) }, (_, index) => bytes.readUInt16LE(index * 2))
        : [];
    },
    openServices: () => openManager(null, null, lookAtServices),
    closeServices: advapi32.func('int32_t __stdcall CloseServiceHandle(intptr_t manager)'),
    enumServices: (manager, table, needed, count) =>
      answered<number>([table], (done) => {
        enumServices.async(
          manager,
          processInfo,
          win32Services,
          activeServices,
          table,
          table.length,
          needed,
          count,
          null,
          null,
          done,
        );
      }),
    addressOf: (buffer) => koffi.address(buffer),
    pointerSize: koffi.sizeof('void *'),
  };
}
