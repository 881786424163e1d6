import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { conclusions } from '../contract/diagnosis/verdict';
import { exitCodeOf } from './exit-code-of';
import { exitCodes } from './exit-codes';
import type { CommandAnswer } from './report';

const answer = (conclusion: string) => ({ kind: 'diagnose', value: { conclusion } }) as CommandAnswer;

describe('the exit code of diagnose', () => {
  it('is its own where enough ports are free and no more is known, and 0 for every other conclusion', () => {
    const codes = conclusions.map((conclusion) => [conclusion, exitCodeOf(answer(conclusion))]);
    expect(codes).toEqual(conclusions.map((conclusion) => [conclusion, conclusion === 'enough-now' ? 6 : 0]));
  });

  it('is documented for every conclusion', async () => {
    const page = await readFile(resolve('docs/command-line.md'), 'utf8');
    const rows = page
      .split('\n')
      .filter((line) => line.startsWith('| `'))
      .map((line) => line.split('|').map((cell) => cell.trim()));
    for (const conclusion of conclusions)
      expect(rows.find(([, name]) => name === `\`${conclusion}\``)?.[4]).toBe(conclusion === 'enough-now' ? '6' : '0');
  });

  it('are all documented', async () => {
    const page = await readFile(resolve('docs/command-line.md'), 'utf8');
    for (const code of Object.values(exitCodes)) expect(page).toContain(`\n| ${code} | `);
  });
});
