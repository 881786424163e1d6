// Access lists as Windows makes them (default lists of Windows 10 and 11, as published), and what must never pass.
import { describe, expect, it } from 'vitest';
import { locationRightsProblem, type LocationRole } from './elevation-rights';

const installer = 'S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464';
const person = 'S-1-5-21-1004336348-1177238915-682003330-1001';
const apps = '(A;;0x1200a9;;;AC)(A;OICIIO;GXGR;;;AC)(A;;0x1200a9;;;S-1-15-2-2)(A;OICIIO;GXGR;;;S-1-15-2-2)';
const inheritedApps =
  '(A;ID;0x1200a9;;;AC)(A;OICIIOID;GXGR;;;AC)(A;ID;0x1200a9;;;S-1-15-2-2)(A;OICIIOID;GXGR;;;S-1-15-2-2)';

const driveC = `O:${installer}G:${installer}D:PAI(A;;LC;;;AU)(A;OICIIO;SDGXGWGR;;;AU)(A;;FA;;;SY)(A;OICIIO;GA;;;SY)(A;OICIIO;GA;;;BA)(A;;FA;;;BA)(A;OICI;0x1200a9;;;BU)`;
const driveCOlder = `O:${installer}D:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1200a9;;;BU)(A;OICIIO;SDGXGWGR;;;AU)(A;;0x4;;;AU)`;
const programFiles = `O:${installer}D:PAI(A;;FA;;;${installer})(A;CIIO;GA;;;${installer})(A;;0x1301bf;;;SY)(A;OICIIO;GA;;;SY)(A;;0x1301bf;;;BA)(A;OICIIO;GA;;;BA)(A;;0x1200a9;;;BU)(A;OICIIO;GXGR;;;BU)(A;OICIIO;GA;;;CO)${apps}`;
const installed = `O:BAD:AI(A;ID;FA;;;${installer})(A;CIIOID;GA;;;${installer})(A;ID;FA;;;SY)(A;OICIIOID;GA;;;SY)(A;ID;FA;;;BA)(A;OICIIOID;GA;;;BA)(A;ID;0x1200a9;;;BU)(A;OICIIOID;GXGR;;;BU)(A;OICIIOID;GA;;;CO)${inheritedApps}`;
const installedFile = `O:SYD:AI(A;ID;FA;;;SY)(A;ID;FA;;;BA)(A;ID;0x1200a9;;;BU)(A;ID;0x1200a9;;;AC)(A;ID;0x1200a9;;;S-1-15-2-2)`;
const downloads = `O:${person}D:AI(A;OICIID;FA;;;SY)(A;OICIID;FA;;;BA)(A;OICIID;FA;;;${person})`;
const users = 'O:SYD:PAI(A;OICI;0x1200a9;;;WD)(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1200a9;;;BU)';
const programData =
  'O:SYD:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICIIO;GA;;;CO)(A;OICI;0x1200a9;;;BU)(A;CI;DCLCRPCR;;;BU)';
const driveD =
  'O:BAD:PAI(A;OICI;FA;;;BA)(A;OICI;FA;;;SY)(A;OICIIO;GA;;;CO)(A;OICI;0x1301bf;;;AU)(A;OICI;0x1200a9;;;BU)';
const toolsOnD = `O:${person}D:AI(A;OICIID;FA;;;BA)(A;OICIID;FA;;;SY)(A;OICIID;0x1301bf;;;AU)(A;OICIID;0x1200a9;;;BU)`;

const own = 'O:BAD:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1200a9;;;BU)';
const withEntry = (entry: string) => own.replace('(A;OICI;FA;;;SY)', `${entry}(A;OICI;FA;;;SY)`);

describe('rights that allow a start with administrator rights', () => {
  it.each<[string, LocationRole, string]>([
    ['through C:\\', 'above', driveC],
    ['through the C:\\ of Windows 7 to 10', 'above', driveCOlder],
    ['through C:\\Program Files', 'above', programFiles],
    ['from a folder of C:\\Program Files', 'loaded', installed],
    ['from C:\\Program Files itself', 'loaded', programFiles],
    ['with a file that was installed', 'loaded', installedFile],
    ['through C:\\Users', 'above', users],
    ['from a folder that administrators alone may read', 'loaded', 'O:BAD:P(A;OICI;FA;;;BA)'],
    ['from a folder with a denial, which takes rights away', 'loaded', withEntry('(D;OICI;FA;;;BG)')],
    ['through a folder where users may make files and folders', 'above', withEntry('(A;;0x1201bf;;;BU)')],
    ['through a folder whose entries for what is made below give everything', 'above', withEntry('(A;OICIIO;GA;;;WD)')],
    ['from a folder whose entries for what is made below give everything', 'loaded', withEntry('(A;OICIIO;GA;;;CO)')],
  ])('allow it %s', (_, role, sddl) => expect(locationRightsProblem(sddl, role)).toBeNull());
});

describe('rights that forbid a start with administrator rights', () => {
  it.each<[string, LocationRole, string, object]>([
    ['from Downloads', 'loaded', downloads, { problem: 'owner', account: person }],
    ['through Downloads', 'above', downloads, { problem: 'owner' }],
    ['from C:\\', 'loaded', driveC, { problem: 'writable', account: 'Authenticated Users', right: 'append' }],
    ['from D:\\Tools, which a user made', 'loaded', toolsOnD, { problem: 'owner', account: person }],
    [
      'from D:\\Tools of an administrator, which inherits',
      'loaded',
      toolsOnD.replace(person, 'BA'),
      { problem: 'writable', account: 'Authenticated Users', right: 'write' },
    ],
    [
      'through D:\\Tools of an administrator, which inherits',
      'above',
      toolsOnD.replace(person, 'BA'),
      { problem: 'writable', right: 'delete' },
    ],
    ['through D:\\', 'above', driveD, { problem: 'writable', account: 'Authenticated Users', right: 'delete' }],
    ['from ProgramData', 'loaded', programData, { problem: 'writable', account: 'Users', right: 'write' }],
    [
      'from a folder that a user owns',
      'loaded',
      own.replace('O:BA', `O:${person}`),
      { problem: 'owner', account: person, right: 'change-rights' },
    ],
    ['through a folder that a user owns', 'above', own.replace('O:BA', `O:${person}`), { problem: 'owner' }],
    [
      'from a folder without an access list',
      'loaded',
      'O:BAD:NO_ACCESS_CONTROL',
      { problem: 'writable', account: 'Everyone', right: 'everything' },
    ],
    ['through a folder without an access list', 'above', 'O:BAD:NO_ACCESS_CONTROL', { problem: 'writable' }],
    ['from a folder with an empty access list, which nobody made so', 'loaded', 'O:BAD:P', { problem: 'unreadable' }],
    [
      'from a folder with everything for Everyone',
      'loaded',
      withEntry('(A;;GA;;;WD)'),
      { account: 'Everyone', right: 'everything' },
    ],
    [
      'through a folder with everything for Everyone',
      'above',
      withEntry('(A;;GA;;;WD)'),
      { account: 'Everyone', right: 'everything' },
    ],
    ['from a folder with generic writing', 'loaded', withEntry('(A;;GW;;;BU)'), { account: 'Users', right: 'write' }],
    ['through a folder with generic writing', 'above', withEntry('(A;;GW;;;BU)'), { account: 'Users', right: 'write' }],
    ['from a folder whose creator owns it', 'loaded', withEntry('(A;OICI;FA;;;CO)'), { account: 'CREATOR OWNER' }],
    ['through a folder whose creator owns it', 'above', withEntry('(A;OICI;FA;;;CO)'), { account: 'CREATOR OWNER' }],
    ['from a folder where users may write', 'loaded', withEntry('(A;;0x2;;;BU)'), { right: 'write' }],
    ['from a folder where users may append', 'loaded', withEntry('(A;;0x4;;;BU)'), { right: 'append' }],
    ['from a folder where users may delete what is in it', 'loaded', withEntry('(A;;0x40;;;BU)'), { right: 'delete' }],
    [
      'through a folder where users may delete what is in it',
      'above',
      withEntry('(A;;0x40;;;BU)'),
      { right: 'delete' },
    ],
    ['through a folder that users may delete or rename', 'above', withEntry('(A;;SD;;;BU)'), { right: 'delete' }],
    ['through a folder whose rights users may change', 'above', withEntry('(A;;WD;;;BU)'), { right: 'change-rights' }],
    ['through a folder whose owner users may become', 'above', withEntry('(A;;WO;;;BU)'), { right: 'change-owner' }],
    [
      'from a folder whose attributes users may change, which can make a link of it',
      'loaded',
      withEntry('(A;;0x100;;;BU)'),
      { right: 'other' },
    ],
    [
      'from a folder with a denial that is not the whole answer',
      'loaded',
      withEntry('(D;;0x2;;;BU)(A;;0x2;;;BU)'),
      { right: 'write' },
    ],
    ['with a right that files do not have', 'above', withEntry('(A;;0x2000000;;;BU)'), { right: 'other' }],
    ['with an entry of an unknown kind', 'loaded', withEntry('(XA;;FR;;;WD;(x))'), { problem: 'unreadable' }],
    [
      'with an entry for an object',
      'loaded',
      withEntry('(OA;;FR;bf967aba-0de6-11d0-a285-00aa003049e2;;WD)'),
      { problem: 'unreadable' },
    ],
    ['with an unknown flag', 'loaded', withEntry('(A;CR;FR;;;WD)'), { problem: 'unreadable' }],
    ['with an unknown name of a right', 'loaded', withEntry('(A;;ZZ;;;WD)'), { problem: 'unreadable' }],
    ['with a right in octal', 'loaded', withEntry('(A;;0777;;;WD)'), { problem: 'unreadable' }],
    ['with an entry of too few parts', 'above', withEntry('(A;;FR;;WD)'), { problem: 'unreadable' }],
    ['with an entry for nobody', 'above', withEntry('(A;;FA;;;)'), { problem: 'unreadable' }],
    ['without an owner', 'above', 'D:P(A;;FA;;;BA)', { problem: 'unreadable' }],
    ['with text after the list', 'above', `${own}S:(ML;;NW;;;LW)`, { problem: 'unreadable' }],
    ['with text that is no access list', 'loaded', 'access', { problem: 'unreadable' }],
    ['with nothing', 'loaded', '', { problem: 'unreadable' }],
  ])('forbid it %s', (_, role, sddl, found) => expect(locationRightsProblem(sddl, role)).toMatchObject(found));

  it('forbid it where Administrators, SYSTEM and the installer of Windows are not trusted', () => {
    expect(locationRightsProblem(own, 'loaded', ['SY'])).toMatchObject({ problem: 'owner', account: 'BA' });
    expect(locationRightsProblem(own.replace('O:BA', 'O:SY'), 'loaded', ['SY'])).toMatchObject({
      problem: 'writable',
      account: 'BA',
    });
  });
});
