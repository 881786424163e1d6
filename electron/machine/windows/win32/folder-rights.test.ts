import { describe, expect, it } from 'vitest';
import { rightsProblem } from './folder-rights';
import { folderRights, programDataFrom } from '../machine-folder/program-data-folder';

const made = 'O:BAD:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1200a9;;;BU)';

describe('the rights of a trusted folder', () => {
  it.each([
    ['as this program makes it', folderRights],
    ['as Windows reports it', made],
    ['with a group', made.replace('D:', 'G:S-1-5-21-1-2-3-513D:')],
    ['of SYSTEM', made.replace('O:BA', 'O:SY')],
    ['with the bit of generic reading', made.replace('0x1200a9', '0x801200a9')],
    ['with rights by name', made.replace('0x1200a9', 'FRFX')],
    ['with a denial', made.replace('(A;OICI;FA;;;SY)', '(D;;FA;;;S-1-5-21-1-2-3-1001)(A;OICI;FA;;;SY)')],
    [
      'of the service that installs Windows',
      made.replace('O:BA', 'O:S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464'),
    ],
  ])('pass for a folder %s', (_, sddl) => expect(rightsProblem(sddl)).toBeNull());
});

describe('the rights of a refused folder', () => {
  it.each([
    ['of an ordinary user', made.replace('O:BA', 'O:S-1-5-21-1-2-3-1001'), 'owner'],
    ['of the group of users', made.replace('O:BA', 'O:BU'), 'owner'],
    ['whose users may add files', made.replace('0x1200a9', '0x1200af'), 'writable'],
    ['whose users may delete', made.replace('0x1200a9', '0x1300a9'), 'writable'],
    ['whose users may change the rights', made.replace('0x1200a9', '0x1600a9'), 'writable'],
    ['whose users may do everything', made.replace('0x1200a9', 'FA'), 'writable'],
    ['whose users may write by a generic right', made.replace('0x1200a9', 'GRGW'), 'writable'],
    ['whose users may write by the bit of a generic right', made.replace('0x1200a9', '0x401200a9'), 'writable'],
    ['whose creators own what they make', `${made}(A;OICIIO;GA;;;CO)`, 'writable'],
    ['open to everybody', `${made}(A;;FW;;;WD)`, 'writable'],
    ['with an entry of an unknown kind', `${made}(XA;;FR;;;WD;(x))`, 'writable'],
    ['with rights in octal', made.replace('0x1200a9', '0777'), 'writable'],
    ['without an access list', 'O:BAD:NO_ACCESS_CONTROL', 'writable'],
    ['with an empty access list, which nobody made so', 'O:BAD:P', 'writable'],
    ['with text that is no access list', 'access', 'unreadable'],
    ['with nothing', '', 'unreadable'],
  ])('fail for a folder %s', (_, sddl, problem) => expect(rightsProblem(sddl)).toMatchObject({ problem }));
});

describe('the location of ProgramData', () => {
  it.each([
    ['%SystemDrive%\\ProgramData', 'C:\\ProgramData'],
    ['%systemdrive%\\ProgramData', 'C:\\ProgramData'],
    ['D:\\ProgramData', 'D:\\ProgramData'],
    ['%ALLUSERSPROFILE%', 'C:\\ProgramData'],
    ['\\\\server\\share', 'C:\\ProgramData'],
    ['ProgramData', 'C:\\ProgramData'],
    ['', 'C:\\ProgramData'],
  ])('is read from the registry: %j', (text, path) => expect(programDataFrom(text, 'C:\\')).toBe(path));
});
