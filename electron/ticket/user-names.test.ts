import { describe, expect, it } from 'vitest';
import { withoutUserNames } from './user-names';

describe('user names in a path', () => {
  it.each([
    ['C:\\Users\\Jane Doe\\AppData\\x.reg', 'jdoe', 'C:\\Users\\*\\AppData\\x.reg'],
    ['C:\\Documents and Settings\\jdoe.CORP\\x.reg', 'CORP\\jdoe', 'C:\\Documents and Settings\\*\\x.reg'],
    ['/home/jane/.config/x.reg', 'root', '/home/*/.config/x.reg'],
    ['\\\\server\\share$\\JDOE\\x.reg', 'CORP\\jdoe', '\\\\server\\share$\\*\\x.reg'],
    ['D:\\backups of jdoe\\x.reg', 'jdoe@corp.example', 'D:\\*\\x.reg'],
    ['D:\\data\\jdoe.reg', 'jdoe', 'D:\\data\\jdoe.reg'],
    ['C:\\ProgramData\\Wizard\\x.reg', '', 'C:\\ProgramData\\Wizard\\x.reg'],
  ])('turn %s of %s into %s', (path, user, expected) => {
    expect(withoutUserNames(path, [user], '*')).toBe(expected);
  });

  it('are replaced for both accounts', () => {
    expect(withoutUserNames('D:\\jdoe\\of ADMIN\\x.reg', ['CORP\\jdoe', 'CORP\\admin'], '*')).toBe('D:\\*\\*\\x.reg');
  });
});
