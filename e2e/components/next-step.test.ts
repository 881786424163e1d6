// What the first page offers for each next step of a verdict, and what its buttons do. The evidence is that of the situations in
// which an expert is sure; the rules are the real ones.
import { afterEach } from 'vitest';
import { failure, success } from '../../electron/contract/errors/result';
import type { Evidence } from '../../electron/contract/diagnosis/diagnosis';
import { expertSituations } from '../../electron/diagnosis/rules/situations.fixture';
import { evidence, known, usage } from '../../electron/diagnosis/verdict.fixture';
import { words } from '../fixtures/words';
import { diagnosisOf, replaceAnswers, type ReplacedAnswers } from './answers';
import type { InProcessProgram } from './in-process';
import { expect, playLoad, test } from './test';

const { actions, actionsDone, addPortsAnyway } = words.symptom;
const simulateRestart = words.done.restart;

let answers: ReplacedAnswers | null = null;
test.beforeEach(({ dialogs }) => dialogs.accept());
afterEach(() => answers?.end());

function situation(when: string): Evidence {
  const found = expertSituations.find((row) => row.when.startsWith(when));
  if (!found) throw new Error(`no situation ${when}`);
  return found.is;
}

type More = Omit<Parameters<typeof replaceAnswers>[0], 'diagnosis.read'>;

const resultTitle = ({ of }: Evidence) => (of === 'this-computer' ? /^Result for this PC/ : 'Result for PC-4711');

/** Shows the verdict on this evidence; `kind` is the kind of machine that the page believes to be on. */
async function show(
  { menu, page }: InProcessProgram,
  is: Evidence,
  { kind = 'practice', ...more }: More & { readonly kind?: 'practice' | 'windows' } = {},
): Promise<ReplacedAnswers> {
  answers = replaceAnswers({
    'diagnosis.read': ({ reported }) => diagnosisOf({ ...is, reported: reported ?? is.reported }),
    'machine.describe': async (_, real) => {
      const machine = await real();
      return machine.ok ? success({ ...machine.value, kind, computerName: 'PC-4711' }) : machine;
    },
    ...more,
  });
  // A machine that was changed is read anew.
  await menu.choose('practice-windows11');
  await page.getByRole('region', { name: resultTitle(is) }).waitFor();
  return answers;
}

const buttonsOf = async ({ page }: InProcessProgram) => {
  const all = page.getByRole('main').getByRole('button');
  const names = (await all.allInnerTexts()).map((text) => text.trim());
  const offered: readonly string[] = [...Object.values(actions), words.symptom.checkAgain, simulateRestart];
  return names.filter((name) => offered.includes(name) && name !== words.symptom.checkAgain);
};

const pages = [
  ['1: bound', 'windows', [actions['copy-process-details'], actions['open-task-manager']]],
  ['1: bound', 'practice', [actions['copy-process-details']]],
  ['2: its process has ended', 'practice', [simulateRestart, actions['copy-process-details']]],
  ['3: bound', 'windows', [actions['copy-command']]],
  ['4: access', 'practice', [actions['measure-as-administrator']]],
  ['6: a browser', 'windows', [actions.notify]],
  ['10: its reserve, at its start', 'windows', [actions.notify]],
  ['13: process 4', 'practice', [simulateRestart, actions['copy-process-details']]],
  ['14: a service that nobody', 'practice', [simulateRestart, actions['copy-process-details']]],
  ['14b: a service', 'windows', [actions['open-services'], actions['copy-process-details']]],
  ['14b: a service', 'practice', [actions['copy-services'], actions['copy-process-details']]],
  ['15: Server 2003', 'practice', [simulateRestart]],
  ['20: calm', 'windows', [actions.notify]],
] as const;

for (const [when, kind, offered] of pages)
  test(`offers first what the verdict says, and the change only beside it: ${when} (${kind})`, async ({
    program,
    wizard,
  }) => {
    await show(program, situation(when), { kind });
    await expect(wizard.verdict.getByRole('button', { name: offered[0] })).toBeVisible();
    expect(await buttonsOf(program)).toEqual(offered);
    await expect(wizard.goOn).toHaveText([addPortsAnyway]);
    await wizard.goToBackup();
  });

for (const when of ['7: a database', '8: short', '10: a DNS server', '12: MaxUserPort', '17: excluded', '19: IPv6'])
  test(`leads on to the change where that is what helps: ${when}`, async ({ program, wizard }) => {
    await show(program, situation(when));
    await expect(wizard.next).toBeVisible();
    expect(await buttonsOf(program)).toEqual([]);
    await wizard.goToBackup();
  });

test('copies who the process is and what it holds, and closes nothing', async ({ program, wizard }) => {
  const shown = await show(program, situation('16: one program'), {
    kind: 'windows',
    'windows-tool.open': () => success(null),
  });
  await wizard.verdict.getByRole('button', { name: actions['copy-process-details'] }).click();
  await expect(wizard.verdict.getByRole('status').first()).toContainText(actionsDone['copy-process-details']);
  const copied = (await program.copied()).split('\n');
  expect(copied).toEqual(
    expect.arrayContaining([
      'Program: OrderService.exe',
      'Process ID: 4312',
      'Path: unknown',
      'Ports in use: 2,800',
      'Growth: 700 a minute',
      'Computer: PC-4711',
    ]),
  );
  await wizard.verdict.getByRole('button', { name: actions['open-task-manager'] }).click();
  await expect(wizard.verdict.getByRole('status').first()).toContainText(actionsDone['open-task-manager']);
  expect(shown.of('windows-tool.open')).toEqual([{ tool: 'task-manager' }]);
});

test('opens Services for a service, and says what it cannot open', async ({ program, wizard }) => {
  let canOpen = true;
  const shown = await show(program, situation('14b: a service'), {
    kind: 'windows',
    'windows-tool.open': () =>
      canOpen ? success(null) : failure({ code: 'ACCESS_DENIED', action: 'system.open-tool', windowsCode: 5 }),
  });
  const open = wizard.verdict.getByRole('button', { name: actions['open-services'] });
  await open.click();
  await expect(wizard.verdict.getByRole('status').first()).toContainText(actionsDone['open-services']);
  expect(shown.of('windows-tool.open')).toEqual([{ tool: 'services' }]);
  canOpen = false;
  await open.click();
  await expect(wizard.failure(words.errors.ACCESS_DENIED.title)).toContainText('opening a Windows tool');
});

test('copies the name of a service where Services cannot be opened', async ({ program, wizard }) => {
  await show(program, situation('14b: a service'));
  await wizard.verdict.getByRole('button', { name: actions['copy-services'] }).click();
  await expect.poll(() => program.copied()).toBe('WinRM');
});

test('asks before it restarts the computer, and leaves a computer that is not the machine alone', async ({
  program,
  wizard,
}) => {
  const shown = await show(program, situation('13: process 4'), {
    kind: 'windows',
    'machine.restart': () => failure({ code: 'NOT_CONFIRMED' }),
  });
  const restart = wizard.verdict.getByRole('button', { name: words.done.restartMachine });
  await restart.click();
  await expect(restart).toBeEnabled();
  expect(shown.of('machine.restart')).toEqual([{}]);
  shown.end();
  await show(program, { ...situation('13: process 4'), of: 'this-computer' });
  await wizard.verdict.getByRole('button', { name: actions['copy-instructions'] }).click();
  await expect.poll(() => program.copied()).toMatch(/driver.*\nRestart the computer/);
});

test('copies the command that lists bound ports', async ({ program, wizard }) => {
  await show(program, situation('3: bound'));
  await wizard.verdict.getByRole('button', { name: actions['copy-command'] }).click();
  await expect.poll(() => program.copied()).toBe('netstat -anoq');
});

test('measures as administrator once, and shows the verdict then', async ({ program, wizard }) => {
  let isAllowed = false;
  const shown = await show(program, situation('4: access'), {
    'diagnosis.measure-as-administrator': () =>
      isAllowed ? diagnosisOf(situation('6: a browser')) : failure({ code: 'ELEVATION_DECLINED' }),
  });
  const measure = wizard.verdict.getByRole('button', { name: actions['measure-as-administrator'] });
  await measure.click();
  await expect(wizard.failure(words.errors.ELEVATION_DECLINED.title)).toBeVisible();
  isAllowed = true;
  await measure.click();
  await expect(wizard.notice('Enough ports are free.')).toBeVisible();
  expect(shown.of('diagnosis.measure-as-administrator')).toHaveLength(2);
});

test('switches notifications on for whoever wants to be told', async ({ program, wizard }) => {
  const shown = await show(program, situation('20: calm'));
  await wizard.verdict.getByRole('button', { name: actions.notify }).click();
  await expect(wizard.verdict.getByRole('status').first()).toContainText(actionsDone.notify);
  expect(shown.of('usage.notify')).toEqual([{ isOn: true }]);
});

test('counts down until the trend is known, shows no all-clear before, and then asks anew', async ({
  program,
  clock,
  wizard,
}) => {
  let trend: Evidence['trend'] = { kind: 'watching', remainingMs: 5000 };
  const shown = await show(program, evidence({ usage: known(usage()) }), {});
  shown.end();
  // Of the load that is played: samples of another would outdate the verdict at once.
  const calm = () => evidence({ load: 'idle', usage: known(usage()), trend });
  answers = replaceAnswers({ 'diagnosis.read': () => diagnosisOf(calm()) });
  await wizard.verdict.getByRole('button', { name: words.symptom.checkAgain }).click();
  await expect(wizard.notice('Enough ports are free right now.')).toBeVisible();
  await expect(wizard.verdict.getByText('Keep this page open: the trend is known in 5 s')).toBeVisible();
  await clock.pass(2);
  await expect(wizard.verdict.getByText('Keep this page open: the trend is known in 3 s')).toBeVisible();
  const before = answers.of('diagnosis.read').length;
  trend = { kind: 'known' };
  await clock.pass(3);
  await expect(wizard.notice('Enough ports are free.')).toBeVisible();
  expect(answers.of('diagnosis.read').length).toBe(before + 1);
  await expect(wizard.verdict.getByText(/^Keep this page open/)).toHaveCount(0);
});

test('takes what the user saw into account, in the words of Windows', async ({ program, wizard }) => {
  const excluded = known([{ start: 50_000, number: 100 }]);
  const shown = await show(program, evidence({ excluded }), {
    'diagnosis.error-texts': () =>
      success({ 10055: 'Kein Pufferspeicher.', 10048: null, 10013: 'Der Zugriff ist unzulässig.' }),
  });
  await expect(wizard.notice('Enough ports are free.')).toBeVisible();
  const question = wizard.verdict.getByLabel(words.symptom.reported.question);
  await expect(question).toHaveValue('');
  await question.selectOption('10013');
  await expect(wizard.notice("The app's port might be excluded.")).toBeVisible();
  await expect(wizard.verdict).toContainText('Der Zugriff ist unzulässig.');
  expect(shown.of('diagnosis.read').at(-1)).toEqual({ isFresh: true, reported: '10013' });
  // The answer outlives the way through the wizard.
  await wizard.goToBackup();
  await wizard.back.click();
  await expect(question).toHaveValue('10013');
  await question.selectOption('');
  await expect(wizard.notice('Enough ports are free.')).toBeVisible();
});

test('preselects the change that the verdict recommends, with the reason for each bound', async ({
  program,
  wizard,
}) => {
  const is = situation('7: a database');
  const recommendation = {
    kind: 'range',
    names: ['ipv4Tcp', 'ipv6Tcp'],
    range: { start: 15_000, number: 50_536 },
    usableBefore: 16_384,
    usableAfter: 50_536,
    start: { code: 'listener', listener: { name: 'sqlservr.exe', processId: 1433, port: 14_999 } },
    end: { code: 'limit' },
    listeners: [],
    excluded: 0,
    isEnough: true,
    leavesWslBlock: null,
  } as const;
  const shown = await show(program, is);
  shown.end();
  const diagnosis = diagnosisOf(is);
  if (!diagnosis.ok) throw new Error('no verdict');
  answers = replaceAnswers({
    'diagnosis.read': () => success({ ...diagnosis.value, verdict: { ...diagnosis.value.verdict, recommendation } }),
  });
  await wizard.verdict.getByRole('button', { name: words.symptom.checkAgain }).click();
  await wizard.goToValue();
  await expect(wizard.range.getByRole('radio', { name: /^15000–65535/ })).toBeChecked();
  await wizard.main.getByRole('button', { name: words.recommendation.why }).click();
  for (const reason of [
    '50,536 usable ports instead of 16,384.',
    'It starts above port 14999, which sqlservr.exe uses.',
    'It ends at the highest port allowed.',
  ])
    await expect(program.page.getByText(reason)).toBeVisible();
  await wizard.goOnToApply();
  await expect(wizard.main).toContainText('15000');
});

test('says why nothing is recommended, and preselects nothing then', async ({ program, wizard }) => {
  await show(program, situation('1: bound'));
  await wizard.goToValue();
  await expect(wizard.notice(words.recommendation.noneTitle)).toBeVisible();
  await expect(wizard.range.getByRole('radio', { name: words.dynamicRange.set })).not.toBeChecked();
});

test('copies the result that is shown for the ticket, where nothing is to be changed, until another check is shown', async ({
  program,
  wizard,
  clock,
}) => {
  await playLoad(program, 'idle');
  const button = wizard.verdict.getByRole('button', { name: words.symptom.copyResult });
  const copied = wizard.verdict.getByRole('button', { name: words.actions.copied });
  await button.click();
  await copied.waitFor();
  const text = await program.copied();
  expect(text).toMatch(/^Port check: result\n\nPRACTICE: /);
  const conclusion = /\nResult\n-+\n\n(.*)\n(.*)\n/.exec(text);
  await wizard.verdict.getByText(`${conclusion?.[1]} ${conclusion?.[2]}`).waitFor();
  expect(text).toContain('This check changed nothing on the computer.');
  await clock.pass(10);
  await button.waitFor();
});

test('says that a result is out of date, and copies nothing', async ({ program, wizard }) => {
  const shown = await show(program, situation('16: one program'));
  await wizard.verdict.getByRole('button', { name: words.symptom.copyResult }).click();
  await wizard.failure(words.errors.RESULT_OUTDATED.title).waitFor();
  expect(shown.of('diagnosis.copy')).toEqual([{ takenAt: situation('16: one program').takenAt }]);
  expect(await program.copied()).toBe('');
});
