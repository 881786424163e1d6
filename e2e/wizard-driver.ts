// The wizard as a person meets it: everything is found by its role and its name, nothing by its markup.
import type { Locator, Page } from '@playwright/test';
import { answerDialogs, clickMenu, launchApp, type RunningApp } from './launch';

export const stepTitles = {
  symptom: 'Is this machine running out of ports?',
  backup: 'Warning, and a backup first',
  locate: 'The key, and what is in it',
  value: 'Choose the new values',
  apply: 'Apply the change',
  done: 'Done: the change was made',
  undone: 'The change was undone',
  putBack: 'Everything was put back',
  kept: 'The change was kept',
  interrupted: 'A change was interrupted',
} as const;
export type Screen = keyof typeof stepTitles;

type ParameterName = 'MaxUserPort' | 'TcpTimedWaitDelay';
type Choice = 'leave' | 'default' | 'set';

const choiceNames = { leave: /^Leave as it is/, default: /^Back to the default/, set: 'Set a number' } as const;

/** What the menu can play, as the strip above the wizard names it. */
const products = { nt4: 'Windows NT 4.0', windows2000: 'Windows 2000', server2003: 'Windows Server 2003', windows11: 'Windows 11 Pro' } as const;
export type PlayedWindows = keyof typeof products;

/** Starts the program for a person who accepts every native question, and waits for the first step of the wizard. */
export async function launchWizard(userData?: string): Promise<{ running: RunningApp; wizard: WizardDriver }> {
  const running = await launchApp(userData === undefined ? {} : { userData });
  await answerDialogs(running.app, 'accept');
  const wizard = new WizardDriver(running.page);
  await wizard.heading('symptom').waitFor();
  return { running, wizard };
}

/** Plays this Windows, freshly installed. One that is played already stays: to play it again would reset it under the wizard. */
export async function playWindows({ app, page }: RunningApp, which: PlayedWindows): Promise<void> {
  const wizard = new WizardDriver(page);
  await wizard.heading('symptom').waitFor();
  const played = wizard.banner.filter({ hasText: products[which] });
  if (await played.isVisible()) return;
  await clickMenu(app, `practice-${which}`);
  await played.waitFor();
}

export class WizardDriver {
  readonly steps: Locator;
  readonly main: Locator;
  readonly usage: Locator;
  readonly banner: Locator;
  readonly next: Locator;
  readonly back: Locator;
  readonly apply: Locator;
  readonly undo: Locator;
  readonly restart: Locator;
  readonly startOver: Locator;
  readonly ticket: Locator;
  readonly verdict: Locator;
  readonly proof: Locator;
  readonly range: Locator;

  constructor(readonly page: Page) {
    this.steps = page.getByRole('navigation', { name: 'Steps' });
    this.main = page.getByRole('main');
    this.usage = page.getByRole('complementary', { name: 'Ports in use' });
    this.banner = page.getByRole('note', { name: 'Practice machine' });
    this.next = this.main.getByRole('button', { name: 'Next', exact: true });
    this.back = this.main.getByRole('button', { name: 'Back', exact: true });
    this.apply = this.main.getByRole('button', { name: 'Apply the change' });
    this.undo = this.main.getByRole('button', { name: 'Undo the change' });
    this.restart = this.main.getByRole('button', { name: 'Simulate the restart' });
    this.ticket = this.main.getByRole('region', { name: 'For the ticket' });
    this.verdict = this.main.getByRole('region', { name: /^Verdict on/ });
    this.proof = this.main.getByRole('region', { name: /^Proof, simulated/ });
    this.range = this.main.getByRole('radiogroup', { name: /^Dynamic port range/ });
    this.startOver = this.main.getByRole('button', { name: 'Start over' });
  }

  /** The heading of a screen; waiting for it is waiting for the screen. */
  heading(screen: Screen): Locator {
    return this.page.getByRole('heading', { level: 1, name: stepTitles[screen] });
  }

  /** A notice by its heading, e.g. "The backup is safe." */
  notice(title: string): Locator {
    return this.main.getByRole('group', { name: title });
  }

  /** The panel of a failure by its heading, e.g. "Windows refused access". */
  failure(title: string): Locator {
    return this.notice(title);
  }

  table(name: string | RegExp): Locator {
    return this.main.getByRole('table', { name });
  }

  /** The row of a value in the table of that name. */
  row(table: string | RegExp, name: ParameterName): Locator {
    return this.table(table).getByRole('row', { name: new RegExp(`^${name}`) });
  }

  railStep(name: string): Locator {
    return this.steps.getByRole('button', { name: new RegExp(`\\d\\. ${name}`) });
  }

  choices(parameter: ParameterName): Locator {
    return this.main.getByRole('radiogroup', { name: new RegExp(`^${parameter}`) });
  }

  field(parameter: ParameterName): Locator {
    return this.main.getByRole('textbox', { name: `New ${parameter}` });
  }

  preset(parameter: ParameterName, text: string | RegExp): Locator {
    return this.main.getByRole('group', { name: `Common numbers for ${parameter}` }).getByRole('button', { name: text });
  }

  stage(text: string): Locator {
    return this.main.getByRole('listitem').filter({ hasText: text });
  }

  async goToBackup(): Promise<void> {
    await this.heading('symptom').waitFor();
    await this.next.click();
    await this.heading('backup').waitFor();
  }

  async takeBackup(): Promise<void> {
    await this.main.getByRole('button', { name: 'Take the backup' }).click();
    await this.notice('The backup is safe.').waitFor();
  }

  /** From the first step to the choice of values, with a backup taken on the way. */
  async goToValue(): Promise<void> {
    await this.goToBackup();
    await this.takeBackup();
    await this.next.click();
    await this.table('Values of the article in this key').waitFor();
    await this.next.click();
    await this.choices('MaxUserPort').waitFor();
  }

  async choose(parameter: ParameterName, choice: Choice): Promise<void> {
    await this.choices(parameter).getByRole('radio', { name: choiceNames[choice] }).check();
  }

  async setNumber(parameter: ParameterName, text: string): Promise<void> {
    await this.choose(parameter, 'set');
    await this.field(parameter).fill(text);
  }

  async setRange(start: string, number: string): Promise<void> {
    await this.range.getByRole('radio', { name: 'Set a range' }).check();
    await this.main.getByRole('textbox', { name: 'New start port' }).fill(start);
    await this.main.getByRole('textbox', { name: 'New number of ports' }).fill(number);
  }

  /** One of the common ranges, e.g. /widest/. */
  async setCommonRange(name: RegExp): Promise<void> {
    await this.range.getByRole('radio', { name: 'Set a range' }).check();
    await this.main.getByRole('group', { name: 'Common ranges' }).getByRole('button', { name }).click();
  }

  /** From the first step to the one that writes, with these numbers. */
  async goToApply(maxUserPort = '65534', delay?: string): Promise<void> {
    await this.goToValue();
    await this.setNumber('MaxUserPort', maxUserPort);
    if (delay !== undefined) await this.setNumber('TcpTimedWaitDelay', delay);
    await this.goOnToApply();
  }

  /** From the first step to a change that was made, with this highest port. */
  async applyMaxUserPort(text: string): Promise<void> {
    await this.goToApply(text);
    await this.apply.click();
    await this.heading('done').waitFor();
  }

  /** From the choice of values to the step that writes. */
  async goOnToApply(): Promise<void> {
    await this.table('Before and after').waitFor();
    await this.next.click();
    await this.heading('apply').waitFor();
  }

  /** A text of the plan: ".reg text", ".reg text to undo", "Commands" or "Commands to undo". */
  async planText(name: string): Promise<string> {
    const header = this.main.getByRole('button', { name, exact: true });
    if ((await header.getAttribute('aria-expanded')) !== 'true') await header.click();
    return this.main.getByRole('heading', { name, exact: true }).locator('xpath=..').locator('pre').innerText();
  }

  /** The ticket as its preview shows it. */
  async ticketText(form: 'plain text' | 'Markdown' = 'plain text'): Promise<string> {
    const header = this.ticket.getByRole('button', { name: `Preview as ${form}` });
    if ((await header.getAttribute('aria-expanded')) !== 'true') await header.click();
    return this.ticket.getByLabel(`Preview as ${form}`).locator('visible=true').and(this.page.locator('pre')).innerText();
  }
}
