// windows-facts.ps1 where there is no Windows: everything that it cannot read is unknown, and nothing is left out.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { factsSchema } from '../windows/facts/facts.schema';
import { ask, shell, shellArgs } from './fixtures/powershell';

const script = resolve(import.meta.dirname, '..', 'windows', 'facts', 'windows-facts.ps1');

describe('windows-facts.ps1', () => {
  it('writes what the schema says, also where nothing can be read', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'ps-')), 'facts.json');
    const child = spawn(shell, [...shellArgs, script, '-File', file, '-Quick'], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const exited = once(child, 'exit') as Promise<[number]>;
    const [errors, [code]] = await Promise.all([text(child.stderr), exited]);
    expect(errors).toBe('');
    expect(code).toBe(0);
    const facts = factsSchema.parse(JSON.parse(await readFile(file, 'utf8')));
    expect(facts).toHaveProperty('orderTcp.value');
    if (process.platform === 'linux') expect(facts).toHaveProperty('ranges.unknown');
  });

  it('has no mistake, and no syntax that Windows PowerShell 5.1 does not know', async () => {
    const { mistakes, nodes, isConditional } = await ask({ verb: 'syntax', script });
    expect(mistakes).toEqual([]);
    expect(nodes).not.toContain('TernaryExpressionAst');
    expect(nodes).not.toContain('PipelineChainAst');
    expect(isConditional).toBe(false);
  });

  it('has one command that changes anything, and asks before it', async () => {
    const lines = (await readFile(script, 'utf8')).split('\n');
    const setting = lines.flatMap((line, index) => (/ set dynamicport/.test(line) ? [index] : []));
    const asking = lines.findIndex((line) => line.includes('Read-Host'));
    expect(asking).toBeGreaterThan(0);
    expect(setting).toHaveLength(2);
    for (const index of setting) expect(index).toBeGreaterThan(asking);
    expect(lines.join('\n')).not.toMatch(/Set-Item|New-Item|Remove-|Invoke-WebRequest|Invoke-RestMethod|reg\.exe/);
  });
});
