// What was read from a .reg file as columns of numbers: a million values cost four buffers, which a worker hands over
// without a copy. Protects: building them never needs more memory than the text itself has bytes.

/** Offsets are bytes in `arena`, lengths of text are UTF-16 units, lengths of data are bytes. */
export interface RegFileColumns {
  readonly arena: ArrayBuffer;
  readonly keyCount: number;
  /** Per key: offset of its path, length of it, 1 for `[-HKEY...]` or 0, number of its first value. */
  readonly keys: Uint32Array<ArrayBuffer>;
  readonly valueCount: number;
  /** Per value: offset of its name, length of it, type, offset of its data, length of it or `deletionLength`. */
  readonly values: Uint32Array<ArrayBuffer>;
}

export const keyColumns = 4;
export const valueColumns = 5;
/** In place of the length of data: the file says `"name"=-`. */
export const deletionLength = 0xffff_ffff;

/** Collects columns. Text and data are written straight into `bytes` and `units`, two views of one buffer. */
export class RegFileColumnsBuilder {
  readonly bytes: Uint8Array;
  readonly units: Uint16Array;
  /** Where the next text or data goes, in bytes; always even, so that text can start there. */
  end = 0;
  private readonly arena: ArrayBuffer;
  private keys = new Uint32Array(16 * keyColumns);
  private keyCount = 0;
  private values = new Uint32Array(64 * valueColumns);
  private valueCount = 0;

  /**
   * `unitCount`: length of the text that is read. A name or path takes the space of its own units, data no more than
   * its digits or units and what introduces them, so the buffer never fills; pages never written cost no memory.
   */
  constructor(unitCount: number) {
    this.arena = new ArrayBuffer(unitCount * 2 + 64);
    this.bytes = new Uint8Array(this.arena);
    this.units = new Uint16Array(this.arena);
  }

  addKey(pathOffset: number, pathLength: number, isDeletion: boolean): void {
    const row = this.keyCount * keyColumns;
    if (row === this.keys.length) this.keys = grown(this.keys);
    this.keys[row] = pathOffset;
    this.keys[row + 1] = pathLength;
    this.keys[row + 2] = isDeletion ? 1 : 0;
    this.keys[row + 3] = this.valueCount;
    this.keyCount += 1;
  }

  addValue(nameOffset: number, nameLength: number, type: number, dataOffset: number, dataLength: number): void {
    const row = this.valueCount * valueColumns;
    if (row === this.values.length) this.values = grown(this.values);
    this.values[row] = nameOffset;
    this.values[row + 1] = nameLength;
    this.values[row + 2] = type;
    this.values[row + 3] = dataOffset;
    this.values[row + 4] = dataLength;
    this.valueCount += 1;
  }

  /** Values so far: the number of the next one, from 0. */
  get nextValue(): number {
    return this.valueCount;
  }

  /** Keys and values so far. */
  get entryCount(): number {
    return this.keyCount + this.valueCount;
  }

  finish(): RegFileColumns {
    const { arena, keys, keyCount, values, valueCount } = this;
    return { arena, keys, keyCount, values, valueCount };
  }
}

function grown(column: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(column.length * 2);
  larger.set(column);
  return larger;
}
