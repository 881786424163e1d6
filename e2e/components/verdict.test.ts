// The verdict at the first step: every conclusion that a trainer can show, its reasons, its next step, and what it rests on.
import type { PracticeLoad } from '../../electron/contract/usage/usage';
import { playWindows } from '../fixtures/program';
import type { WizardDriver } from '../fixtures/wizard-driver';
import { expect, playLoad, test } from './test';

test.beforeEach(({ dialogs }) => dialogs.accept());

const reasons = (wizard: WizardDriver) => wizard.verdict.getByRole('list', { name: 'Reasons' });

/** The rows of the evidence: what, measured, source. */
async function evidence(wizard: WizardDriver): Promise<string[]> {
  await wizard.main.getByRole('button', { name: 'What was measured, and where' }).click();
  return wizard.table('What was measured, and where').getByRole('row').allInnerTexts();
}

const lessons = [
  {
    name: 'idle',
    title: 'It does not look like the ports.',
    reason: /ports are in use at the address 192\.0\.2\.25/,
    next: /Look elsewhere: at the firewall/,
  },
  {
    name: 'exhaustion',
    title: 'No port is left.',
    reason: /refused with error 10055/,
    next: /Close OrderService\.exe \(process 4312\)/,
  },
  {
    name: 'leak',
    title: 'One program takes too many ports: OrderService.exe (process 4312).',
    reason: /connections open that the other side has closed/,
    next: /the maker of the program has to fix it/,
  },
  {
    name: 'burst',
    title: 'Too many short connections.',
    reason: /rest after closing \(TIME_WAIT\)/,
    next: /a higher MaxUserPort and a shorter TcpTimedWaitDelay help/,
  },
  {
    name: 'growth',
    title: 'The ports are running out.',
    reason: /At this pace all ports are used up in/,
    next: /the next steps of the wizard raise MaxUserPort/,
  },
  {
    name: 'busy',
    title: 'Windows has too few ports to lend.',
    reason: /Windows lends only 3,?976 ports here\./,
    next: /It works after a restart\./,
  },
  {
    name: 'unreadable',
    title: 'It is not known whether it is the ports.',
    reason: /The ports in use are not known: access was refused\./,
    next: /run this program as administrator/,
  },
] as const satisfies readonly { name: PracticeLoad; title: string; reason: RegExp; next: RegExp }[];

for (const { name, title, reason, next } of lessons) {
  test(`concludes for Server 2003 under the load "${name}": ${title}`, async ({ program, clock, wizard }) => {
    await playLoad(program, name);
    await clock.passUntil(() => wizard.notice(title).isVisible(), 90);
    const told = reasons(wizard).getByRole('listitem').filter({ hasText: reason });
    await clock.passUntil(async () => (await told.count()) === 1, 30);
    await expect(wizard.verdict.getByText('Next step:')).toBeVisible();
    await expect(wizard.verdict.getByText(next)).toBeVisible();
    // Where more ports are not the remedy, the way on is open and not pushed.
    await expect(
      wizard.main.getByText(/^More ports would (probably not help here|only delay the error)\.$/),
    ).toHaveCount(name === 'idle' || name === 'leak' ? 1 : 0);
    await expect(wizard.next).toBeEnabled();
    expect(await reasons(wizard).getByRole('listitem').count()).toBeGreaterThanOrEqual(2);
    expect(await reasons(wizard).getByRole('listitem').count()).toBeLessThanOrEqual(4);
  });
}

test('counts ports that ran out yesterday on Windows 11 although it is calm now, with every figure and its source', async ({
  program,
  wizard,
}) => {
  await playWindows(program, 'windows11');
  await playLoad(program, 'past');
  await expect(wizard.notice('Ports ran out lately, but not right now.')).toBeVisible();
  await expect(reasons(wizard)).toContainText('Windows noted 3 times that no TCP port was left');
  await expect(wizard.verdict).toContainText('Leave this program open.');
  const rows = await evidence(wizard);
  for (const row of [
    /^Windows\tWindows 11 Pro, version 10\.0\.26100\tregistry, simulated$/,
    /^Ports lent, TCP over IPv4\t49152–65535 \(16,?384 ports\)\tnetsh, simulated$/,
    /^Ports lent, TCP over IPv6\t49152–65535 \(16,?384 ports\)\tnetsh, simulated$/,
    /^MaxUserPort\tnot set; the dynamic port range counts\tregistry, simulated$/,
    /^TcpTimedWaitDelay\tnot set; Windows uses 120\tregistry, simulated$/,
    /^In use at 192\.0\.2\.25\t[\d,]+ of 16,?384 \([\d.]+%\)\tport table, simulated$/,
    /^Most in use since .*\trecorded by this program, simulated$/,
    /^iexplore\.exe \(process 5120\)\t\d+ ports: .*connected.*\tport table, simulated$/,
    /^Longest run of free ports\t[\d,]+ in a row\tport table, simulated$/,
    /^New connections a second\t.*\tcalculated, simulated$/,
    /^Forecast\t.*\tcalculated, simulated$/,
    /^Ranges set aside \(excluded\)\tnone\tnetsh, simulated$/,
    /^Event 4231, last 7 days: no TCP port left\t3 times, last on .*\tSystem log, simulated$/,
    /^Event 4227, last 7 days: port wanted while resting\tnone since .*\tSystem log, simulated$/,
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
  await clock.passUntil(() => wizard.notice('It does not look like the ports.').isVisible(), 20);
  await setRange('1025', '3976');
  await clock.pass(1);
  await expect(wizard.usage.getByText('Counted in the range 1025–5000')).toBeVisible();
  await wizard.startOver.click();
  await clock.passUntil(() => wizard.notice('Windows has too few ports to lend.').isVisible(), 20);
  await expect(wizard.verdict.getByText(/widen the dynamic port range/)).toBeVisible();
  await setRange('10000', '55535');
  await clock.pass(1);
  await expect(wizard.usage.getByText('Counted in the range 10000–65534')).toBeVisible();
  await wizard.startOver.click();
  await clock.passUntil(() => wizard.notice('It does not look like the ports.').isVisible(), 20);

  async function setRange(start: string, number: string): Promise<void> {
    await wizard.goToValue();
    await wizard.setRange(start, number);
    await wizard.goOnToApply();
    await wizard.apply.click();
    await wizard.heading('done').waitFor();
  }
});

test('reads anew with "Check again", and says when', async ({ program, clock, wizard }) => {
  await playLoad(program, 'idle');
  await clock.passUntil(() => wizard.notice('It does not look like the ports.').isVisible(), 20);
  const checked = wizard.verdict.getByText(/^Checked at/);
  const before = await checked.innerText();
  const again = wizard.verdict.getByRole('button', { name: 'Check again' });
  await clock.pass(1);
  await again.click();
  await expect(checked).not.toContainText(before);
});
