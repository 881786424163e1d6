// The part of @xmldom/xmldom that is used here. Its own declarations bring the types of a whole browser along, with which
// `document` would pass the type check of the main process (paths in tsconfig.base.json).

export interface ChildNode {
  readonly nodeType: number;
  readonly nodeValue: string | null;
  readonly textContent: string | null;
}

export interface Element extends ChildNode {
  readonly localName: string;
  readonly childNodes: { readonly length: number; readonly [index: number]: ChildNode };
  getAttribute(name: string): string | null;
}

type Told = (message: string) => void;

export declare class DOMParser {
  constructor(options: {
    readonly errorHandler: { readonly warning: Told; readonly error: Told; readonly fatalError: Told };
  });
  parseFromString(text: string, type: string): { readonly documentElement: Element };
}
