// The machine folder of a Windows that the test plays: blocks of names laid out as Windows does, and facts of each file.
import { beforeEach, describe, expect, it } from 'vitest';
import { contentsProblem } from './folder-contents';
import type { ObjectFacts, ObjectReader } from '../win32/open-object';
import type { SecurityFunctions } from '../win32/security-api';

const path = 'C:\\ProgramData\\Ephemeral Port Wizard';
const right = 'O:BAD:AI(A;ID;FA;;;SY)(A;ID;FA;;;BA)(A;ID;0x1200a9;;;BU)';

interface Played extends Partial<ObjectFacts> {
  /** Windows error when it is opened. */
  readonly error?: number;
  readonly changedAt?: number;
}

let files: Map<string, Played>;
let opened: string[];
let known: Map<string, string>;

/** A block of FILE_ID_BOTH_DIR_INFO. */
function blockOf(names: readonly string[], factsOf: (name: string) => Played): Buffer {
  return Buffer.concat(
    names.map((name, index) => {
      const text = Buffer.from(name, 'utf16le');
      const length = Math.ceil((104 + text.length) / 8) * 8;
      const entry = Buffer.alloc(length);
      const { isFolder = false, isLink = false, changedAt = 1 } = factsOf(name);
      entry.writeUInt32LE(index === names.length - 1 ? 0 : length, 0);
      entry.writeBigUInt64LE(BigInt(changedAt), 32);
      entry.writeUInt32LE((isFolder ? 0x10 : 0) | (isLink ? 0x400 : 0), 56);
      entry.writeUInt32LE(text.length, 60);
      text.copy(entry, 104);
      return entry;
    }),
  );
}

function look(most = 100) {
  const folders: string[] = [];
  const pending = new Map<number, string[]>();
  const api = {
    fileInformationEx(handle: number, kind: number, block: Buffer) {
      const folder = folders[handle] ?? '';
      const below = folder === '' ? '' : `${folder}\\`;
      if (kind === 11)
        pending.set(handle, [
          '.',
          '..',
          ...[...files.keys()].filter(
            (name) => name.startsWith(below) && name !== folder && !name.slice(below.length).includes('\\'),
          ),
        ]);
      const names = pending.get(handle)?.splice(0, most) ?? [];
      if (names.length === 0) return 0;
      blockOf(
        names.map((name) => name.slice(name.startsWith('.') ? 0 : below.length)),
        (name) => files.get(below + name) ?? { isFolder: true },
      ).copy(block);
      return 1;
    },
    getLastError: () => 18,
  } as unknown as SecurityFunctions;
  const reader: ObjectReader = {
    open(asked, use) {
      const name = asked.slice(path.length + 1);
      opened.push(name);
      const facts = name === '' ? { isFolder: true } : files.get(name);
      if (!facts) return { kind: 'missing' };
      if (facts.error !== undefined) return { kind: 'failed', windowsCode: facts.error };
      return {
        kind: 'read',
        value: use({ isFolder: false, isLink: false, links: 1, sddl: right, ...facts }, folders.push(name) - 1),
      };
    },
  };
  return contentsProblem(api, reader, { path, trusted: ['BA', 'SY'], known });
}

beforeEach(() => {
  opened = [];
  known = new Map();
  files = new Map<string, Played>([
    ['backups', { isFolder: true }],
    ['backups\\a.reg', {}],
    ['backups\\a.json', {}],
    ['logs', { isFolder: true }],
    ['logs\\main.log', {}],
    ['history.jsonl', {}],
    ['turn.lock', {}],
  ]);
});

describe('the contents of the machine folder', () => {
  it.each([1, 2, 100])(
    'are checked, each file once, whether Windows lists %i names at a time or more',
    async (most) => {
      expect(await look(most)).toBeNull();
      expect([...opened].sort()).toEqual(['', ...files.keys()].sort());
    },
  );

  it('are not opened a second time while they stay the same, and are when they changed', async () => {
    await look();
    opened = [];
    files.set('history.jsonl', { changedAt: 2 });
    expect(await look()).toBeNull();
    // Folders are opened to see what is in them.
    expect([...opened].sort()).toEqual(['', 'backups', 'history.jsonl', 'logs']);
  });

  it('are forgotten when they are gone', async () => {
    await look();
    files.delete('history.jsonl');
    await look();
    files.set('history.jsonl', { sddl: right.replace('O:BA', 'O:BU') });
    expect(await look()).toMatchObject({ child: 'history.jsonl', problem: 'owner' });
  });

  it.each<[string, string, Played, string]>([
    ['a link to a file', 'backups\\b.reg', { isLink: true }, 'link'],
    ['a junction', 'changes', { isFolder: true, isLink: true }, 'link'],
    ['a second name elsewhere', 'history-2.jsonl', { links: 2 }, 'hard-link'],
    ['another owner', 'logs\\old.log', { sddl: right.replace('O:BA', 'O:S-1-5-21-1-2-3-1001') }, 'owner'],
    [
      'a folder of another owner',
      'changes',
      { isFolder: true, sddl: right.replace('O:BA', 'O:S-1-5-21-1-2-3-1001') },
      'owner',
    ],
    ['rights for others', 'backups\\b.json', { sddl: right.replace('0x1200a9', '0x1201bf') }, 'writable'],
    ['no access list', 'settings.json', { sddl: 'O:BAD:NO_ACCESS_CONTROL' }, 'writable'],
    ['what cannot be opened', 'backups\\b.json', { error: 5 }, 'unreadable'],
    ['what cannot be opened for another reason', 'settings.json', { error: 1392 }, 'unreadable'],
  ])('are refused by name: %s', async (_, name, facts, problem) => {
    files.set(name, facts);
    expect(await look()).toMatchObject({ child: name, problem });
    expect(await look()).toMatchObject({ child: name, problem });
  });

  it('may include a lock that this process may not look at, and nothing else of that kind', async () => {
    files.set('turn.lock', { error: 5 });
    expect(await look()).toBeNull();
    files.set('turn.lock', { error: 32 });
    expect(await look()).toMatchObject({ child: 'turn.lock', problem: 'unreadable' });
    files.set('turn.lock', {});
    files.set('backups\\turn.lock', { error: 5 });
    expect(await look()).toMatchObject({ child: 'backups\\turn.lock', problem: 'unreadable' });
  });

  it('are limited', async () => {
    files
      .set('a', { isFolder: true })
      .set('a\\b', { isFolder: true })
      .set('a\\b\\c', { isFolder: true })
      .set('a\\b\\c\\d', { isFolder: true });
    expect(await look()).toMatchObject({ child: 'a\\b\\c\\d', problem: 'unreadable' });
    files.delete('a\\b\\c\\d');
    expect(await look()).toBeNull();
  });
});
