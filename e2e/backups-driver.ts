// The screens beside the wizard as a person meets them: everything is found by its role and its name.
import type { Locator, Page } from '@playwright/test';

export class BackupsDriver {
  readonly main: Locator;
  readonly screens: Locator;
  readonly backups: Locator;
  readonly values: Locator;
  readonly refused: Locator;
  readonly history: Locator;
  readonly apply: Locator;
  readonly restore: Locator;
  readonly acceptSeal: Locator;

  constructor(readonly page: Page) {
    this.main = page.getByRole('main');
    this.screens = page.getByRole('navigation', { name: 'Screens' });
    this.backups = this.main.getByRole('table', { name: 'Backups' });
    this.values = this.main.getByRole('table', { name: 'Values, now and after a restore' });
    this.refused = this.main.getByRole('table', { name: 'Refused keys' });
    this.history = this.main.getByRole('table', { name: 'History' });
    this.apply = this.main.getByRole('button', { name: 'Apply the change' });
    this.restore = this.main.getByRole('button', { name: /^Restore/ });
    this.acceptSeal = this.main.getByRole('checkbox', { name: 'I have looked at every value. Restore all the same.' });
  }

  heading(name: string | RegExp): Locator {
    return this.main.getByRole('heading', { level: 1, name });
  }

  notice(title: string | RegExp): Locator {
    return this.main.getByRole('group', { name: title });
  }

  async goTo(screen: 'Wizard' | 'Backups' | 'History'): Promise<void> {
    await this.screens.getByRole('button', { name: screen }).click();
  }

  async takeBackup(note: string): Promise<void> {
    await this.main.getByRole('textbox', { name: 'Note (optional)' }).fill(note);
    await this.main.getByRole('button', { name: 'Take a backup now' }).click();
    await this.notice('The backup is safe.').waitFor();
    await this.backup(note).waitFor();
  }

  /** The row of the backup with that note. */
  backup(note: string): Locator {
    return this.backups.getByRole('row').filter({ hasText: note });
  }

  async compare(note: string): Promise<void> {
    await this.backup(note).getByRole('button', { name: /^Compare and restore/ }).click();
    await this.heading(/^Backup of .* against the registry now$/).waitFor();
  }

  /** Chooses an entry of the menu of a backup. */
  async choose(note: string, entry: 'Export…' | 'Show in folder' | 'Delete…'): Promise<void> {
    await this.backup(note).getByRole('button', { name: /^More for/ }).click();
    await this.page.getByRole('menuitem', { name: entry }).click();
  }

  async openFile(): Promise<void> {
    await this.main.getByRole('button', { name: 'Open a .reg file…' }).click();
    await this.heading(/against the registry now$/).waitFor();
  }

  value(name: string): Locator {
    return this.values.getByRole('row').filter({ has: this.page.getByRole('rowheader', { name }) });
  }

  tick(name: string): Locator {
    return this.values.getByRole('checkbox', { name: `Restore ${name}` });
  }

  /** From a comparison or finding, whose plan is on the screen, to the outcome and back. */
  async applyAndClose(): Promise<void> {
    await this.apply.click();
    await this.heading('Done: the change was made').waitFor();
    await this.main.getByRole('button', { name: 'Close' }).click();
  }
}
