// Starts a program of Windows: by absolute path, with an argument array, no shell, no window, and a time limit.
// Protects: nothing on the search path or in the current folder can take the place of the program.
import { execFile } from 'node:child_process';
import { win32 } from 'node:path';

export interface ProgramRun {
  /** The exit code; null when the program was stopped at its time limit. */
  readonly exitCode: number | null;
  /** Bytes as written: programs of Windows write in the OEM code page of the machine. */
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
}

/** Runs one program. Rejects when it could not be started (missing, refused by a policy of the machine). */
export type RunProgram = (
  file: string,
  args: readonly string[],
  timeoutMs: number,
  /** The largest output kept, in bytes; a program that writes more is stopped, and that rejects. 1 MB unless told. */
  outputLimit?: number,
) => Promise<ProgramRun>;

/** Most of the programs asked here write some hundred bytes. */
const usualOutputLimit = 1024 * 1024;

export const runProgram: RunProgram = (file, args, timeoutMs, outputLimit = usualOutputLimit) => {
  if (!win32.isAbsolute(file)) return Promise.reject(new Error(`${file} is not an absolute path`));
  return new Promise((resolve, reject) => {
    const options = {
      cwd: win32.dirname(file),
      encoding: 'buffer',
      maxBuffer: outputLimit,
      shell: false,
      timeout: timeoutMs,
      windowsHide: true,
    } as const;
    execFile(file, [...args], options, (error, stdout, stderr) => {
      if (!error) resolve({ exitCode: 0, stdout, stderr });
      else if (typeof error.code === 'number') resolve({ exitCode: error.code, stdout, stderr });
      else if (error.killed) resolve({ exitCode: null, stdout, stderr });
      else reject(new Error(error.message, { cause: error }));
    });
  });
};
