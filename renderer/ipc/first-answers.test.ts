// What is asked of the machine before the page is drawn, and what becomes of the answers.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { askFirst, firstAnswer, takeFirstAnswer } from './first-answers';

let answers: Record<string, unknown>;
let calls: string[];
let changed: () => void;

beforeEach(() => {
  answers = { 'page.state': { running: null }, 'recovery.read': null };
  calls = [];
  const bridge = {
    call(name: string) {
      calls.push(name);
      return Promise.resolve({ ok: true, value: answers[name] });
    },
    on(_: string, listener: () => void) {
      changed = listener;
      return () => undefined;
    },
  };
  vi.stubGlobal('window', { portWizard: bridge });
});

afterEach(() => {
  changed();
  vi.unstubAllGlobals();
});

test('asks for what the first page shows, with the verdict', async () => {
  await askFirst();
  expect(calls.sort()).toEqual([
    'change.verify',
    'diagnosis.read',
    'history.check',
    'machine.describe',
    'page.state',
    'recovery.read',
    'settings.read',
  ]);
});

test('gives each answer to one who asks', async () => {
  await askFirst();
  expect(firstAnswer('recovery.read')).toEqual({ ok: true, value: null });
  expect(await takeFirstAnswer('recovery.read')).toEqual({ ok: true, value: null });
  expect(firstAnswer('recovery.read')).toBeNull();
  expect(takeFirstAnswer('recovery.read')).toBeNull();
});

test('while a change is running, neither looks for one that was cut off nor keeps how far it is', async () => {
  answers['page.state'] = { running: { stages: [] } };
  await askFirst();
  expect(calls.sort()).toEqual(['machine.describe', 'page.state', 'settings.read']);
  expect(firstAnswer('page.state')).toBeNull();
});

test('asks for no verdict where a change was cut off', async () => {
  answers['recovery.read'] = { record: {} };
  await askFirst();
  expect(calls).not.toContain('diagnosis.read');
});

test('drops what it knows when the machine changes', async () => {
  await askFirst();
  changed();
  expect(firstAnswer('machine.describe')).toBeNull();
  expect(takeFirstAnswer('diagnosis.read')).toBeNull();
});
