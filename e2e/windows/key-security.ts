// Takes the right to write a key away and gives it back, so that a real "access denied" can be met.
import assert from 'node:assert/strict';
import { registryRoots, type KeyLocation } from '../../electron/machine/windows/registry/registry-key';
import { wide, type Handle } from '../../electron/machine/windows/win32/win32-api';

const readControl = 0x2_0000;
const writeDac = 0x4_0000;
const daclSecurityInformation = 4;
/** Everybody may read the key and change these rights again, nothing else; and everybody may do everything. */
const readOnly = 'D:P(A;;KRWD;;;WD)';
const everything = 'D:P(A;;KA;;;WD)';

/** Denies writing to everybody; the function that is returned allows everything again. */
export async function denyWriting(location: KeyLocation): Promise<() => void> {
  const { default: koffi } = await import('koffi');
  const advapi32 = koffi.load('advapi32.dll');
  const open = advapi32.func(
    'int32_t __stdcall RegOpenKeyExW(intptr_t root, const void *subkey, uint32_t options, uint32_t access, _Out_ intptr_t *key)',
  );
  const close = advapi32.func('int32_t __stdcall RegCloseKey(intptr_t key)');
  const convert = advapi32.func(
    'int32_t __stdcall ConvertStringSecurityDescriptorToSecurityDescriptorW(const void *text, uint32_t revision, _Out_ intptr_t *descriptor, void *size)',
  );
  const secure = advapi32.func('int32_t __stdcall RegSetKeySecurity(intptr_t key, uint32_t what, intptr_t descriptor)');

  const set = (rights: string) => {
    const key: [Handle] = [0];
    assert.equal(open(registryRoots[location.root], wide(location.path), 0, readControl | writeDac | 0x100, key), 0);
    const descriptor: [Handle] = [0];
    assert.notEqual(convert(wide(rights), 1, descriptor, null), 0, 'security descriptor');
    assert.equal(secure(key[0], daclSecurityInformation, descriptor[0]), 0, 'RegSetKeySecurity');
    close(key[0]);
  };
  set(readOnly);
  return () => set(everything);
}
