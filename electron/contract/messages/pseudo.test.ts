import { describe, expect, it } from 'vitest';
import { pseudoText, pseudoTree } from './pseudo';

describe('a text in the pseudo-language', () => {
  it('is longer, accented and in brackets', () => {
    expect(pseudoText('Ports')).toBe('⟦ƤƤööŕţš⟧');
    const text = 'The quick brown fox jumps over the lazy dog';
    const pseudo = pseudoText(text);
    expect(pseudo).not.toMatch(/[a-z]/i);
    expect(pseudo.length / text.length).toBeGreaterThan(1.3);
  });

  it('keeps what is filled in, tags and nested texts', () => {
    expect(pseudoText('{{count}} of <b>a</b> $t(time.unit)')).toMatch(/^⟦\{\{count\}\} \S+ <b>\S+<\/b> \$t\(time\.unit\)⟧$/);
  });

  it('has brackets on each line, and none on an empty one', () => {
    expect(pseudoText('a\n\nb').split('\n')).toEqual(['⟦àà⟧', '', '⟦ƀƀ⟧']);
  });

  it('stands in the place of each text', () => {
    expect(pseudoTree({ a: 'x', b: { c: 'y' } })).toEqual({ a: '⟦ẋẋ⟧', b: { c: '⟦ýý⟧' } });
  });

  it('has an accented letter for each letter', () => {
    expect(pseudoText('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ')).not.toMatch(/[a-z]/i);
  });
});
