// The rows of the Restart Manager, as its header lays them out.
import { describe, expect, it } from 'vitest';
import { holderNames, holdersOf } from './restart-manager';

function rows(...programs: { readonly id: number; readonly name: string; readonly service?: string }[]): Buffer {
  const bytes = Buffer.alloc(programs.length * 668);
  programs.forEach(({ id, name, service = '' }, index) => {
    bytes.writeUInt32LE(id, index * 668);
    bytes.write(name, index * 668 + 12, 'utf16le');
    bytes.write(service, index * 668 + 524, 'utf16le');
  });
  return bytes;
}

describe('who holds a file', () => {
  it('names program, service and process id', () => {
    const bytes = rows(
      { id: 1234, name: 'Antivirus Service', service: 'WinDefend' },
      { id: 4_000_000_000, name: 'Édition' },
      { id: 7, name: '' },
    );
    expect(holderNames(bytes, 3)).toEqual(['Antivirus Service [WinDefend] (1234)', 'Édition (4000000000)', '? (7)']);
    expect(holderNames(bytes, 1)).toHaveLength(1);
    expect(holderNames(bytes, 0)).toEqual([]);
  });

  it('strips line breaks, escape sequences and direction marks from names', () => {
    expect(holderNames(rows({ id: 1, name: 'a\r\nb\u001b[31m\u202ec' }), 1)).toEqual(['ab[31mc (1)']);
  });

  it('reports nothing, and does not fail, where there is no Restart Manager', async () => {
    if (process.platform === 'win32') return;
    expect(await holdersOf('/etc/hostname')).toEqual([]);
  });
});
