// The page of a component test: as much of Playwright's Page and Locator as the drivers use, over the DOM of this process.
// Protects: as strict as Playwright: whoever acts has one element that is there, to be seen and enabled, or fails in time.
import { queryAllByLabelText, queryAllByRole } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import { answered } from './electron';
import { isHidden, shownText, tidy } from './shown';

type Text = string | RegExp;
type Find = () => HTMLElement[];

interface RoleOptions {
  readonly name?: Text;
  readonly exact?: boolean;
  readonly level?: number;
}

interface FilterOptions {
  readonly hasText?: Text;
  readonly has?: DomLocator;
}

interface Patience {
  readonly timeout?: number;
}

/** A busy machine is no failure; what waits is waiting for something that it would see within milliseconds. */
const patienceMs = 20_000;
const pollMs = 10;
// The clocks of a test run ahead: see clock.ts.
const realNow = performance.now.bind(performance);

/** Waits until `look` no longer throws, and gives what it gives; at the end what it threw last. */
export async function until<T>(look: () => T, timeout = patienceMs): Promise<T> {
  const end = realNow() + timeout;
  for (;;) {
    try {
      return look();
    } catch (error) {
      if (realNow() > end) throw error;
    }
    await new Promise((later) => setTimeout(later, pollMs));
  }
}

let mutations = 0;
new MutationObserver(() => (mutations += 1)).observe(document, { subtree: true, childList: true, attributes: true });
const quietTurns = 4;

/**
 * Waits until the page has its answers and is drawn: nothing changes for some turns of the event loop. As a person would,
 * who sees what is still on its way; Playwright waits for two frames that are alike.
 */
export async function settled(): Promise<void> {
  for (let quiet = 0; quiet < quietTurns;) {
    const before = mutations;
    await answered();
    await new Promise((next) => setImmediate(next));
    quiet = mutations === before ? quiet + 1 : 0;
  }
}

/** Whether a text is meant: a string may be a part of it, in any case, unless `exact`. */
function isMeant(text: string, meant: Text, exact = false): boolean {
  if (typeof meant !== 'string') return meant.test(text);
  return exact ? text === tidy(meant) : text.toLowerCase().includes(tidy(meant).toLowerCase());
}

export class DomLocator {
  constructor(
    private readonly user: ReturnType<typeof userEvent.setup>,
    /** What is looked for, for messages. */
    readonly description: string,
    private readonly find: Find,
  ) {}

  private narrowed(description: string, find: Find): DomLocator {
    return new DomLocator(this.user, `${this.description} ${description}`, find);
  }

  private below(description: string, findIn: (element: HTMLElement) => HTMLElement[]): DomLocator {
    return this.narrowed(description, () => [...new Set(this.find().flatMap(findIn))]);
  }

  getByRole(role: string, { name, exact = false, level }: RoleOptions = {}): DomLocator {
    const options = {
      ...(level !== undefined && { level }),
      ...(name !== undefined && { name: (found: string) => isMeant(tidy(found), name, exact) }),
    };
    return this.below(`${role} "${String(name ?? '')}"`, (element) => queryAllByRole(element, role, options));
  }

  /** The innermost elements that hold the text. */
  getByText(text: Text, { exact = false } = {}): DomLocator {
    const holds = (element: Element) => isMeant(tidy(element.textContent), text, exact);
    return this.below(`text "${String(text)}"`, (element) =>
      [...element.querySelectorAll<HTMLElement>('*')].filter((one) => holds(one) && ![...one.children].some(holds)),
    );
  }

  getByLabel(text: Text, { exact = false } = {}): DomLocator {
    return this.below(`label "${String(text)}"`, (element) =>
      queryAllByLabelText(element, (label) => isMeant(tidy(label), text, exact)),
    );
  }

  locator(selector: string): DomLocator {
    if (selector === 'visible=true')
      return this.narrowed('to be seen', () => this.find().filter((one) => !isHidden(one)));
    if (selector === 'xpath=..')
      return this.narrowed('parent', () => this.find().flatMap(({ parentElement }) => parentElement ?? []));
    return this.below(selector, (element) => [...element.querySelectorAll<HTMLElement>(selector)]);
  }

  filter({ hasText, has }: FilterOptions): DomLocator {
    return this.narrowed(`with ${String(hasText ?? has?.description)}`, () =>
      this.find().filter(
        (element) =>
          (hasText === undefined || isMeant(tidy(element.textContent), hasText)) &&
          (has === undefined || has.find().some((inside) => inside !== element && element.contains(inside))),
      ),
    );
  }

  and(other: DomLocator): DomLocator {
    return this.narrowed(`and ${other.description}`, () => {
      const others = other.find();
      return this.find().filter((element) => others.includes(element));
    });
  }

  nth(index: number): DomLocator {
    return this.narrowed(`number ${index}`, () => {
      const one = this.find().at(index);
      return one ? [one] : [];
    });
  }

  first(): DomLocator {
    return this.nth(0);
  }

  last(): DomLocator {
    return this.nth(-1);
  }

  /** The elements of this moment. */
  now(): readonly HTMLElement[] {
    return this.find();
  }

  /** The one element of this moment. Throws when there is none, or more than one. */
  one(): HTMLElement {
    const found = this.find();
    const [element] = found;
    if (!element || found.length > 1) throw new Error(`${found.length} times: ${this.description}`);
    return element;
  }

  private attached({ timeout }: Patience = {}): Promise<HTMLElement> {
    return until(() => this.one(), timeout);
  }

  /** To be seen and enabled, on a page that is at rest; `force` takes it as it is. */
  private async ready(force = false): Promise<HTMLElement> {
    await settled();
    return until(() => {
      const element = this.one();
      if (!force && isHidden(element)) throw new Error(`hidden: ${this.description}`);
      if (!force && isDisabled(element)) throw new Error(`disabled: ${this.description}`);
      return element;
    });
  }

  async waitFor({
    state = 'visible',
    timeout,
  }: { state?: 'visible' | 'hidden' | 'detached' } & Patience = {}): Promise<void> {
    await until(() => {
      const found = this.find();
      const isSeen = found.length > 0 && found.every((element) => !isHidden(element));
      const holds = state === 'visible' ? isSeen : state === 'hidden' ? !isSeen : found.length === 0;
      if (!holds) throw new Error(`not ${state}: ${this.description}`);
    }, timeout);
  }

  async click({ force = false } = {}): Promise<void> {
    await this.user.click(await this.ready(force));
  }

  async hover(): Promise<void> {
    await this.user.hover(await this.ready());
  }

  async focus(): Promise<void> {
    (await this.attached()).focus();
  }

  /** Puts the text in the place of what a field holds, in one step, as a paste does. */
  async fill(text: string): Promise<void> {
    const field = (await this.ready()) as HTMLInputElement;
    field.focus();
    // React looks at the setter of the element itself to see what changed.
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')?.set?.call(field, text);
    field.dispatchEvent(new Event('input', { bubbles: true }));
    // What follows sees what was drawn of it, as it does in a window.
    await Promise.resolve();
  }

  async selectText(): Promise<void> {
    const field = (await this.ready()) as HTMLInputElement;
    field.focus();
    field.select();
  }

  async selectOption(value: string): Promise<void> {
    await this.user.selectOptions(await this.ready(), value);
  }

  async check(): Promise<void> {
    await this.setChecked(true);
  }

  async uncheck(): Promise<void> {
    await this.setChecked(false);
  }

  private async setChecked(isWanted: boolean): Promise<void> {
    if (isChecked(await this.ready()) !== isWanted) await this.click();
    await until(() => {
      if (isChecked(this.one()) !== isWanted)
        throw new Error(`not ${isWanted ? '' : 'un'}checked: ${this.description}`);
    });
  }

  async getAttribute(name: string): Promise<string | null> {
    return (await this.attached()).getAttribute(name);
  }

  async innerText(): Promise<string> {
    return shownText(await this.attached());
  }

  allInnerTexts(): Promise<string[]> {
    return Promise.resolve(this.find().map(shownText));
  }

  count(): Promise<number> {
    return Promise.resolve(this.find().length);
  }

  isVisible(): Promise<boolean> {
    return Promise.resolve(this.find().some((element) => !isHidden(element)));
  }
}

export class DomPage extends DomLocator {
  readonly keyboard: { readonly press: (key: string) => Promise<void> };

  constructor() {
    const user = userEvent.setup({ delay: null });
    super(user, 'page', () => [document.body]);
    this.keyboard = {
      async press(keys) {
        await settled();
        await user.keyboard(pressed(keys));
      },
    };
  }
}

/** As Playwright names keys, e.g. "F1", "Control+b" or "Control+Digit2"; as user-event presses them. */
function pressed(keys: string): string {
  const held = keys.split('+');
  const last = held.pop() ?? '';
  const key = /^(Digit\d|Key[A-Z])$/.test(last) ? `[${last}]` : `{${last}}`;
  return [...held.map((name) => `{${name}>}`), key, ...held.reverse().map((name) => `{/${name}}`)].join('');
}

function isChecked(element: HTMLElement): boolean {
  return 'checked' in element ? element.checked === true : element.getAttribute('aria-checked') === 'true';
}

/** As Playwright sees it: also where only assistive technology is told. */
export function isDisabled(element: HTMLElement): boolean {
  return element.matches(':disabled') || element.closest('[aria-disabled="true"]') !== null;
}
