// What of the DOM is shown, and as which text: a page without a layout tells it by its elements.
const blocks =
  /^(address|article|aside|dd|details|div|dl|dt|fieldset|footer|form|h[1-6]|header|li|main|nav|ol|p|pre|section|table|tbody|thead|tr|ul)$/;

/** One blank for every run of white space, none at the ends. */
export function tidy(text: string | null): string {
  return (text ?? '').replaceAll(/\s+/g, ' ').trim();
}

/** Whether an element or one around it is not shown: hidden by attribute or by a style of its own. */
export function isHidden(element: Element): boolean {
  for (let around: Element | null = element; around; around = around.parentElement) {
    const { display, visibility } = (around as HTMLElement).style;
    if (display === 'none' || visibility === 'hidden' || (around as HTMLElement).hidden) return true;
  }
  return false;
}

/** As `innerText`: a line for each block, a tab between the cells of a row; what is not shown is left out. */
export function shownText(element: HTMLElement): string {
  if (element.matches('pre')) return element.textContent;
  return textOf(element)
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

function textOf(node: Node): string {
  if (node.nodeType === Node.TEXT_NODE)
    return isPreformatted(node) ? (node.textContent ?? '') : (node.textContent ?? '').replaceAll(/\s+/g, ' ');
  if (!(node instanceof HTMLElement) || isHidden(node) || node.matches('style, script')) return '';
  const name = node.tagName.toLowerCase();
  if (name === 'br') return '\n';
  if (name === 'tr') return `\n${[...node.children].map((cell) => textOf(cell).trim()).join('\t')}\n`;
  const inside = [...node.childNodes].map(textOf).join('');
  return blocks.test(name) ? `\n${inside}\n` : inside;
}

function isPreformatted(node: Node): boolean {
  return node.parentElement?.closest('pre, textarea') !== null;
}
