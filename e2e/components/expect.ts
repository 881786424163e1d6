// What is expected of a locator, in Playwright's words: asked again until it holds.
import { expect } from 'vitest';
import { isDisabled, until, type DomLocator } from './page';
import { isHidden, tidy } from './shown';

type Text = string | RegExp;
interface Options {
  readonly timeout?: number;
}

interface LocatorMatchers<R> {
  toBeVisible(options?: Options): Promise<R>;
  toBeHidden(options?: Options): Promise<R>;
  toBeEnabled(options?: Options): Promise<R>;
  toBeChecked(options?: Options): Promise<R>;
  toBeFocused(options?: Options): Promise<R>;
  toHaveCount(count: number, options?: Options): Promise<R>;
  toContainText(text: Text, options?: Options): Promise<R>;
  toHaveText(texts: readonly Text[], options?: Options): Promise<R>;
  toHaveAttribute(name: string, value: string, options?: Options): Promise<R>;
  toHaveValue(value: string, options?: Options): Promise<R>;
}

declare module 'vitest' {
  // oxlint-disable-next-line typescript/no-empty-object-type, typescript/no-explicit-any -- how vitest is told of matchers
  interface Matchers<T = any> extends LocatorMatchers<T> {}
}

/** What a matcher sees of a locator: whether it holds, and what is there. */
interface Seen {
  /** Null where there is none to ask, or more than one: then neither it nor its contrary holds. */
  readonly holds: boolean | null;
  readonly found: unknown;
}

function matcher(title: string, look: (locator: DomLocator, ...args: never[]) => Seen) {
  return async function (this: { isNot?: boolean }, locator: DomLocator, ...rest: readonly unknown[]) {
    const isNot = this.isNot === true;
    const options = rest.at(-1);
    const timeout = isOptions(options) ? options.timeout : undefined;
    let seen: Seen = { holds: null, found: 'nothing yet' };
    await until(() => {
      seen = look(locator, ...(rest as never[]));
      if (seen.holds === null || seen.holds === isNot) throw new Error('not yet');
    }, timeout).catch(() => undefined);
    return {
      pass: seen.holds ?? isNot,
      message: () =>
        `${locator.description}\n  expected${isNot ? ' not' : ''} ${title} ${rest.map(String).join(', ')}\n  found ${String(seen.found)}`,
    };
  };
}

function isOptions(value: unknown): value is Options {
  return typeof value === 'object' && value !== null && 'timeout' in value;
}

/** Of the one element that is there. */
function ofOne(locator: DomLocator, look: (element: HTMLElement) => Seen): Seen {
  const found = locator.now();
  const [element] = found;
  return element && found.length === 1 ? look(element) : { holds: null, found: `${found.length} elements` };
}

const holdsText = (element: HTMLElement, text: Text): boolean =>
  typeof text === 'string' ? tidy(element.textContent).includes(tidy(text)) : text.test(tidy(element.textContent));

expect.extend({
  toBeVisible: matcher('to be seen', (locator) => {
    const seen = locator.now().filter((one) => !isHidden(one));
    return { holds: seen.length > 1 ? null : seen.length === 1, found: seen.map(({ outerHTML }) => outerHTML) };
  }),
  toBeHidden: matcher('to be hidden', (locator) => {
    const seen = locator.now().filter((one) => !isHidden(one));
    return { holds: seen.length === 0, found: seen.map(({ outerHTML }) => outerHTML) };
  }),
  toBeEnabled: matcher('to be enabled', (locator) =>
    ofOne(locator, (one) => ({ holds: !isDisabled(one), found: one.outerHTML })),
  ),
  toBeChecked: matcher('to be checked', (locator) =>
    ofOne(locator, (one) => ({ holds: (one as HTMLInputElement).checked, found: one.outerHTML })),
  ),
  toBeFocused: matcher('to have the focus', (locator) =>
    ofOne(locator, (one) => ({ holds: document.activeElement === one, found: document.activeElement?.outerHTML })),
  ),
  toHaveCount: matcher('to be there, times', (locator, count: number) => ({
    holds: locator.now().length === count,
    found: locator.now().length,
  })),
  toContainText: matcher('to contain', (locator, text: Text) =>
    ofOne(locator, (one) => ({ holds: holdsText(one, text), found: tidy(one.textContent) })),
  ),
  toHaveText: matcher('to have the texts', (locator, texts: readonly Text[]) => {
    const found = locator.now();
    return {
      holds: found.length === texts.length && found.every((one, index) => holdsText(one, texts[index] ?? /$^/)),
      found: found.map(({ textContent }) => tidy(textContent)),
    };
  }),
  toHaveAttribute: matcher('to have the attribute', (locator, name: string, value: string) =>
    ofOne(locator, (one) => ({ holds: one.getAttribute(name) === value, found: one.outerHTML })),
  ),
  toHaveValue: matcher('to have the value', (locator, value: string) =>
    ofOne(locator, (one) => ({
      holds: (one as HTMLInputElement).value === value,
      found: (one as HTMLInputElement).value,
    })),
  ),
});

export { expect };
