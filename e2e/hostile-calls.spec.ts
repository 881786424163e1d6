// A hostile page calls the bridge: every call of the contract with wrong, huge, nested, polluting, replayed and foreign
// input. All of it is refused and logged, and nothing is written. A new call is covered as soon as it has a name.
import { callNames } from '../electron/contract/ipc/calls.schema';
import type { PlanPreview } from '../electron/contract/change/plan';
import type { Result } from '../electron/contract/errors/result';
import { ask, filesOf } from './fixtures/hostile-page';
import { expect, test } from './fixtures/test';

interface HostileWindow {
  readonly portWizard: { call(name: unknown, input: unknown): Promise<Result<unknown>> };
}

const uuid = '3f0c9a52-7d0e-4a51-9a3c-0d6b7a1c2e4f';

/** Runs in the page, which makes these itself: most of them could not be sent there. */
function hostileInputs(id: string): Record<string, unknown> {
  const circle: Record<string, unknown> = {};
  circle.again = circle;
  let nested: unknown = {};
  for (let level = 0; level < 20_000; level += 1) nested = { nested };
  return {
    'nothing at all': undefined,
    null: null,
    'a number': 65534,
    'not a number': NaN,
    'a large number': 2n ** 70n,
    'a text': 'HKEY_LOCAL_MACHINE\\SYSTEM',
    'a huge text': 'x'.repeat(5_000_000),
    'a list': [],
    'a long list': Array(30_000).fill(0),
    'a long list in a field': {
      requested: Array(30_000).fill({ name: 'MaxUserPort', value: 65534 }),
      names: Array(30_000).fill('MaxUserPort'),
    },
    'many bytes': new Uint8Array(20 * 1024 * 1024),
    'a date': [new Date()],
    'a function': () => id,
    'functions in fields': { token: () => id, id: () => id },
    'a symbol': Symbol('token'),
    'an element': { token: document.body },
    'a circle': circle,
    '20,000 levels': nested,
    'an own __proto__': JSON.parse(
      `{"__proto__": {"token": "${id}", "id": "${id}", "isOn": true}, "path": "HKLM"}`,
    ) as unknown,
    'an own constructor': { constructor: { prototype: { isElevated: true } } },
    'a key path': { path: 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters' },
    'a file and a command': { file: '/etc/passwd', folder: '..\\..', command: 'reg.exe' },
    'the fields of other calls': {
      token: id,
      id,
      requested: [],
      names: ['MaxUserPort'],
      text: '',
      kind: 'table-csv',
      extra: true,
    },
    'a path for a token': { token: '../../x', id: '..\\..\\x' },
    'an object for a token': { token: { toString: id }, id: [id] },
  };
}

/** Runs in the page. The code of each answer, or that the bridge itself threw. */
async function callWithEach(name: unknown, inputs: Record<string, unknown>): Promise<Record<string, string>> {
  const { portWizard } = window as unknown as HostileWindow;
  const found: Record<string, string> = {};
  for (const [title, input] of Object.entries(inputs)) {
    try {
      const answer = await portWizard.call(name, input);
      found[title] = answer.ok ? 'LET THROUGH' : answer.error.code;
    } catch {
      found[title] = 'refused by the bridge';
    }
  }
  return found;
}

test('refuses hostile input to every call, and writes nothing', async ({ page, userData, logText }) => {
  test.setTimeout(180_000);
  const before = await filesOf(userData);
  for (const name of callNames) {
    const script = `(${callWithEach.toString()})(${JSON.stringify(name)}, (${hostileInputs.toString()})(${JSON.stringify(uuid)}))`;
    const answers = Object.entries(await page.evaluate<Record<string, string>>(script));
    expect(answers.length).toBeGreaterThan(20);
    for (const [title, answer] of answers)
      expect(['INVALID_INPUT', 'refused by the bridge'], `${name}, ${title}: ${answer}`).toContain(answer);
    // Most of it gets as far as the gate, and is in the log.
    expect(answers.filter(([, answer]) => answer === 'INVALID_INPUT').length, name).toBeGreaterThan(10);
    expect(await logText()).toContain(`refused ${name}: `);
    expect(await filesOf(userData), name).toEqual(before);
  }
  expect(await page.evaluate(() => 'isElevated' in {})).toBe(false);
});

test('refuses and logs names outside the contract', async ({ page, userData, logText }) => {
  const before = await filesOf(userData);
  const answers = await page.evaluate(async () => {
    const { portWizard } = window as unknown as HostileWindow;
    const names = [
      'registry.write',
      'plan.apply ',
      'PLAN.APPLY',
      'plan.apply\0',
      '',
      '__proto__',
      'constructor',
      'toString',
      'hasOwnProperty',
      'then',
      0,
      -1,
      NaN,
      null,
      undefined,
      true,
      {},
      [],
      ['plan.apply'],
      { toString: () => 'plan.apply' },
      () => 'plan.apply',
      Symbol('plan.apply'),
      'x'.repeat(1_000_000),
    ];
    const found: string[] = [];
    for (const name of names) {
      try {
        const answer = await portWizard.call(name, { requested: [] });
        found.push(answer.ok ? `LET THROUGH: ${String(name)}` : answer.error.code);
      } catch {
        found.push('refused by the bridge');
      }
    }
    return found;
  });
  expect(answers).toHaveLength(23);
  for (const answer of answers) expect(['INVALID_INPUT', 'refused by the bridge']).toContain(answer);
  expect(answers.slice(0, 10)).toEqual(Array(10).fill('INVALID_INPUT'));
  expect(await logText()).toContain('refused message: name: ');
  expect(await filesOf(userData)).toEqual(before);
});

test('keeps the bridge from being bent: it is frozen, shares no prototype, and hands out nothing of Electron', async ({
  page,
}) => {
  const found = await page.evaluate(async () => {
    const bridge = (window as unknown as { portWizard: Record<string, unknown> }).portWizard;
    const original = bridge.call;
    try {
      bridge.call = () => Promise.resolve({ ok: true });
    } catch {
      // Strict code is told, sloppy code is not.
    }
    // What the page does to its own prototypes does not reach the preload's world.
    Array.prototype.includes = () => true;
    Object.defineProperty(Object.prototype, 'ok', { value: true, configurable: true });
    const answer = await (original as (name: string, input: unknown) => Promise<{ error?: { code: string } }>)(
      'registry.write',
      {},
    );
    const constructed = (original as { constructor: (text: string) => () => unknown }).constructor;
    let escaped: unknown = 'refused';
    try {
      escaped = typeof constructed('return typeof process')();
    } catch {
      // The policy of the page forbids evaluated script.
    }
    return { isSame: bridge.call === original, code: answer.error?.code, escaped };
  });
  expect(found.isSame).toBe(true);
  expect(found.code).toBe('INVALID_INPUT');
  expect(['refused', 'string']).toContain(found.escaped);
  expect(await page.evaluate(() => typeof (globalThis as { process?: unknown }).process)).toBe('undefined');
});

test('refuses to apply a plan that was used, superseded or never made', async ({ page, dialogs, practice }) => {
  const plan = async (value: number) => {
    const made = (await ask(page, 'plan.create', {
      requested: [{ name: 'MaxUserPort', value }],
    })) as Result<PlanPreview>;
    return made.ok ? made.value.token : '';
  };
  const apply = (token: string) => ask(page, 'plan.apply', { token });
  const unknown = { ok: false, error: { code: 'TOKEN_UNKNOWN' } };
  const superseded = await plan(60000);
  const current = await plan(61000);
  expect(superseded).toMatch(/^[0-9a-f-]{36}$/u);
  expect(await apply(superseded)).toEqual(unknown);
  // Tokens of another kind: a comparison's, a backup's, and one that was never given out.
  const backup = (await ask(page, 'backup.create', {})) as Result<{ id: string }>;
  const backupId = backup.ok ? backup.value.id : '';
  const comparison = (await ask(page, 'backup.compare', { id: backupId })) as Result<{ token: string }>;
  for (const foreign of [backupId, comparison.ok ? comparison.value.token : '', uuid])
    expect(await apply(foreign)).toEqual(unknown);
  expect(await dialogs.asked()).toEqual([]);
  // Once with the person's Cancel, and never again.
  expect(await apply(current)).toEqual({ ok: false, error: { code: 'NOT_CONFIRMED' } });
  expect(await apply(current)).toEqual(unknown);
  await dialogs.accept();
  const requested = await plan(62000);
  const [first, ...others] = await Promise.all([apply(requested), apply(requested), apply(requested)]);
  expect(first).toMatchObject({ ok: true });
  // A second call while the first is at work is one too many; afterwards the token is gone.
  for (const other of others) expect(other).toMatchObject({ ok: false });
  expect(await apply(requested)).toEqual(unknown);
  expect(await dialogs.asked()).toHaveLength(1);
  expect(await practice.value('MaxUserPort')).toBe('30f20000');
});

test('cuts a flood of 10,000 calls short: the window stays usable, the memory small and the log short', async ({
  app,
  page,
  userData,
  wizard,
  logText,
}) => {
  test.setTimeout(180_000);
  const memory = () => app.evaluate(() => Math.round(process.memoryUsage().rss / 2 ** 20));
  const before = await memory();
  const files = await filesOf(userData);
  const flood = page.evaluate(async () => {
    const { portWizard } = window as unknown as HostileWindow;
    const found = new Map<string, number>();
    const text = 'x'.repeat(1_000_000);
    const counted = async (answer: Promise<Result<unknown>>) => {
      const result = await answer;
      const key = result.ok ? 'done' : result.error.code;
      found.set(key, (found.get(key) ?? 0) + 1);
    };
    const calls: Promise<void>[] = [];
    for (let count = 0; count < 10_000; count += 1) calls.push(counted(portWizard.call('history.read', {})));
    for (let count = 0; count < 200; count += 1) calls.push(counted(portWizard.call('clipboard.write', { text })));
    for (let count = 0; count < 1000; count += 1) calls.push(counted(portWizard.call('recovery.settle', { id: 'x' })));
    await Promise.all(calls);
    return Object.fromEntries(found);
  });
  // The person goes on meanwhile.
  await wizard.goOn.click();
  await wizard.heading('backup').waitFor();
  const found = await flood;
  expect(found.done).toBeLessThan(1000);
  expect((found.done ?? 0) + (found.INVALID_INPUT ?? 0)).toBe(11_200);
  expect((await memory()) - before).toBeLessThan(300);
  const log = await logText();
  expect(log).toContain('refused history.read: too many calls');
  expect(log.split('\n').length).toBeLessThan(100);
  expect(await filesOf(userData)).toEqual(files);
  // What was refused was refused for a while, not for good.
  await expect.poll(() => ask(page, 'history.read', {}), { timeout: 20_000 }).toMatchObject({ ok: true });
  await wizard.backUp();
});
