// What a .reg file leaves behind after Windows has read it to its end: the last line about a name wins, and what a later
// line deletes (the value, its key or a key above) is gone. In bounded memory, however long the file is.
// Protects: nothing that the file itself takes back is reported as a mistake.
import { parameterNamed, parametersKeyPath } from '../contract/registry/parameters';
import { foldedName } from '../contract/registry/value-name';
import { bytesInTree, KeyTree } from '../reg-file/key-tree';
import type { RegFileSink, SinkValue } from '../reg-file/scanned-value';
import { concernsParameter, mayBeginParameter, mayBeParameter, type LintedValue } from './value-findings';

/** A value below another key than that of the article. */
export interface ValueElsewhere extends LintedValue {
  readonly path: string;
}

interface Standing {
  readonly value: ValueElsewhere;
  readonly kind: Kind;
  readonly shortDwordLine: number | null;
  /** Its share of the room. */
  readonly bytes: number;
  readonly order: number;
}

/** Why a value is tracked: it concerns a parameter in our key, is named like one elsewhere, or is a short dword. */
type Kind = 'ours' | 'elsewhere' | 'short';

/** Values of each kind that are tracked at a time, as long as there is room. */
const mostOfKind = 1000;
/** In bytes. */
const room = 16 * 1024 * 1024;
const ourPath = foldedName(parametersKeyPath);

export class LeftBehind implements RegFileSink {
  /** Paths of our key with a trailing backslash, which Windows forgives. */
  readonly backslashed: string[] = [];
  /** How often the file says something that there was no room to track. */
  leftOut = 0;
  private readonly tree = new KeyTree<Standing>();
  private readonly followed: Record<Kind, number> = { ours: 0, elsewhere: 0, short: 0 };
  private roomLeft = room;
  private order = 0;
  /** Lengths of the names of short dwords: a cheap way to rule out values that take none back. */
  private readonly shortLengths = new Set<number>();
  private path = '';
  /** Of the path with its trailing backslashes, which the shortened one keeps in memory. */
  private pathBytes = 0;
  private folded: string | null = null;
  private isOurs = false;

  key(path: string, isDeletion: boolean): void {
    this.path = withoutTrailingBackslashes(path);
    this.pathBytes = 2 * path.length;
    this.folded = null;
    if (isDeletion) {
      this.tree.take(foldedName(this.path)).forEach((standing) => this.giveBack(standing));
      return;
    }
    this.isOurs = this.path.length === ourPath.length && foldedName(this.path) === ourPath;
    if (this.isOurs && path !== this.path) this.noteBackslash(path);
  }

  value(value: SinkValue): void {
    const { nameLength, initial, type, shortDwordLine, size, data } = value;
    const isShort = shortDwordLine !== null || this.shortLengths.has(nameLength);
    if (!isShort && !this.isOurs && !mayBeginParameter(initial)) return;
    const { name } = value;
    const kind = this.kindOf(name, shortDwordLine);
    if (!kind && !this.shortLengths.has(nameLength)) return;
    const path = (this.folded ??= foldedName(this.path));
    const folded = foldedName(name);
    const before = this.tree.get(path, folded);
    if (before) {
      this.tree.delete(path, folded);
      this.giveBack(before);
    }
    if (!kind || type === null) return;
    const bytes = bytesInTree(path, name) + this.pathBytes + size;
    if (!this.takeRoom(kind, name, bytes)) {
      this.leftOut += 1;
      return;
    }
    if (kind === 'short') this.shortLengths.add(nameLength);
    const standing = { path: this.path, name, type, size, data: data() };
    this.tree.set(path, folded, { value: standing, kind, shortDwordLine, bytes, order: this.order++ });
  }

  /** Values of the key of the article that concern a parameter. */
  ours(): ValueElsewhere[] {
    return this.ofKind('ours');
  }

  /** Values below any other key that are named like one of the article. */
  elsewhere(): ValueElsewhere[] {
    return this.ofKind('elsewhere');
  }

  /** Lines of short dwords that still count. */
  shortDwordLines(): number[] {
    return this.inOrder().flatMap(({ shortDwordLine }) => shortDwordLine ?? []);
  }

  private ofKind(wanted: Kind): ValueElsewhere[] {
    return this.inOrder().flatMap(({ kind, value }) => (kind === wanted ? value : []));
  }

  private inOrder(): Standing[] {
    return this.tree.all().sort((a, b) => a.order - b.order);
  }

  private kindOf(name: string, shortDwordLine: number | null): Kind | null {
    if (this.isOurs ? concernsParameter(name) : mayBeParameter(name)) return this.isOurs ? 'ours' : 'elsewhere';
    return shortDwordLine === null ? null : 'short';
  }

  private takeRoom(kind: Kind, name: string, bytes: number): boolean {
    const isFull = this.followed[kind] === mostOfKind || this.roomLeft < bytes;
    // The two values of the article always have room.
    if (isFull && !(kind === 'ours' && parameterNamed(name))) return false;
    this.followed[kind] += 1;
    this.roomLeft -= bytes;
    return true;
  }

  private noteBackslash(path: string): void {
    const bytes = 2 * path.length;
    if (this.backslashed.length === mostOfKind || this.roomLeft < bytes) {
      this.leftOut += 1;
      return;
    }
    this.roomLeft -= bytes;
    this.backslashed.push(path);
  }

  private giveBack({ kind, bytes }: Standing): void {
    this.followed[kind] -= 1;
    this.roomLeft += bytes;
  }
}

/** Windows forgives them. */
function withoutTrailingBackslashes(path: string): string {
  let end = path.length;
  while (end > 0 && path[end - 1] === '\\') end -= 1;
  return path.slice(0, end);
}
