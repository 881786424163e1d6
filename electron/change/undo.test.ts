import { describe, expect, it } from 'vitest';
import type { ChangeRecord } from '../contract/history/change-record';
import { changeRecord } from '../history/change-record.fixture';
import { fold } from '../history/fold';
import type { LogEntry } from '../history/log-line';
import { lastToUndo } from './undo';

const at = '2026-01-02T03:04:05.000Z';
type Made = readonly [
  id: string,
  reason: ChangeRecord['reason'],
  state: 'applied' | 'kept' | 'rolled-back',
  reverses?: string,
];

/** Changes one after the other. */
function entries(made: readonly Made[]): LogEntry[] {
  return made.flatMap(([id, reason, state, reverses]): LogEntry[] => [
    {
      kind: 'change-opened',
      change: changeRecord({ id, reason, reverses, state: 'open', endedAt: null }),
    },
    { kind: 'change-closed', id, state, at, errorCode: null },
  ]);
}

const undoes = (...made: readonly Made[]) => lastToUndo({ ...fold(entries(made)), faults: [], isUncertain: false });

describe('undo without an id', () => {
  it.each<[string, Made[]]>([
    ['nothing was changed', []],
    [
      'the last change was put back by the program',
      [
        ['a', 'apply', 'applied'],
        ['b', 'apply', 'rolled-back'],
      ],
    ],
    [
      'the last change was cut off and led back',
      [
        ['a', 'apply', 'applied'],
        ['r', 'recovery', 'applied', 'b'],
      ],
    ],
    [
      'the last change was undone',
      [
        ['a', 'apply', 'applied'],
        ['b', 'apply', 'applied'],
        ['u', 'undo', 'applied', 'b'],
      ],
    ],
    [
      'the undo of an older change was put back',
      [
        ['a', 'apply', 'applied'],
        ['b', 'apply', 'applied'],
        ['u', 'undo', 'rolled-back', 'a'],
      ],
    ],
  ])('finds nothing where %s, and undoes what came before only by its id', (_, made) => {
    expect(undoes(...made)).toEqual({ kind: 'none' });
  });

  it.each<[string, Made[], string]>([
    [
      'the change that was made last',
      [
        ['a', 'apply', 'applied'],
        ['b', 'restore', 'applied'],
      ],
      'b',
    ],
    [
      'the change that was kept as it was found',
      [
        ['a', 'apply', 'applied'],
        ['b', 'apply', 'kept'],
      ],
      'b',
    ],
    [
      'the change whose undo was put back',
      [
        ['a', 'apply', 'applied'],
        ['b', 'apply', 'applied'],
        ['u', 'undo', 'rolled-back', 'b'],
      ],
      'b',
    ],
  ])('finds %s', (_, made, id) => {
    expect(undoes(...made)).toEqual({ kind: 'change', id });
  });

  it('finds nothing certain where a newer change may be among what cannot be read', () => {
    expect(lastToUndo({ ...fold(entries([['a', 'apply', 'applied']])), faults: [], isUncertain: true })).toEqual({
      kind: 'unknown',
    });
  });
});
