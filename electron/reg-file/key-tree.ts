// Values by key and name, from which a key can be removed together with everything below it.
// Protects: a removal costs no more than what it removes, however many keys there are.

/** Registry keys are not nested deeper; anything below counts as a child of the last level. */
const deepest = 512;

interface Node<Value> {
  /** Null for the root. */
  readonly parent: Node<Value> | null;
  readonly part: string;
  readonly values: Map<string, Value>;
  readonly children: Map<string, Node<Value>>;
}

/** Expects folded paths and names. */
export class KeyTree<Value> {
  private readonly root: Node<Value> = emptyNode(null, '');

  set(path: string, name: string, value: Value): void {
    let node = this.root;
    for (const part of levelsOf(path)) {
      const child = node.children.get(part) ?? emptyNode(node, part);
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

function emptyNode<Value>(parent: Node<Value> | null, part: string): Node<Value> {
  return { parent, part, values: new Map(), children: new Map() };
}

/** Removes a node with nothing in it from the tree, and those above it that then have nothing either. */
function prune<Value>(empty: Node<Value>): void {
  let node = empty;
  while (node.parent && node.values.size + node.children.size === 0) {
    node.parent.children.delete(node.part);
    node = node.parent;
  }
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
