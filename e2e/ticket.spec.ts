// The ticket of a change in the real window: copied, saved as text, Markdown and PDF, kept for the next time, and in the history.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { inflateSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { accessibilityFaults } from './fixtures/axe';
import { BackupsDriver } from './fixtures/backups-driver';
import { answerFileDialogs, closeApp, switchOnFaults, type RunningApp } from './fixtures/launch';
import { launchWizard, playWindows, type WizardDriver } from './fixtures/wizard-driver';

let running: RunningApp;
let wizard: WizardDriver;
let folder: string;

test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'port-wizard-tickets-'));
  ({ running, wizard } = await launchWizard());
});
test.afterEach(async () => {
  await closeApp(running);
  await rm(folder, { recursive: true, force: true });
});

const field = (name: string) => wizard.ticket.getByRole('textbox', { name });
const button = (name: string) => wizard.ticket.getByRole('button', { name });
const clipboard = () => running.app.evaluate(({ clipboard: board }) => board.readText());

async function save(entry: string, name: string): Promise<Buffer> {
  const file = join(folder, name);
  await answerFileDialogs(running.app, file);
  await button('Save as…').click();
  await running.page.getByRole('menuitem', { name: entry }).click();
  await expect(wizard.ticket.getByRole('group', { name: 'The ticket was saved.' })).toContainText(name);
  return readFile(file);
}

/** What differs from run to run, as words: times, ids, hashes, paths and the sockets of this computer. */
function steady(text: string): string {
  return text
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '<id>')
    .replace(/\b[0-9a-f]{64}\b/g, '<sha256>')
    .replace(/^Diagnosis: .*/gm, 'Diagnosis: <conclusion>')
    .replace(/^(Time of the change|Taken|Record made): .*/gm, '$1: <time>')
    .replace(/^(Restart needed: yes, done on ).*/gm, '$1<time>')
    .replace(/^File: .*/gm, 'File: <file>')
    .replace(/^Measured: .*?, real sockets/gm, 'Measured: <time>, real sockets')
    .replace(/\(Linux [^)]*\)/g, '(<system>)')
    .replace(/^Busiest local address: .*\n/gm, '')
    .replace(/[\d,]+ of [\d,]+ \([<>]?[\d.]+ ?%\)/g, '<share>')
    .replace(
      /simulated, \d+ ports drawn (.*?), \d+–\d+: port \d+ /g,
      'simulated, <count> ports drawn $1, <ports>: port <port> ',
    )
    .replace(/^(Of these waiting after closing \(TIME_WAIT\)): [\d,]+/gm, '$1: <count>')
    .replace(/Ephemeral Port Wizard \d+\.\d+\.\d+/g, 'Ephemeral Port Wizard <version>');
}

/** The preview follows the probe of the ports, which ends a moment later. */
async function expectTicket(name: string): Promise<void> {
  const stored = await readFile(resolve(import.meta.dirname, 'tickets', `${name}.txt`), 'utf8');
  await expect.poll(async () => steady(await wizard.ticketText())).toBe(stored);
}

for (const which of ['nt4', 'windows2000', 'server2003'] as const) {
  test(`${which}: the ticket after the restart is the stored one`, async () => {
    await playWindows(running, which);
    await wizard.applyMaxUserPort('65534');
    await wizard.restart.click();
    await wizard.notice('It took effect.').waitFor();
    await expectTicket(which);
  });
}

test('Windows 11: the ticket of a range is the stored one', async () => {
  await playWindows(running, 'windows11');
  await wizard.goToValue();
  await wizard.setCommonRange(/wide\)/);
  await wizard.goOnToApply();
  await wizard.apply.click();
  await wizard.heading('done').waitFor();
  await expectTicket('windows11');
});

test('what is typed is checked, goes into the copy and the next ticket, and is forgotten when the program ends; the switch is not', async () => {
  await wizard.applyMaxUserPort('65534');
  await field('Ticket number').fill('x'.repeat(51));
  await expect(field('Ticket number')).toHaveAttribute('aria-invalid', 'true');
  await expect(button('Copy as plain text')).toHaveAttribute('aria-disabled', 'true');
  await field('Ticket number').fill('INC0012345');
  await field('Requester').fill('Zoë | `Smith`');
  await wizard.ticket.getByRole('switch', { name: 'Leave out user names' }).check();
  await button('Copy as plain text').focus();
  await running.page.keyboard.press('Enter');
  await expect(wizard.ticket.getByRole('status')).toContainText('Copied as plain text.');
  const text = await clipboard();
  expect(text).toContain('Requester: Zoë | `Smith`');
  expect(text).toContain('Operator: left out');
  expect(text).not.toContain('trainee');
  await button('Copy as Markdown').click();
  await expect(wizard.ticket.getByRole('status')).toContainText('Copied as Markdown.');
  expect(await clipboard()).toContain('| Requester | Zoë \\| \\`Smith\\` |');

  await wizard.startOver.click();
  await wizard.main.getByRole('button', { name: 'Show it' }).click();
  await expect(field('Ticket number')).toHaveValue('INC0012345');

  const { userData, app } = running;
  await app.close();
  ({ running, wizard } = await launchWizard(userData));
  await wizard.main.getByRole('button', { name: 'Show it' }).click();
  await expect(field('Ticket number')).toHaveValue('');
  await expect(field('Requester')).toHaveValue('');
  await expect(wizard.ticket.getByRole('switch', { name: 'Leave out user names' })).toBeChecked();
  expect(await wizard.ticketText()).not.toContain('INC0012345');
});

test('it is saved as Markdown, text and PDF', async () => {
  await wizard.applyMaxUserPort('65534');
  // The time, and the sockets of this computer, are those of the moment it was made.
  const madeAt = /Record made.*|Ports in use.*/g;
  const markdown = (await save('Markdown (.md)', 'a.md')).toString('utf8');
  expect(markdown.replace(madeAt, '').trimEnd()).toBe(
    (await wizard.ticketText('Markdown')).replace(madeAt, '').trimEnd(),
  );
  const text = (await save('Text (.txt)', 'b.txt')).toString('utf8');
  expect(text.startsWith('\ufeffChange record')).toBe(true);
  expect(text).toContain('MaxUserPort: before not set, after 65534 (0xfffe)\r\n');

  const pdf = await save('PDF', 'c.pdf');
  const content = pdfContent(pdf);
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  expect(content).toContain('/StructTreeRoot');
  expect(content).toMatch(/\/Title \((?:þÿ)?[^)]*C/);
  expect(content).toContain('/Lang (en)');
  expect(content).not.toMatch(/\/JavaScript|\/JS |\/URI /);
  expect(content.match(/\/Type \/Page\b/g)?.length).toBeGreaterThanOrEqual(1);
  // The hidden window is gone.
  expect(running.app.windows()).toHaveLength(1);
});

test('the history has it for each change, also for one that failed', async () => {
  await wizard.applyMaxUserPort('65534');
  await wizard.undo.click();
  await wizard.heading('undone').waitFor();
  expect(await wizard.ticketText()).toContain('Action: earlier change undone');
  await wizard.startOver.click();
  await wizard.goToValue();
  await wizard.setNumber('MaxUserPort', '20000');
  await wizard.goOnToApply();
  await switchOnFaults(running.userData, [{ kind: 'access-denied', name: 'MaxUserPort' }]);
  await wizard.apply.click();
  await wizard.failure('The change failed').waitFor();

  const screens = new BackupsDriver(running.page);
  await screens.goTo('History');
  const tickets = screens.history.getByRole('button', { name: /^Ticket of the change of/ });
  await expect(tickets).toHaveCount(3);
  for (const [index, expected] of [
    'Result: put back; the settings are as they were before',
    'Action: earlier change undone',
    'Result: undone later',
  ].entries()) {
    await tickets.nth(index).click();
    await screens.heading('The ticket of a change').waitFor();
    expect(await wizard.ticketText()).toContain(expected);
    expect(await accessibilityFaults(running.page)).toEqual([]);
    await screens.main.getByRole('button', { name: 'Close' }).click();
  }
});

/** The text of the file with its compressed streams opened. */
function pdfContent(pdf: Buffer): string {
  const parts = [pdf.toString('latin1')];
  for (const { index } of parts[0]?.matchAll(/stream\r?\n/g) ?? []) {
    const start = pdf.indexOf('\n', index) + 1;
    try {
      parts.push(inflateSync(pdf.subarray(start)).toString('latin1'));
    } catch {
      // Not a compressed stream, or the end of one.
    }
  }
  return parts.join('\n');
}
