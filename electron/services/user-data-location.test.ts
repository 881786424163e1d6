// What version 0.1 left below APPDATA, carried over on real folders.
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isOnItsWay } from '../history/left-over';
import { carryOver, locateUserData } from './user-data-location';

let folder: string;
let from: string;
let to: string;
beforeEach(() => {
  folder = fs.mkdtempSync(join(tmpdir(), 'port-wizard-place-'));
  [from, to] = [join(folder, 'Roaming', 'Wizard'), join(folder, 'Local', 'Wizard')];
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const left: Readonly<Record<string, string>> = {
  'history.jsonl': '{"line":1}\n{"line":2}\n',
  'backups/a.reg': 'Windows Registry Editor Version 5.00\r\n',
  'backups/a.json': '{}',
  'usage-settings.json': '{"interval":1}',
  'ticket-settings.json': '{"leavesOutUserNames":true}',
  'practice/windows.json': '{"format":2}',
  'practice/machine/changes/1.json': '{}',
};
/** What is Chromium's, or is no data: it stays. */
const others = { 'Local State': '{}', 'logs/main.log': 'started' };

function put(base: string, files: Readonly<Record<string, string>>) {
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(join(base, name, '..'), { recursive: true });
    fs.writeFileSync(join(base, name), text);
  }
}

function filesIn(base: string): Record<string, string> {
  const names = fs.existsSync(base) ? fs.readdirSync(base, { recursive: true, encoding: 'utf8' }) : [];
  return Object.fromEntries(
    names
      .filter((name) => fs.statSync(join(base, name)).isFile())
      .map((name) => [name, fs.readFileSync(join(base, name), 'utf8')]),
  );
}

describe('the files of version 0.1', () => {
  it('are moved completely, once, and everything else stays', () => {
    put(from, { ...left, ...others });
    const place = carryOver(from, to);
    expect(place).toMatchObject({ folder: to, remarks: ['7 files were carried over from ' + `${from} to ${to}`] });
    expect(filesIn(to)).toEqual(left);
    expect(filesIn(from)).toEqual(others);
    expect(fs.readdirSync(from).sort()).toEqual(['Local State', 'logs']);
    fs.appendFileSync(join(to, 'history.jsonl'), '{"line":3}\n');
    expect(carryOver(from, to)).toEqual({ folder: to, remarks: [] });
    expect(filesIn(to)['history.jsonl']).toBe(`${left['history.jsonl'] ?? ''}{"line":3}\n`);
  });

  it('are none where the program is new', () => {
    put(from, others);
    expect(carryOver(from, to)).toEqual({ folder: to, remarks: [] });
    expect(carryOver(join(folder, 'none'), to)).toEqual({ folder: to, remarks: [] });
    expect(fs.existsSync(to)).toBe(false);
  });

  it('are moved with every file of a history that was continued', () => {
    const history = { 'history-1.jsonl': '1\n', 'history-2.jsonl': '2\n', 'history-index.json': '{}' };
    put(from, history);
    expect(carryOver(from, to).folder).toBe(to);
    expect(filesIn(to)).toEqual(history);
    expect(filesIn(from)).toEqual({});
  });

  it('never overwrite: where there is a history already, the old one and its backups stay where they are', () => {
    put(from, left);
    put(to, { 'history.jsonl': '{"other":1}\n', 'usage-settings.json': '{"interval":5}' });
    const { folder: used, remarks } = carryOver(from, to);
    expect(used).toBe(to);
    expect(remarks.filter((remark) => remark.includes('was left where it is'))).toHaveLength(2);
    expect(filesIn(to)).toMatchObject({
      'history.jsonl': '{"other":1}\n',
      'usage-settings.json': '{"interval":5}',
      'practice/windows.json': '{"format":2}',
    });
    const {
      'history.jsonl': history,
      'backups/a.reg': reg,
      'backups/a.json': json,
      'usage-settings.json': settings,
    } = left;
    expect(filesIn(from)).toEqual({
      'history.jsonl': history,
      'backups/a.reg': reg,
      'backups/a.json': json,
      'usage-settings.json': settings,
    });
  });

  it('continue after a kill at any time: with what was copied, with what was removed, and with half a file', () => {
    const names = Object.keys(left);
    for (let copied = 0; copied <= names.length; copied += 1) {
      for (let removed = 0; removed <= copied; removed += 1) {
        fs.rmSync(from, { recursive: true, force: true });
        fs.rmSync(to, { recursive: true, force: true });
        const part = (list: readonly string[]) => Object.fromEntries(list.map((name) => [name, left[name] ?? '']));
        put(from, part(names.slice(removed)));
        put(to, part(names.slice(0, copied)));
        put(to, { 'history.jsonl.0123456789ab.tmp': '{"li', ...(removed === 0 ? { 'carrying-over.tmp': '' } : {}) });
        expect(carryOver(from, to).folder).toBe(to);
        expect(
          Object.fromEntries(Object.entries(filesIn(to)).filter(([name]) => !isOnItsWay('history.jsonl', name))),
        ).toEqual(left);
        expect(filesIn(from)).toEqual({});
      }
    }
  });

  it('are used where they were when the new folder cannot take them, and follow at the next start with what came since', () => {
    put(from, left);
    put(to, { backups: 'a file in the place of the folder' });
    const failed = carryOver(from, to);
    expect(failed.folder).toBe(from);
    expect(failed.remarks.join()).toContain('used where it was');
    expect(filesIn(from)).toEqual(left);
    fs.appendFileSync(join(from, 'history.jsonl'), '{"line":3}\n');
    put(from, { 'usage-settings.json': '{"interval":9}' });
    fs.rmSync(join(to, 'backups'));
    expect(carryOver(from, to).folder).toBe(to);
    expect(filesIn(to)).toEqual({
      ...left,
      'history.jsonl': `${left['history.jsonl'] ?? ''}{"line":3}\n`,
      'usage-settings.json': '{"interval":9}',
    });
    expect(filesIn(from)).toEqual({});
  });

  it('are not followed through a link', () => {
    put(folder, { 'elsewhere/secret.reg': 'secret' });
    put(from, { 'history.jsonl': '' });
    fs.symlinkSync(join(folder, 'elsewhere'), join(from, 'backups'), 'junction');
    expect(carryOver(from, to).folder).toBe(from);
    expect(filesIn(to)).toEqual({});
    expect(filesIn(join(folder, 'elsewhere'))).toEqual({ 'secret.reg': 'secret' });
  });
});

describe('the location of the files', () => {
  it.each([
    undefined,
    '',
    'AppData\\Local',
    '\\AppData\\Local',
    '%USERPROFILE%\\AppData\\Local',
    'C:AppData',
    'C:\\Users\\%USERNAME%\\AppData\\Local',
    '/home/x',
  ])('stays where Electron has it when LOCALAPPDATA is %j, and says so', (local) => {
    const { folder: used, remarks } = locateUserData(from, local, () => false);
    expect(used).toBe(from);
    expect(remarks.join()).toContain('LOCALAPPDATA is no absolute path');
  });
});
