// Values by key and name, from which a key can be removed together with everything below it.
// Protects: a removal costs no more than what it removes, however many keys there are.

/** Registry keys are not nested deeper; anything below counts as a child of the last level. */
const deepest = 512;

class Node<Value> {
  readonly values = new Map<string, Value>();
  readonly children = new Map<string, Node<Value>>();

  /** `parent`: null for the root. */
  constructor(
    readonly parent: Node<Value> | null,
    readonly part: string,
  ) {}
}

/** Expects folded paths and names. */
export class KeyTree<Value> {
  private readonly root = new Node<Value>(null, '');

  set(path: string, name: string, value: Value): void {
    let node = this.root;
    for (const part of levelsOf(path)) {
      const child = node.children.get(part) ?? new Node(node, part);
      node.children.set(part, child);
      node = child;
    }
    node.values.set(name, value);
  }

  get(path: string, name: string): Value | undefined {
    return this.find(levelsOf(path))?.values.get(name);
  }

  delete(path: string, name: string): void {
    const node = this.find(levelsOf(path));
    if (node?.values.delete(name)) prune(node);
  }

  /** Removes a key with everything below it, and returns the values. */
  take(path: string): Value[] {
    const node = this.find(levelsOf(path));
    if (!node) return [];
    const values = valuesOf(node);
    node.values.clear();
    node.children.clear();
    prune(node);
    return values;
  }

  all(): Value[] {
    return valuesOf(this.root);
  }

  private find(levels: readonly string[]): Node<Value> | undefined {
    let node: Node<Value> | undefined = this.root;
    for (const part of levels) node = node?.children.get(part);
    return node;
  }
}

/** Approximate memory of a value in a tree in bytes, without its data. */
export function bytesInTree(path: string, name: string): number {
  return 400 * levelsOf(path).length + 2 * (path.length + name.length);
}

/** Removes a node with nothing in it from the tree, and those above it that then have nothing either. */
function prune<Value>({ parent, part, values, children }: Node<Value>): void {
  if (!parent || values.size + children.size > 0) return;
  parent.children.delete(part);
  prune(parent);
}

function levelsOf(path: string): string[] {
  const parts = path.split('\\');
  return parts.length <= deepest ? parts : [...parts.slice(0, deepest - 1), parts.slice(deepest - 1).join('\\')];
}

/** Added one by one: a file decides how many there are, and a call takes only so many arguments. */
function valuesOf<Value>(node: Node<Value>, into: Value[] = []): Value[] {
  for (const value of node.values.values()) into.push(value);
  for (const child of node.children.values()) valuesOf(child, into);
  return into;
}
