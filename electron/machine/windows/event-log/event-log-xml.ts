// Reads events out of what `wevtutil qe ... /f:xml` prints, whatever its code page.
// Protects: an answer that is not understood is "not known", never a shorter list.
import { type ChildNode, DOMParser, type Element } from '@xmldom/xmldom';
import type { LoggedEvent } from '../../interfaces/event-log';

const elementNode = 1;

/** One `<Event>` of the Windows event schema: its source, number and time. */
export interface SourcedEvent extends LoggedEvent {
  readonly source: string;
}

/**
 * The events in the order in which they stand; null when the answer is not a row of events. Texts of other languages do
 * not matter: what is read here is ASCII in every code page, and no byte of a double-byte character looks like markup.
 */
export function readEventsXml(output: Uint8Array): SourcedEvent[] | null {
  // One event follows the other without a root; a declaration may stand before them.
  const text = decoded(output).replace(/^\s*<\?xml[^>]*\?>/, '');
  if (text.trim() === '') return [];
  // A document type could define entities; wevtutil writes none.
  if (text.includes('<!')) return null;
  try {
    const root = strictParser().parseFromString(`<all>${text}</all>`, 'text/xml').documentElement;
    const nodes = nodesOf(root);
    const hasText = nodes.some((node) => node.nodeType !== elementNode && node.nodeValue?.trim() !== '');
    const events = nodes.filter(isElement).map(eventOf);
    return hasText || events.includes(null) ? null : events.filter((event) => event !== null);
  } catch {
    return null;
  }
}

function eventOf(element: Element): SourcedEvent | null {
  const system = element.localName === 'Event' ? childNamed(element, 'System') : undefined;
  if (!system) return null;
  const source = childNamed(system, 'Provider')?.getAttribute('Name');
  const id = Number(childNamed(system, 'EventID')?.textContent ?? Number.NaN);
  const at = Date.parse(childNamed(system, 'TimeCreated')?.getAttribute('SystemTime') ?? '');
  return source && Number.isInteger(id) && id >= 0 && Number.isFinite(at) ? { source, id, at } : null;
}

function childNamed(parent: Element, name: string): Element | undefined {
  return nodesOf(parent)
    .filter(isElement)
    .find(({ localName }) => localName === name);
}

function nodesOf({ childNodes }: Element): ChildNode[] {
  return Array.from({ length: childNodes.length }, (_, index) => childNodes[index]).filter(
    (node) => node !== undefined,
  );
}

function isElement(node: ChildNode): node is Element {
  return node.nodeType === elementNode;
}

/** By itself the parser repairs what it can, and prints its remarks. */
function strictParser(): DOMParser {
  const refuse = (message: string): never => {
    throw new Error(message);
  };
  return new DOMParser({ errorHandler: { warning: refuse, error: refuse, fatalError: refuse } });
}

function decoded(output: Uint8Array): string {
  const bytes = Buffer.from(output);
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes.length > 1 && bytes[1] === 0))
    return bytes.toString('utf16le').replace(/^\ufeff/, '');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return bytes.toString('latin1');
  }
}
