// What this Windows is, who works on it, and what the wizard may start: a tool of Windows and a restart.
import { windowsAccounts } from './accounts';
import { ansiCodePageLabel } from '../registry/ansi-code-page';
import { win32 } from 'node:path';
import { registryTypes } from '../../../contract/registry/stored-value';
import { failure, success, type Result } from '../../../contract/errors/result';
import type { RegistryValue } from '../../interfaces/registry';
import type { WindowsTool } from '../../../contract/machine/windows-tools';
import type { System, SystemInfo } from '../../interfaces/system';
import { windowsBootIdentity } from './boot-identity';
import { windowsErrorText } from './error-text';
import { isProcessElevated } from '../win32/process-elevation';
import { regExeState } from '../registry/reg-exe';
import { keyAccess, readKeyValue, withKey, type KeyLocation } from '../registry/registry-key';
import { runProgram, type RunProgram } from '../win32/run-program';
import { systemProgram, windowsProgram } from '../win32/system-folder';
import { answered, loadWin32, wide, type Handle, type Ref, type Win32 } from '../win32/win32-api';
import { errorFromCode, errorFromException, windowsError } from '../win32/windows-error';
import { readWindowsVersion, type VersionValues } from './windows-version';

const versionKey: KeyLocation = { root: 'HKEY_LOCAL_MACHINE', path: 'SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion' };

const shutdownTimeoutMs = 10_000;
const restartDelay = { min: 10, max: 3600 } as const;
const longestMessage = 512;
/** SW_SHOWNORMAL; ShellExecute answers with a number above 32 when it succeeded. */
const showNormal = 1;
const shellExecuteSuccess = 32;

/** The system port. `run` is replaced by tests, which must not restart the machine they run on. */
export function windowsSystem(run: RunProgram = runProgram): System {
  return {
    describe: () => guarded('system.read', async () => describe(await loadWin32())),
    errorText: (code) => windowsErrorText(code),
    openTool: (tool) =>
      guarded('system.open-tool', async () => {
        const code = await shellOpen(await loadWin32(), await programOf(tool));
        return code > shellExecuteSuccess
          ? success(null)
          : failure(errorFromCode('system.open-tool', code, 'ShellExecuteW'));
      }),
    requestRestart: (delaySeconds, text) =>
      guarded('system.restart', async () => {
        if (!Number.isInteger(delaySeconds) || delaySeconds < restartDelay.min || delaySeconds > restartDelay.max) {
          throw new RangeError(`a restart in ${delaySeconds} seconds`);
        }
        const message = text.slice(0, longestMessage);
        // p:2:4 is what the System log keeps as the reason: operating system, reconfiguration, planned.
        return shutdown(run, ['/r', '/t', String(delaySeconds), '/c', message, '/d', 'p:2:4']);
      }),
    cancelRestart: () => guarded('system.restart', () => shutdown(run, ['/a'], windowsError.NO_SHUTDOWN_IN_PROGRESS)),
  };
}

async function describe(api: Win32): Promise<Result<SystemInfo>> {
  const values = await withKey(api, 'system.read', versionKey, keyAccess.queryValue, (key) =>
    readVersionValues(api, key),
  );
  if (!values.ok) return values;
  const read = readWindowsVersion(values.value);
  if (!read) {
    const detail = `the values of ${versionKey.path} do not tell the version: ${JSON.stringify(values.value)}`;
    return failure({ code: 'MACHINE_FAILED', action: 'system.read', windowsCode: null, detail });
  }
  const accounts = await windowsAccounts();
  return success({
    ...read,
    computerName: textFrom(api.getComputerName),
    // A name without its domain is better than none.
    userName: accounts.process ?? textFrom(api.getUserName),
    sessionUser: accounts.session,
    isElevated: isProcessElevated(api),
    boot: await windowsBootIdentity(),
    bootedAt: new Date(Date.now() - Number(api.getTickCount64())).toISOString(),
    regExe: await regExeState(),
    ansiCodePage: ansiCodePageLabel(api.getAnsiCodePage()),
  });
}

function readVersionValues(api: Win32, key: Handle): Result<VersionValues> {
  const read = (name: string): RegistryValue | null => {
    const value = readKeyValue(api, key, name);
    return value.ok ? value.value : null;
  };
  return success({
    productName: textOf(read('ProductName')),
    displayVersion: textOf(read('DisplayVersion')),
    majorNumber: numberOf(read('CurrentMajorVersionNumber')),
    minorNumber: numberOf(read('CurrentMinorVersionNumber')),
    currentVersion: textOf(read('CurrentVersion')),
    currentBuild: textOf(read('CurrentBuildNumber')) ?? textOf(read('CurrentBuild')),
  });
}

function textOf(value: RegistryValue | null): string | undefined {
  if (!value || value.type !== registryTypes.REG_SZ) return undefined;
  return Buffer.from(value.data)
    .toString('utf16le')
    .replace(/\0[\s\S]*$/, '');
}

function numberOf(value: RegistryValue | null): number | undefined {
  if (!value || value.type !== registryTypes.REG_DWORD || value.data.length !== 4) return undefined;
  return Buffer.from(value.data).readUInt32LE();
}

/** The text that GetComputerNameW or GetUserNameW gives; empty when Windows does not tell. */
function textFrom(ask: Win32['getUserName']): string {
  const text = Buffer.alloc(512 * 2);
  const length: Ref = [512];
  return ask(text, length) === 0 ? '' : text.toString('utf16le').replace(/\0[\s\S]*$/, '');
}

interface ToolProgram {
  /** Absolute path. */
  readonly file: string;
  /** The absolute path of what the program opens. */
  readonly argument: string | null;
}

/** All three ask for administrator rights by themselves where the person has them: CreateProcess would refuse to start them. */
async function programOf(tool: WindowsTool): Promise<ToolProgram> {
  switch (tool) {
    case 'registry-editor':
      return { file: await windowsProgram('regedit.exe'), argument: null };
    case 'services':
      return { file: await systemProgram('mmc.exe'), argument: await systemProgram('services.msc') };
    case 'task-manager':
      return { file: await systemProgram('taskmgr.exe'), argument: null };
  }
}

/** Off the main thread: where the tool asks for elevation, the call returns after the answer. */
async function shellOpen(api: Win32, { file, argument }: ToolProgram): Promise<number> {
  const texts = [wide('open'), wide(file), wide(win32.dirname(file))] as const;
  const [verb, program, folder] = texts;
  // No path of Windows holds a quotation mark.
  const parameters = argument === null ? null : wide(`"${argument}"`);
  return Number(
    await answered<Handle>(parameters ? [...texts, parameters] : texts, (done) =>
      api.shellExecute.async(null, verb, program, parameters, folder, showNormal, done),
    ),
  );
}

/** shutdown.exe exits with the number of its Windows error; `accepted` counts as a success too. */
async function shutdown(
  run: RunProgram,
  args: readonly string[],
  accepted: number = windowsError.SUCCESS,
): Promise<Result<null>> {
  const { exitCode } = await run(await systemProgram('shutdown.exe'), args, shutdownTimeoutMs);
  if (exitCode === windowsError.SUCCESS || exitCode === accepted) return success(null);
  if (exitCode !== null) return failure(errorFromCode('system.restart', exitCode, 'shutdown.exe'));
  return failure({
    code: 'MACHINE_FAILED',
    action: 'system.restart',
    windowsCode: null,
    detail: 'shutdown.exe did not answer',
  });
}

async function guarded<T>(
  action: 'system.read' | 'system.restart' | 'system.open-tool',
  use: () => Promise<Result<T>>,
): Promise<Result<T>> {
  try {
    return await use();
  } catch (exception) {
    return failure(errorFromException(action, exception));
  }
}
