// What the hostile specs share: attempts by script of the page, what the log says, and what lies on the disk.
import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { launchApp, type RunningApp } from './launch';

export type Answer = { readonly ok: boolean; readonly error?: { readonly code: string; readonly detail?: string } } | { readonly thrown: string };

/** Starts the program; the returned function reads the log. */
export async function launchHostile(): Promise<{ running: RunningApp; logText: () => Promise<string> }> {
  const running = await launchApp();
  return { running, logText: () => readFile(join(running.userData, 'logs', 'main.log'), 'utf8') };
}

/** One call over the bridge, as script of the page would make it. */
export function ask(page: Page, name: string, input: unknown): Promise<Answer> {
  return page.evaluate(async ([asked, sent]) => {
    const { portWizard } = window as unknown as { portWizard: { call(name: unknown, input: unknown): Promise<Answer> } };
    return portWizard.call(asked, sent).catch((error: unknown) => ({ thrown: String(error) }));
  }, [name, input] as const);
}

/**
 * Runs an attempt in a task of its own: what an inspector evaluates is exempt from the policy of the page.
 * What it gives, or the name of what it throws; 'nothing' when neither happens within 2 s.
 */
export function attempt(page: Page, work: () => unknown): Promise<unknown> {
  return page.evaluate(`new Promise((done) => setTimeout(async () => {
    setTimeout(() => done('nothing'), 2000);
    try { done(await (${work.toString()})()); } catch (error) { done(error instanceof Error ? error.name : String(error)); }
  }))`);
}

/** A hash of everything that a change or a backup would touch, of the person and of the machine, by path. */
export async function filesOf(userData: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const room of ['practice', 'backups', 'history-1.jsonl']) {
    const inside = await readdir(join(userData, room), { recursive: true }).catch(() => []);
    for (const path of [room, ...inside.map((name) => join(room, name))]) found[path] = await hashOf(join(userData, path));
  }
  return found;
}

async function hashOf(path: string): Promise<string> {
  const content = await readFile(path).catch(() => null);
  return content ? createHash('sha256').update(content).digest('hex') : 'no file';
}
