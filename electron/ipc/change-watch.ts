// Knows of the change that is being carried out apart from the page that asked for it.
// Protects: a page that ends or hangs in the middle takes neither the change with it nor the news of how it ended.
import { failure, type Result } from '../contract/errors/result';
import type { StageReport } from '../contract/change/stages.schema';
import type { ChangeOutcome } from '../contract/history/outcome';
import type { PageReload, PageState } from '../contract/ipc/page';
import type { Elevation } from '../machine/interfaces/elevation';
import type { MachineFolder } from '../machine/interfaces/storage';
import type { ChangeService } from '../services/change/change-service';

/** What is watched of the changes: everything that carries one out. */
type Changing = Pick<ChangeService, 'apply' | 'undo' | 'settle'>;

export interface ChangeWatch {
  /** To be called with each stage of a change. */
  readonly recordStage: (report: StageReport) => void;
  /** To be called when the page is loaded again. */
  readonly recordPageGone: () => void;
  /** The service, watched. */
  readonly watched: <S extends Changing>(changes: S) => S;
  /** What a page that was loaded again has to know. */
  readonly readPageState: () => Promise<PageState>;
}

export interface WatchedPage {
  readonly lastReload: () => PageReload | null;
  /** A change has ended whose page is gone: the page that is there now may ask how. */
  readonly sendEnded: () => void;
  readonly folder: Pick<MachineFolder, 'check'>;
  /** Null where this process cannot have another one started. */
  readonly elevation: Pick<Elevation, 'checkInstallLocation'> | null;
  readonly logIncident: (error: unknown) => string;
}

export function changeWatch({ lastReload, sendEnded, folder, elevation, logIncident }: WatchedPage): ChangeWatch {
  let running: { stages: StageReport[]; isPageGone: boolean } | null = null;
  let ended: PageState['ended'] = null;
  let isEndRead = false;

  async function watch(carryOut: () => Promise<Result<ChangeOutcome>>): Promise<Result<ChangeOutcome>> {
    // Of two at once the second is refused by the service; it must not be taken for the one that is at work.
    if (running) return carryOut();
    const own = { stages: [], isPageGone: false };
    running = own;
    try {
      const result = await carryOut().catch((bug: unknown) =>
        failure({ code: 'UNEXPECTED', incident: logIncident(bug) }),
      );
      if (own.isPageGone) recordEnd(result);
      return result;
    } finally {
      running = null;
      if (own.isPageGone) sendEnded();
    }
  }

  function recordEnd(result: Result<ChangeOutcome>): void {
    ended = result.ok ? { ok: true, outcome: result.value } : { ok: false, error: result.error };
    isEndRead = false;
  }

  return {
    recordStage: (report) => void running?.stages.push(report),
    recordPageGone() {
      if (running) running.isPageGone = true;
      if (isEndRead) ended = null;
    },
    watched: (changes) => ({
      ...changes,
      apply: (token) => watch(() => changes.apply(token)),
      undo: (id) => watch(() => changes.undo(id)),
      settle: (...settled) => watch(() => changes.settle(...settled)),
    }),
    async readPageState() {
      const [checked, location] = await Promise.all([folder.check(), elevation?.checkInstallLocation()]);
      if (ended) isEndRead = true;
      return {
        reloaded: lastReload(),
        running: running && { stages: [...running.stages] },
        ended,
        folder: checked.ok ? null : checked.error,
        place: !location || location.ok ? null : location.error,
      };
    },
  };
}
