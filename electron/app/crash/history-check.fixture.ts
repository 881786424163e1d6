// The history as shown and as exported has each change once, with the sides that were written.
import assert from 'node:assert/strict';
import { historyCsv } from '../../services/history-view';
import { sidesOf, type Model } from './model.fixture';
import type { Program } from './program.fixture';

const outcomes: Readonly<Record<string, string>> = {
  open: 'open',
  applied: 'done',
  undone: 'done',
  kept: 'done',
  'rolled-back': 'failed',
};

export async function checkHistory({ services }: Program, model: Model): Promise<void> {
  const view = await services.history.read();
  assert.ok(view.ok);
  const events = view.value.entries.map(({ event }) => event).reverse();
  const told = events.filter(({ changeId }) => changeId !== null);
  assert.deepEqual(
    told.map(({ changeId, kind, outcome, changes }) => ({ id: changeId, kind, outcome, changes: sidesOf(changes) })),
    model.changes.map(({ id, reason, state, changes }) => ({ id, kind: reason, outcome: outcomes[state], changes })),
  );
  const rows = historyCsv(events).split('\r\n');
  for (const { id, changes } of model.changes) {
    for (const { name, before, after } of changes) {
      const cells = `,${name},${cell(before)},${cell(after)},`;
      const own = rows.filter((row) => row.includes(id) && row.includes(cells));
      assert.equal(own.length, 1, `${cells} of ${id} once in the table`);
    }
  }
}

/** A side as the exported table shows it. */
function cell(side: string): string {
  const range = /^(\d+)–\d+ \((\d+) ports\)$/.exec(side);
  return range ? `start ${range[1] ?? ''} number ${range[2] ?? ''}` : side.replace(/ \(0x[0-9a-f]+\)$/, '');
}
