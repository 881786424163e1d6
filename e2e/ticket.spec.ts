// The ticket of a change in the real window: copied, saved as text, Markdown and PDF, kept for the next time, and in the history.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { accessibilityFaults } from './fixtures/axe';
import type { Program } from './fixtures/program';
import { expect, test } from './fixtures/test';
import { WizardDriver } from './fixtures/wizard-driver';

test.beforeEach(({ dialogs }) => dialogs.accept());

const field = (wizard: WizardDriver, name: string) => wizard.ticket.getByRole('textbox', { name });
const button = (wizard: WizardDriver, name: string) => wizard.ticket.getByRole('button', { name });

/** Saves the ticket with that entry of the menu, and gives what is in the file then. */
async function save({ page, dialogs }: Program, entry: string, file: string): Promise<Buffer> {
  const { ticket } = new WizardDriver(page);
  await dialogs.choose(file);
  await ticket.getByRole('button', { name: 'Save as…' }).click();
  await page.getByRole('menuitem', { name: entry }).click();
  await expect(ticket.getByRole('group', { name: 'The ticket was saved.' })).toContainText(file);
  return readFile(file);
}

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

test('checks what is typed, puts it into the copy and the next ticket, and forgets it when the program ends, but not the switch', async ({
  program,
  page,
  wizard,
  startAgain,
}) => {
  await wizard.applyMaxUserPort('65534');
  await field(wizard, 'Ticket number').fill('x'.repeat(51));
  await expect(field(wizard, 'Ticket number')).toHaveAttribute('aria-invalid', 'true');
  await expect(button(wizard, 'Copy text')).toHaveAttribute('aria-disabled', 'true');
  await field(wizard, 'Ticket number').fill('INC0012345');
  await field(wizard, 'Requester').fill('Zoë | `Smith`');
  await wizard.ticket.getByRole('switch', { name: 'Leave out user names' }).check();
  await button(wizard, 'Copy text').focus();
  await page.keyboard.press('Enter');
  await expect(wizard.ticket.getByRole('status')).toContainText('Copied as plain text.');
  const text = await program.copied();
  expect(text).toContain('Requester: Zoë | `Smith`');
  expect(text).toContain('Operator: left out');
  expect(text).not.toContain('trainee');
  await button(wizard, 'Copy Markdown').click();
  await expect(wizard.ticket.getByRole('status')).toContainText('Copied as Markdown.');
  expect(await program.copied()).toContain('| Requester | Zoë \\| \\`Smith\\` |');

  await wizard.startOver.click();
  await wizard.main.getByRole('button', { name: 'View change' }).click();
  await expect(field(wizard, 'Ticket number')).toHaveValue('INC0012345');

  const again = await startAgain();
  await again.wizard.main.getByRole('button', { name: 'View change' }).click();
  await expect(field(again.wizard, 'Ticket number')).toHaveValue('');
  await expect(field(again.wizard, 'Requester')).toHaveValue('');
  await expect(again.wizard.ticket.getByRole('switch', { name: 'Leave out user names' })).toBeChecked();
  expect(await again.wizard.ticketText()).not.toContain('INC0012345');
});

test('saves the ticket as Markdown, text and PDF', async ({ program, app, wizard, folder }) => {
  await wizard.applyMaxUserPort('65534');
  // The time, and the sockets of this computer, are those of the moment it was made.
  const madeAt = /Record made.*|Ports in use.*/g;
  const markdown = (await save(program, 'Markdown (.md)', join(folder, 'a.md'))).toString('utf8');
  expect(markdown.replace(madeAt, '').trimEnd()).toBe(
    (await wizard.ticketText('markdown')).replace(madeAt, '').trimEnd(),
  );
  const text = (await save(program, 'Text (.txt)', join(folder, 'b.txt'))).toString('utf8');
  expect(text.startsWith('\ufeffChange record')).toBe(true);
  expect(text).toContain('MaxUserPort: before not set, after 65534 (0xfffe)\r\n');

  const pdf = await save(program, 'PDF', join(folder, 'c.pdf'));
  const content = pdfContent(pdf);
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  expect(content).toContain('/StructTreeRoot');
  expect(content).toMatch(/\/Title \((?:þÿ)?[^)]*C/);
  expect(content).toContain('/Lang (en)');
  expect(content).not.toMatch(/\/JavaScript|\/JS |\/URI /);
  expect(content.match(/\/Type \/Page\b/g)?.length).toBeGreaterThanOrEqual(1);
  // The hidden window is gone.
  expect(app.windows()).toHaveLength(1);
});

test('keeps the ticket of each change in the history, also of one that failed', async ({
  page,
  wizard,
  screens,
  practice,
}) => {
  await wizard.applyMaxUserPort('65534');
  await wizard.undo.click();
  await wizard.heading('undone').waitFor();
  expect(await wizard.ticketText()).toContain('Action: earlier change undone');
  await wizard.startOver.click();
  await wizard.goToValue();
  await wizard.setNumber('MaxUserPort', '20000');
  await wizard.goOnToApply();
  await practice.switchOn({ kind: 'access-denied', name: 'MaxUserPort' });
  await wizard.apply.click();
  await wizard.failure('The change failed').waitFor();
  await screens.goTo('history');
  await screens.main.getByRole('tab', { name: 'All' }).click();
  const changes = screens.entry(/(Change|Undo): /);
  await expect(changes).toHaveCount(3);
  for (const [index, expected] of [
    'Result: rolled back; the settings are as they were before',
    'Action: earlier change undone',
    'Result: undone later',
  ].entries()) {
    await changes.nth(index).click();
    await screens.main.getByRole('button', { name: /^Ticket of the change of/ }).click();
    await screens.heading('Ticket notes').waitFor();
    expect(await wizard.ticketText()).toContain(expected);
    expect(await accessibilityFaults(page)).toEqual([]);
    await screens.main.getByRole('button', { name: 'Close' }).click();
  }
});
