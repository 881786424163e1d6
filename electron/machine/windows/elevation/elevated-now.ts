// Whether this process has administrator rights, asked before anything can be awaited.
// Protects: where it cannot be told, it has them, so that nothing of a user's is touched.
import { createRequire } from 'node:module';
import type koffiType from 'koffi';
import { isProcessElevated } from '../win32/process-elevation';

/** Loads koffi at once, which takes time: to be asked only where it matters. */
export function isElevatedNow(): boolean {
  try {
    const koffi = createRequire(import.meta.url)('koffi') as typeof koffiType;
    const advapi32 = koffi.load('advapi32.dll');
    return isProcessElevated({
      openProcessToken: advapi32.func(
        'int32_t __stdcall OpenProcessToken(intptr_t process, uint32_t access, _Out_ intptr_t *token)',
      ),
      getTokenInformation: advapi32.func(
        'int32_t __stdcall GetTokenInformation(intptr_t token, int32_t kind, void *data, uint32_t length, _Out_ uint32_t *needed)',
      ),
      closeHandle: koffi.load('kernel32.dll').func('int32_t __stdcall CloseHandle(intptr_t handle)'),
    });
  } catch {
    return true;
  }
}
