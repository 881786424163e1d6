// Knows of the change that is being carried out apart from the page that asked for it.
// Protects: a page that ends or hangs in the middle takes neither the change with it nor the word of how it ended.
import type { Handlers } from '../contract/ipc/calls';
import type { PageReload, PageState } from '../contract/ipc/page';
import type { StageReport } from '../contract/change/stages';
import type { ChangeOutcome } from '../contract/history/outcome';
import { failure, success, type Result } from '../contract/errors/result';
import type { Elevation } from '../machine/interfaces/elevation';
import type { MachineFolder } from '../machine/interfaces/storage';

export interface ChangeWatch {
  /** To be called with each stage of a change. */
  readonly recordStage: (report: StageReport) => void;
  /** To be called when the page is loaded again. */
  readonly recordPageGone: () => void;
  /** The handlers, watched; `page.state` among them. */
  readonly watched: (handlers: Handlers) => Handlers;
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
  let isEndTold = false;

  function watching<I>(
    handler: (input: I) => Promise<Result<ChangeOutcome>>,
  ): (input: I) => Promise<Result<ChangeOutcome>> {
    return async (input) => {
      // Of two at once the second is refused by its handler; it must not be taken for the one that is at work.
      if (running) return handler(input);
      const own = { stages: [], isPageGone: false };
      running = own;
      try {
        const result = await handler(input).catch((bug: unknown) =>
          failure({ code: 'UNEXPECTED', incident: logIncident(bug) }),
        );
        if (own.isPageGone) recordEnd(result);
        return result;
      } finally {
        running = null;
        if (own.isPageGone) sendEnded();
      }
    };
  }

  function recordEnd(result: Result<ChangeOutcome>): void {
    ended = result.ok ? { ok: true, outcome: result.value } : { ok: false, error: result.error };
    isEndTold = false;
  }

  return {
    recordStage: (report) => void running?.stages.push(report),
    recordPageGone() {
      if (running) running.isPageGone = true;
      if (isEndTold) ended = null;
    },
    watched: (handlers) => ({
      ...handlers,
      'plan.apply': watching(handlers['plan.apply']),
      'change.undo': watching(handlers['change.undo']),
      'recovery.settle': watching(handlers['recovery.settle']),
      async 'page.state'() {
        const [checked, place] = await Promise.all([folder.check(), elevation?.checkInstallLocation()]);
        if (ended) isEndTold = true;
        return success({
          reloaded: lastReload(),
          running: running && { stages: [...running.stages] },
          ended,
          folder: checked.ok ? null : checked.error,
          place: !place || place.ok ? null : place.error,
        });
      },
    }),
  };
}
