// The verdict at the first step: every conclusion that a trainer can show, its reasons, its next step, and what it rests on.
import type { PracticeLoad } from '../../electron/contract/usage/usage';
import { playWindows } from '../fixtures/program';
import type { WizardDriver } from '../fixtures/wizard-driver';
import { words } from '../fixtures/words';
import { expect, playLoad, test } from './test';

/** With the trend known or not. */
const enough = /^Enough ports are free/;

test.beforeEach(({ dialogs }) => dialogs.accept());

const reasons = (wizard: WizardDriver) => wizard.verdict.getByRole('list', { name: 'Why' });

/** The rows of the evidence: what, measured, source. */
async function evidence(wizard: WizardDriver): Promise<string[]> {
  await wizard.main.getByRole('button', { name: words.symptom.evidence }).click();
  return wizard.table(words.symptom.evidence).getByRole('row').allInnerTexts();
}

const lessons = [
  {
    name: 'idle',
    title: 'Enough ports are free.',
    reason: /ports in use at 192\.0\.2\.25/,
    next: /Check the firewall and security software/,
    offers: words.symptom.actions.notify,
  },
  {
    name: 'exhaustion',
    title: 'No ports left.',
    reason: /refused with error 10055/,
    next: /Ask the person responsible for OrderService\.exe \(process 4312\) to close or restart it/,
    offers: words.symptom.actions['copy-process-details'],
  },
  {
    name: 'leak',
    title: 'OrderService.exe (process 4312) uses too many ports.',
    reason: /hasn't closed [\d,]+ connections that the other side ended/,
    next: /contact the publisher/,
    offers: words.symptom.actions['copy-process-details'],
  },
  {
    name: 'burst',
    title: /^Too many short connections/,
    reason: /TIME_WAIT/,
    next: /a higher MaxUserPort and a shorter TcpTimedWaitDelay help/,
    offers: null,
  },
  {
    name: 'growth',
    title: 'Ports are running out.',
    reason: /At this rate, all ports are in use/,
    next: /Raise MaxUserPort/,
    offers: null,
  },
  {
    name: 'busy',
    title: 'The port range is too small.',
    reason: /only 3,?973 usable ports\./,
    next: /It takes effect after a restart\./,
    offers: null,
  },
  {
    name: 'unreadable',
    title: "Can't tell whether ports are the cause.",
    reason: /The ports in use aren't known: access was denied\./,
    next: /Measure as administrator: access to some of the figures was denied\./,
    offers: words.symptom.actions['measure-as-administrator'],
  },
] as const satisfies readonly {
  name: PracticeLoad;
  title: string | RegExp;
  reason: RegExp;
  next: RegExp;
  /** The primary action; null where it is the way on to the change. */
  offers: string | null;
}[];

for (const { name, title, reason, next, offers } of lessons) {
  test(`concludes for Server 2003 under the load "${name}": ${String(title)}`, async ({ program, clock, wizard }) => {
    await playLoad(program, name);
    await clock.passUntil(() => wizard.notice(title).isVisible(), 90);
    const told = reasons(wizard).getByRole('listitem').filter({ hasText: reason });
    await clock.passUntil(async () => {
      await wizard.openReasons();
      return (await told.count()) === 1;
    }, 30);
    await expect(wizard.verdict.getByText('Next step:')).toBeVisible();
    await expect(wizard.verdict.getByText(next)).toBeVisible();
    // Where more ports are not the remedy, the way on is open and not pushed.
    await wizard.openReasons();
    if (offers !== null) await expect(wizard.verdict.getByRole('button', { name: offers })).toBeVisible();
    await expect(wizard.goOn).toHaveText([offers === null ? words.actions.next : words.symptom.addPortsAnyway]);
    await expect(wizard.goOn).toBeEnabled();
    expect(await reasons(wizard).getByRole('listitem').count()).toBeGreaterThanOrEqual(2);
    expect(await reasons(wizard).getByRole('listitem').count()).toBeLessThanOrEqual(4);
  });
}

test('says what the user saw, and what waits for the restart, while a program uses up the ports', async ({
  program,
  clock,
  wizard,
  practice,
}) => {
  await practice.set('MaxUserPort', { type: 4, hex: 'feff0000' });
  await playLoad(program, 'exhaustion');
  await clock.passUntil(() => wizard.notice('No ports left.').isVisible(), 90);
  await expect(reasons(wizard)).toContainText('MaxUserPort is set to 65534 and waits for the restart.');
  await wizard.verdict.getByLabel(words.symptom.reported.question).selectOption('10055');
  await expect(reasons(wizard)).toContainText('The user saw error 10055');
});

test('gives no all-clear before it has watched for a minute', async ({ program, clock, wizard }) => {
  await playLoad(program, 'idle');
  await expect(wizard.notice('Enough ports are free right now.')).toBeVisible();
  await expect(wizard.verdict.getByText(/^Keep this page open: the trend is known in \d+ s$/)).toBeVisible();
  await clock.pass(40);
  await expect(wizard.notice('Enough ports are free right now.')).toBeVisible();
  await clock.passUntil(() => wizard.notice('Enough ports are free.').isVisible(), 40);
});

test('counts ports that ran out yesterday on Windows 11 although it is calm now, with every figure and its source', async ({
  program,
  wizard,
}) => {
  await playWindows(program, 'windows11');
  await playLoad(program, 'past');
  await expect(wizard.notice('Ports ran short recently.')).toBeVisible();
  await wizard.openReasons();
  await expect(reasons(wizard)).toContainText('Windows logged 3 times that no TCP port was left');
  await expect(wizard.verdict).toContainText('Leave this app open.');
  const rows = await evidence(wizard);
  for (const row of [
    /^Windows\tWindows 11 Pro, version 10\.0\.26100\tregistry, simulated$/,
    /^Port range, TCP over IPv4\t49152–65535 \(16,?124 of 16,?384 ports usable\)\tnetsh, simulated$/,
    /^Port range, TCP over IPv6\t49152–65535 \(16,?124 of 16,?384 ports usable\)\tnetsh, simulated$/,
    /^MaxUserPort\tnot set \(dynamic port range applies\)\tregistry, simulated$/,
    /^TcpTimedWaitDelay\tnot set \(default 120\)\tregistry, simulated$/,
    /^In use at 192\.0\.2\.25\t[\d,]+ of 16,?124 \([\d.]+%\)\tport table, simulated$/,
    /^Most in use since .*\trecorded by this app, simulated$/,
    /^iexplore\.exe \(process 5120\)\t\d+ ports: .*connected.*\tport table, simulated$/,
    /^Largest free block\t[\d,]+ ports\tport table, simulated$/,
    /^New connections per second\t.*\tcalculated, simulated$/,
    /^Forecast\t.*\tcalculated, simulated$/,
    /^Excluded port ranges\t5357, 9950–10049, .*; 260 ports of the range\tnetsh, simulated$/,
    /^Test port for TCP over IPv4 at 192\.0\.2\.25\tavailable \(\d+\)\ttest port, simulated$/,
    /^Details of process 884\t.*; services RpcSs, RpcEptMapper; \d+ handles\tprocess list, simulated$/,
    /^Event 4231, last 7 days: no TCP port left\t3 times, most recently .*\tSystem log, simulated$/,
    /^Event 4227, last 7 days: port reuse conflict\tnone since .*\tSystem log, simulated$/,
    /^Event 4266, last 7 days: no UDP port left\tnone since .*\tSystem log, simulated$/,
  ])
    expect(
      rows.filter((text) => row.test(text.replaceAll(/\s*\n\s*|\t+/g, '\t').trim())),
      String(row),
    ).toHaveLength(1);
});

test('changes the verdict as soon as a wider range is set in the wizard', async ({ program, clock, wizard }) => {
  await playWindows(program, 'windows11');
  await playLoad(program, 'busy');
  await clock.passUntil(() => wizard.notice(enough).isVisible(), 20);
  await setRange('1025', '3976');
  await wizard.startOver.click();
  await wizard.heading('symptom').waitFor();
  await clock.passUntil(async () => /of 3,?976/.test(await wizard.usage.innerText()), 5);
  await clock.passUntil(() => wizard.notice('The port range is too small.').isVisible(), 20);
  await expect(wizard.verdict.getByText(/Enlarge the dynamic port range/)).toBeVisible();
  await setRange('10000', '55535');
  await wizard.startOver.click();
  await wizard.heading('symptom').waitFor();
  await clock.passUntil(async () => /of 55,?225/.test(await wizard.usage.innerText()), 5);
  await clock.passUntil(() => wizard.notice(enough).isVisible(), 20);

  async function setRange(start: string, number: string): Promise<void> {
    await wizard.goToValue();
    await wizard.setRange(start, number);
    await wizard.goOnToApply();
    await wizard.readSerious();
    await wizard.apply.click();
    await wizard.heading('done').waitFor();
  }
});

test('says after a change that it only delays the error of a leak: on the page, to the user and in the ticket', async ({
  program,
  clock,
  wizard,
}) => {
  await playLoad(program, 'leak');
  await clock.passUntil(() => wizard.notice(/^OrderService\.exe .* uses too many ports\.$/).isVisible(), 90);
  await wizard.applyMaxUserPort('65534');
  await expect(wizard.notice(words.done.leakTitle)).toContainText('OrderService.exe');
  await expect(wizard.main).toContainText('Until the program that causes it is repaired, the error can come back.');
  expect(await wizard.ticketText()).toMatch(/^Program: OrderService\.exe \(PID 4312\), [\d,]+ ports$/m);
  await wizard.undo.click();
  await wizard.heading('undone').waitFor();
  await expect(wizard.notice(words.done.leakTitle)).toHaveCount(0);
});

test('reads anew with "Check again", and says when', async ({ program, clock, wizard }) => {
  await playLoad(program, 'idle');
  await clock.passUntil(() => wizard.notice(enough).isVisible(), 20);
  const checked = wizard.verdict.getByText(/^Why, as of/);
  const before = await checked.innerText();
  const again = wizard.verdict.getByRole('button', { name: 'Check again' });
  await clock.pass(1);
  await again.click();
  await expect(checked).not.toContainText(before);
});
