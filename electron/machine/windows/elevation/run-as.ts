// The question of Windows for administrator rights, asked and answered on one thread; then the process that was started
// is watched. The functions of Windows are handed in, so that each of its answers can be tried.
import type koffi from 'koffi';

export interface RunAsOrders {
  readonly file: string;
  /** One command line, quoted. */
  readonly parameters: string;
  readonly folder: string;
  /** Native handle of the window that asks; 0 for none. */
  readonly ownerWindow: bigint;
}

export type RunAsReport =
  { readonly kind: 'started' } | { readonly kind: 'failed'; readonly windowsCode: number } | { readonly kind: 'ended' };

export type ProcessHandle = number | bigint;

export interface RunAsApi {
  /** `ShellExecuteExW` with `runas`: the handle of the process (0 for none), or null when Windows refused. */
  readonly execute: (orders: RunAsOrders) => ProcessHandle | null;
  /** `GetLastError`, right after `execute`: why Windows refused. */
  readonly lastError: () => number;
  readonly isRunning: (process: ProcessHandle) => boolean;
  readonly close: (process: ProcessHandle) => void;
}

const watchEveryMs = 100;

/** Asks, tells `started` or `failed`, and after `started` tells `ended` when the process has ended. */
export function runAs(orders: RunAsOrders, api: RunAsApi, tell: (report: RunAsReport) => void): void {
  const process = api.execute(orders);
  if (process === null) {
    tell({ kind: 'failed', windowsCode: api.lastError() });
    return;
  }
  tell({ kind: 'started' });
  // Not one long wait: a thread inside of Windows could not be ended with the program.
  const watch = setInterval(() => {
    if (Number(process) !== 0 && api.isRunning(process)) return;
    clearInterval(watch);
    if (Number(process) !== 0) api.close(process);
    tell({ kind: 'ended' });
  }, watchEveryMs);
}

/** The process handle is wanted; no dialogs of errors; the call may be the last one of its thread. */
const mask = 0x40 | 0x400 | 0x100;
const hidden = 0;
const waitTimeout = 0x102;

interface ExecuteInfo {
  readonly hProcess: ProcessHandle;
}

/** The functions of Windows themselves. */
export function windowsRunAs({
  inout,
  load,
  pointer,
  sizeof,
  struct,
}: Pick<typeof koffi, 'inout' | 'load' | 'pointer' | 'sizeof' | 'struct'>): RunAsApi {
  const kernel32 = load('kernel32.dll');
  const info = struct({
    cbSize: 'uint32_t',
    fMask: 'uint32_t',
    hwnd: 'intptr_t',
    lpVerb: 'str16',
    lpFile: 'str16',
    lpParameters: 'str16',
    lpDirectory: 'str16',
    nShow: 'int32_t',
    hInstApp: 'intptr_t',
    lpIDList: 'intptr_t',
    lpClass: 'intptr_t',
    hkeyClass: 'intptr_t',
    dwHotKey: 'uint32_t',
    hMonitor: 'intptr_t',
    hProcess: 'intptr_t',
  });
  const execute = load('shell32.dll').func('__stdcall', 'ShellExecuteExW', 'int32_t', [inout(pointer(info))]);
  const lastError = kernel32.func('uint32_t __stdcall GetLastError()');
  const waitFor = kernel32.func('uint32_t __stdcall WaitForSingleObject(intptr_t handle, uint32_t milliseconds)');
  const close = kernel32.func('int32_t __stdcall CloseHandle(intptr_t handle)');
  return {
    execute({ file, parameters, folder, ownerWindow }) {
      const asked: ExecuteInfo & Record<string, unknown> = {
        cbSize: sizeof(info),
        fMask: mask,
        hwnd: ownerWindow,
        lpVerb: 'runas',
        lpFile: file,
        lpParameters: parameters,
        lpDirectory: folder,
        nShow: hidden,
        hInstApp: 0,
        lpIDList: 0,
        lpClass: 0,
        hkeyClass: 0,
        dwHotKey: 0,
        hMonitor: 0,
        hProcess: 0,
      };
      return execute(asked) === 0 ? null : asked.hProcess;
    },
    lastError: () => Number(lastError()),
    isRunning: (process) => waitFor(process, 0) === waitTimeout,
    close: (process) => void close(process),
  };
}
