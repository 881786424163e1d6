import { beforeEach, describe, expect, it } from 'vitest';
import type { ChangeOutcome } from '../contract/history/outcome';
import { failure, success, type Result } from '../contract/errors/result';
import type { ChangeService } from '../services/change/change-service';
import { changeWatch, type ChangeWatch } from './change-watch';

const outcome = { verdict: 'took-effect' } as ChangeOutcome;
let finish: (result: Result<ChangeOutcome>) => void;
let fail: (bug: Error) => void;
let sent: number;
let incidents: unknown[];
let folderError: Result<null>;
let placeError: Result<null>;
let watch: ChangeWatch;
let changes: Pick<ChangeService, 'apply' | 'undo' | 'settle'>;

beforeEach(() => {
  sent = 0;
  incidents = [];
  folderError = success(null);
  placeError = success(null);
  watch = changeWatch({
    lastReload: () => null,
    sendEnded: () => (sent += 1),
    folder: { check: () => Promise.resolve(folderError) },
    elevation: { checkInstallLocation: () => Promise.resolve(placeError) },
    logIncident: (error) => `EPW-${incidents.push(error)}`,
  });
  const waiting = () => new Promise<Result<ChangeOutcome>>((resolve, reject) => ([finish, fail] = [resolve, reject]));
  changes = watch.watched({ apply: waiting, undo: waiting, settle: waiting });
});

const asks = {
  'plan.apply': () => changes.apply(''),
  'change.undo': () => changes.undo(''),
  'recovery.settle': () => changes.settle('', 'keep'),
};

describe('a change whose page is gone', () => {
  it.each(Object.entries(asks))(
    'continues, and is reported while it runs and when it has ended: %s',
    async (_, ask) => {
      const asked = ask();
      watch.recordStage({ stage: 'reading', name: null });
      watch.recordPageGone();
      watch.recordStage({ stage: 'writing', name: 'MaxUserPort' });
      expect(await watch.readPageState()).toMatchObject({
        running: { stages: [{ stage: 'reading' }, { stage: 'writing' }] },
        ended: null,
      });
      expect(sent).toBe(0);
      finish(success(outcome));
      expect(await asked).toEqual(success(outcome));
      expect(sent).toBe(1);
      expect(await watch.readPageState()).toMatchObject({ running: null, ended: { ok: true, outcome } });
    },
  );

  it('is reported with its error when it fails, and with its incident when it throws', async () => {
    const failing = asks['plan.apply']();
    watch.recordPageGone();
    finish(failure({ code: 'BUSY' }));
    await failing;
    expect((await watch.readPageState()).ended).toEqual({ ok: false, error: { code: 'BUSY' } });
    const throwing = asks['change.undo']();
    watch.recordPageGone();
    fail(new Error('bug'));
    expect(await throwing).toEqual(failure({ code: 'UNEXPECTED', incident: 'EPW-1' }));
    expect((await watch.readPageState()).ended).toEqual({
      ok: false,
      error: { code: 'UNEXPECTED', incident: 'EPW-1' },
    });
  });

  it('is reported until it was read, and not to the page after that', async () => {
    const asked = asks['plan.apply']();
    watch.recordPageGone();
    finish(success(outcome));
    await asked;
    watch.recordPageGone();
    expect((await watch.readPageState()).ended).not.toBeNull();
    watch.recordPageGone();
    expect((await watch.readPageState()).ended).toBeNull();
  });
});

describe('a change whose page is there', () => {
  it('is not reported twice', async () => {
    const asked = asks['plan.apply']();
    finish(success(outcome));
    await asked;
    expect(sent).toBe(0);
    expect(await watch.readPageState()).toEqual({
      reloaded: null,
      running: null,
      ended: null,
      folder: null,
      place: null,
    });
  });

  it('is not confused with a second one that is refused meanwhile', async () => {
    const asked = asks['plan.apply']();
    const finishFirst = finish;
    const second = asks['change.undo']();
    finish(failure({ code: 'BUSY' }));
    await second;
    expect((await watch.readPageState()).running).not.toBeNull();
    finishFirst(success(outcome));
    await asked;
    expect((await watch.readPageState()).running).toBeNull();
  });
});

it('reports why the machine folder cannot be used', async () => {
  const error = { code: 'FOLDER_NOT_TRUSTED', folder: 'C:\\x', child: null, problem: 'owner', detail: '' } as const;
  folderError = failure(error);
  expect((await watch.readPageState()).folder).toEqual(error);
});

it('reports why administrator rights are not requested from here', async () => {
  const error = {
    code: 'INSTALL_FIRST',
    run: 'copy',
    place: 'D:\\Tools',
    problem: 'owner',
    account: null,
    right: null,
    detail: '',
  } as const;
  placeError = failure(error);
  expect((await watch.readPageState()).place).toEqual(error);
});
