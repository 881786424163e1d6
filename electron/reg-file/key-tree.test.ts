import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KeyTree } from './key-tree';

describe('a tree of keys', () => {
  it('removes a key with everything below it, whatever was done before', () => {
    const path = fc
      .array(fc.constantFrom('a', 'b', ''), { minLength: 1, maxLength: 4 })
      .map((parts) => parts.join('\\'));
    const step = fc.record({ path, name: fc.constantFrom('x', 'y'), what: fc.constantFrom('set', 'delete', 'take') });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const tree = new KeyTree<string>();
        const flat = new Map<string, string>();
        steps.forEach(({ path: key, name, what }, index) => {
          if (what === 'set') {
            tree.set(key, name, `${index}`);
            flat.set(`${key}|${name}`, `${index}`);
          } else if (what === 'delete') {
            tree.delete(key, name);
            flat.delete(`${key}|${name}`);
          } else {
            const below = [...flat.keys()].filter((one) => one.startsWith(`${key}|`) || one.startsWith(`${key}\\`));
            expect(tree.take(key).sort()).toEqual(below.map((one) => flat.get(one)).sort());
            below.forEach((one) => flat.delete(one));
          }
          expect(tree.get(key, name)).toBe(flat.get(`${key}|${name}`));
        });
        expect(tree.all().sort()).toEqual([...flat.values()].sort());
      }),
    );
  });

  it('treats what is nested deeper than in any registry as one level', () => {
    const tree = new KeyTree<number>();
    const deep = Array.from({ length: 2000 }, () => 'x').join('\\');
    tree.set(deep, 'a', 1);
    tree.set(`${deep}y`, 'a', 2);
    expect([tree.get(deep, 'a'), tree.take('x\\x'), tree.all()]).toEqual([1, [1, 2], []]);
  });

  it('holds more keys, and more values of a key, than a call takes arguments', () => {
    const tree = new KeyTree<number>();
    for (let index = 0; index < 200_000; index += 1) {
      tree.set('a', `${index}`, index);
      tree.set(`b\\${index}`, 'x', index);
    }
    expect(tree.all()).toHaveLength(400_000);
    expect(tree.take('b')).toHaveLength(200_000);
    expect(tree.take('a')).toHaveLength(200_000);
  });

  it('keeps nothing of a key whose values were removed', () => {
    const tree = new KeyTree<number>();
    const keys = () => tree['root'].children.size;
    tree.set('a\\b\\c', 'x', 1);
    tree.set('a\\b', 'y', 2);
    tree.delete('a\\b', 'y');
    tree.delete('a\\b\\d', 'x');
    expect(keys()).toBe(1);
    tree.delete('a\\b\\c', 'x');
    expect(keys()).toBe(0);
    tree.set('a\\b\\c', 'x', 1);
    expect([tree.take('a\\b'), keys()]).toEqual([[1], 0]);
  });
});
