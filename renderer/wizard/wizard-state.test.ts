// The wizard's rules, on single moves and on any sequence of them.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canGoTo,
  initialState,
  reduceWizard,
  stepNames,
  type PreparedPlan,
  type WizardAction,
  type WizardState,
} from './wizard-state';
import { parameterNames } from '../../electron/contract/registry/parameters';
import type { BackupInfo } from '../../electron/contract/backup/backup-info';
import type { ChangeOutcome } from '../../electron/contract/history/outcome';

const backup: BackupInfo = {
  id: '0d3c4f5e-0000-4000-8000-000000000001',
  file: 'b.reg',
  folder: '/b',
  createdAt: '2026-01-01T00:00:00Z',
  sizeInBytes: 1,
  sha256: '00',
  valueCount: 1,
  writtenBy: 'own-codec',
};
const plan: PreparedPlan = {
  requested: [{ name: 'MaxUserPort', value: 65534 }],
  preview: {
    token: 't',
    changes: [],
    texts: { apply: '', undo: '', applyCommands: [], undoCommands: [] },
    sideEffects: [],
  },
};
const outcome: ChangeOutcome = {
  record: {
    id: 'c',
    reason: 'apply',
    state: 'applied',
    startedAt: '',
    endedAt: '',
    changes: [],
    backup,
    bootedAt: '',
    computerName: '',
    userName: '',
    programVersion: '',
  },
  verdict: 'waiting-for-restart',
  proof: { takenAt: '', wasRestarted: false, rows: [], movedAlong: [], probe: 'waiting-for-restart', reports: [] },
};

const next: WizardAction = { type: 'next' };
const backedUp: WizardAction = { type: 'backed-up', backup };
const planned: WizardAction = { type: 'planned', plan };

function after(...actions: readonly WizardAction[]): WizardState {
  return actions.reduce(reduceWizard, initialState);
}

const anyAction: fc.Arbitrary<WizardAction> = fc.oneof(
  fc.constant(next),
  fc.constant(next),
  fc.constant(backedUp),
  fc.constant(planned),
  fc.constantFrom<WizardAction>(
    { type: 'back' },
    { type: 'plan-lost' },
    { type: 'start-over' },
    { type: 'machine-changed' },
    { type: 'outcome-gone' },
    { type: 'applied', outcome },
    { type: 'outcome-shown', outcome },
    { type: 'busy', isBusy: true },
    { type: 'busy', isBusy: false },
  ),
  fc.constantFrom(...stepNames).map((step): WizardAction => ({ type: 'go-to', step })),
  fc
    .tuple(fc.constantFrom(...parameterNames), fc.constantFrom('leave', 'set', 'default'), fc.string())
    .map(([name, choice, text]): WizardAction => ({ type: 'draft-changed', name, draft: { choice, text } })),
);

describe('wizard', () => {
  it('walks the six steps in order', () => {
    const walk = [next, backedUp, next, planned, next];
    expect(after(...walk).step).toBe('apply');
    expect(after(...walk, { type: 'applied', outcome }).step).toBe('done');
  });

  it('does not leave the backup step without a backup', () => {
    expect(after(next, next).step).toBe('backup');
  });

  it('does not reach apply without a plan', () => {
    expect(after(next, backedUp, next, next).step).toBe('value');
  });

  it('drops the plan when a choice changes', () => {
    const state = after(
      next,
      backedUp,
      next,
      next,
      planned,
      { type: 'draft-changed', name: 'MaxUserPort', draft: { choice: 'set', text: '6000' } },
      next,
    );
    expect(state.step).toBe('value');
  });

  it('drops the plan when the value step is entered again, because a new preview makes the token void', () => {
    expect(after(next, backedUp, next, planned, next, { type: 'back' }).plan).toBeNull();
  });

  it('keeps the plan when an earlier step is revisited', () => {
    const state = after(next, backedUp, next, planned, next, { type: 'go-to', step: 'backup' });
    expect(canGoTo(state, 'apply')).toBe(true);
  });

  it('stays open while a change is carried out', () => {
    const applying = after(next, backedUp, next, planned, next, { type: 'busy', isBusy: true });
    for (const action of [
      { type: 'back' },
      { type: 'go-to', step: 'symptom' },
      { type: 'start-over' },
      { type: 'machine-changed' },
    ] as const) {
      expect(reduceWizard(applying, action).step).toBe('apply');
    }
  });

  it('starts over when the machine was restarted before a change', () => {
    const state = after(next, backedUp, { type: 'machine-changed' });
    expect(state).toMatchObject({ step: 'symptom', backup: null, wasInterrupted: true });
  });

  it('stays on the last step when the machine is restarted after a change', () => {
    expect(after({ type: 'outcome-shown', outcome }, { type: 'machine-changed' }).step).toBe('done');
  });

  it('opens an earlier change without opening the steps before it', () => {
    const state = after({ type: 'outcome-shown', outcome });
    expect(stepNames.filter((step) => canGoTo(state, step))).toEqual(['symptom', 'done']);
  });

  it('never stays on a step that lacks its evidence, whatever happens', () => {
    fc.assert(
      fc.property(fc.array(anyAction, { maxLength: 60 }), (actions) => {
        for (let count = 0, state = initialState; count < actions.length; count += 1) {
          const action = actions[count];
          if (action) state = reduceWizard(state, action);
          if (['value', 'apply'].includes(state.step)) expect(state.backup).not.toBeNull();
          if (state.step === 'apply') expect(state.plan).not.toBeNull();
          if (state.step === 'done') expect(state.outcome).not.toBeNull();
        }
      }),
    );
  });

  it('reaches done only through an outcome', () => {
    const withoutOutcome = anyAction.filter(({ type }) => type !== 'applied' && type !== 'outcome-shown');
    fc.assert(
      fc.property(fc.array(withoutOutcome, { maxLength: 60 }), (actions) => {
        expect(after(...actions).step).not.toBe('done');
      }),
    );
  });
});
