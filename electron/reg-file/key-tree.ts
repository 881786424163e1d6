// Values by key and name, from which a key can be removed together with everything below it.
// Protects: a removal costs no more than what it removes, however many keys there are.

/** Registry keys are not nested deeper; anything below counts as a child of the last level. */
const deepest = 512;

interface Node<Value> {
  readonly values: Map<string, Value>;
  readonly children: Map<string, Node<Value>>;
}

/** Expects folded paths and names. */
export class KeyTree<Value> {
  private readonly root: Node<Value> = emptyNode();

  set(path: string, name: string, value: Value): void {
    let node = this.root;
    for (const part of levelsOf(path)) {
      const child = node.children.get(part) ?? emptyNode<Value>();
      node.children.set(part, child);
      node = child;
    }
    node.values.set(name, value);
  }

  get(path: string, name: string): Value | undefined {
    return this.find(levelsOf(path))?.values.get(name);
  }

  delete(path: string, name: string): void {
    this.find(levelsOf(path))?.values.delete(name);
  }

  /** Removes a key with everything below it, and returns the values. */
  take(path: string): Value[] {
    const levels = levelsOf(path);
    const last = levels.pop() ?? '';
    const parent = this.find(levels);
    const node = parent?.children.get(last);
    parent?.children.delete(last);
    return node ? valuesOf(node) : [];
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

function emptyNode<Value>(): Node<Value> {
  return { values: new Map(), children: new Map() };
}

function levelsOf(path: string): string[] {
  const parts = path.split('\\');
  return parts.length <= deepest ? parts : [...parts.slice(0, deepest - 1), parts.slice(deepest - 1).join('\\')];
}

function valuesOf<Value>(top: Node<Value>): Value[] {
  const values: Value[] = [];
  const waiting = [top];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    values.push(...node.values.values());
    waiting.push(...[...node.children.values()].reverse());
  }
  return values;
}
