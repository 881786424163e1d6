// Tells whether this process may change the system: its token is elevated.
import type { Ref, Handle } from './win32-api';

const currentProcess = -1;
const tokenQuery = 0x8;
/** TokenElevation of TOKEN_INFORMATION_CLASS; its answer is one DWORD, not 0 when elevated. */
const tokenElevation = 20;

/** What is needed of win32-api.ts. */
interface TokenApi {
  readonly openProcessToken: (process: Handle, access: number, token: Ref<Handle>) => number;
  readonly getTokenInformation: (token: Handle, kind: number, data: Buffer, length: number, needed: Ref) => number;
  readonly closeHandle: (handle: Handle) => number;
}

/** True when the token of this process is elevated; when Windows does not tell, false. */
export function isProcessElevated(api: TokenApi): boolean {
  return elevationOfProcess(api) ?? false;
}

/** Whether the token of this process is elevated; null when Windows does not tell. */
export function elevationOfProcess(api: TokenApi): boolean | null {
  const token: Ref<Handle> = [0];
  if (api.openProcessToken(currentProcess, tokenQuery, token) === 0) return null;
  try {
    const answer = Buffer.alloc(4);
    const told = api.getTokenInformation(token[0], tokenElevation, answer, answer.length, [0]);
    return told === 0 ? null : answer.readUInt32LE() !== 0;
  } finally {
    api.closeHandle(token[0]);
  }
}
