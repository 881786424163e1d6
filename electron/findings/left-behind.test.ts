// What a file leaves behind is bounded, and the totals say what is not listed.
import { describe, expect, it } from 'vitest';
import { parametersKeyPath } from '../contract/registry/parameters';
import { scanRegFile } from '../reg-file/reg-file';
import { LeftBehind } from './left-behind';

function leftBy(lines: readonly string[]): LeftBehind {
  const left = new LeftBehind();
  const text = ['Windows Registry Editor Version 5.00', '', ...lines].join('\r\n');
  scanRegFile(Buffer.from(text), { mode: 'as-windows' }, [left]);
  return left;
}

const other = (index: number) => `[HKEY_LOCAL_MACHINE\\k${index}]`;

describe('what a file leaves behind', () => {
  it('keeps at most a thousand values of each kind, and counts the others', () => {
    const elsewhere = Array.from({ length: 1500 }, (_, index) => `${other(index)}\r\n"MaxUserPort"=dword:00001388`);
    const short = Array.from({ length: 1500 }, (_, index) => `"s${index}"=dword:10`);
    const ours = Array.from({ length: 1500 }, (_, index) => `"MaxUserPort=${index}"=""`);
    const left = leftBy([...elsewhere, ...short, `[${parametersKeyPath}]`, ...ours, '"MaxUserPort"=dword:00001388']);
    expect([left.elsewhere().length, left.shortDwordLines().length, left.leftOut]).toEqual([1000, 1000, 1500]);
    const names = left.ours().map(({ name }) => name);
    expect([names.length, names.at(-1)]).toEqual([1001, 'MaxUserPort']);
  });

  it('has room again after a deletion', () => {
    const values = (from: number) =>
      Array.from({ length: 1000 }, (_, index) => `${other(from + index)}\r\n"MaxUserPort"=dword:00001388`);
    const deletions = Array.from({ length: 1000 }, (_, index) => `[-HKEY_LOCAL_MACHINE\\K${index}]`);
    const left = leftBy([...values(0), ...deletions, ...values(1000)]);
    expect([left.elsewhere()[0]?.path, left.elsewhere().length, left.leftOut]).toEqual([
      'HKEY_LOCAL_MACHINE\\k1000',
      1000,
      0,
    ]);
  });

  it('stays bounded where names and keys are as long as possible', () => {
    const deep = 'x\\'.repeat(15_000);
    const values = Array.from(
      { length: 300 },
      (_, index) => `[HKEY_LOCAL_MACHINE\\${index}\\${deep}y]\r\n"MaxUserPort=${'1'.repeat(16_000)}"=dword:00001388`,
    );
    const left = leftBy([...values, `[${parametersKeyPath}]`, '"MaxUserPort"="1"']);
    expect(left.elsewhere().length).toBeLessThan(80);
    expect(left.elsewhere().length + left.leftOut).toBe(300);
    expect(left.ours()).toMatchObject([{ name: 'MaxUserPort', type: 1 }]);
  });

  it('keeps the order of the last line about each value', () => {
    const left = leftBy([other(1), '"MaxUserPort"="1"', other(2), '"MaxUserPort"="2"', other(1), '"MAXUSERPORT"="3"']);
    expect(left.elsewhere().map(({ path, name }) => `${path} ${name}`)).toEqual([
      'HKEY_LOCAL_MACHINE\\k2 MaxUserPort',
      'HKEY_LOCAL_MACHINE\\k1 MAXUSERPORT',
    ]);
  });

  it('forgets keys without number whose values the file takes back', () => {
    const keys = 130_000;
    const lines = Array.from(
      { length: keys },
      (_, at) => `${other(at)}\r\n"MaxUserPort"=dword:00001388\r\n"MaxUserPort"=-`,
    );
    const left = leftBy(lines);
    expect([left.elsewhere(), left.leftOut, left['tree']['root'].children.size]).toEqual([[], 0, 0]);
  });
});
