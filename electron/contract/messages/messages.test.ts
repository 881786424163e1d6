import { describe, expect, it } from 'vitest';
import diagnosis from './en/diagnosis.json';
import main from './en/main.json';
import { loadPlainWords, loadWords } from './messages';

function keysOf(tree: object, before = ''): string[] {
  return Object.entries(tree).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null ? keysOf(value, `${before}${key}.`) : [`${before}${key}`]);
}

describe('the words for printed text', () => {
  it('are all ASCII', async () => {
    const { words, diagnosisWords } = await loadPlainWords();
    const look = (lookUp: (key: never) => string) => (key: string) => lookUp(key as never);
    const spelled = [...keysOf(main).map(look(words)), ...keysOf(diagnosis).map(look(diagnosisWords))];
    expect(spelled.length).toBeGreaterThan(300);
    expect(spelled.filter((text) => /[^\0-\x7f]/.test(text))).toEqual([]);
  });

  it('leave names as they are', async () => {
    const { words } = await loadPlainWords();
    expect(words('cli.summary.backup', { file: 'C:\\経理–1.reg' })).toBe('Backup created and verified: C:\\経理–1.reg');
    expect(words('ticket.range', { first: 1025, last: 5000, number: 3976 })).toBe('1025-5000 (3976 ports)');
    expect((await loadWords())('ticket.range', { first: 1025, last: 5000, number: 3976 })).toBe('1025–5000 (3976 ports)');
  });
});
