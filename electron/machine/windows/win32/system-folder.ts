// Where Windows keeps its own programs, as Windows says: an environment variable is anybody's to set.
import { win32 } from 'node:path';
import { loadWin32, type Win32 } from './win32-api';

const longestPath = 32_768;

/** Absolute path of a program in System32, e.g. C:\Windows\System32\reg.exe. */
export async function systemProgram(name: string): Promise<string> {
  const api = await loadWin32();
  return win32.join(folder(api.getSystemDirectory), name);
}

/** Absolute path of a program in the folder of Windows, e.g. C:\Windows\regedit.exe. */
export async function windowsProgram(name: string): Promise<string> {
  const api = await loadWin32();
  return win32.join(folder(api.getSystemWindowsDirectory), name);
}

function folder(ask: Win32['getSystemDirectory']): string {
  const path = Buffer.alloc(longestPath * 2);
  const length = ask(path, longestPath);
  const text = path.toString('utf16le', 0, length * 2);
  if (length === 0 || length >= longestPath || !win32.isAbsolute(text))
    throw new Error('Windows does not tell its own folder');
  return text;
}
