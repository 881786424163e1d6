// What a page that was loaded again has to know: that it was, and what became of a change that was asked for before.
import type { AppError } from '../errors/errors';
import type { StageReport } from '../change/stages.schema';
import type { ChangeOutcome } from '../history/outcome';

/** Why the page was loaded again: its process was gone, or it did not answer for a long time and was ended. */
export type PageReload = 'ended' | 'unresponsive';

export interface PageState {
  /** Null where the page is the first of its window. */
  readonly reloaded: PageReload | null;
  /** A change that is being carried out right now, with its stages so far; null when there is none. */
  readonly running: { readonly stages: readonly StageReport[] } | null;
  /** How the change ended whose page was gone by then; null when there is none to tell. */
  readonly ended: EndedChange | null;
  /** Why the folder of backups and history cannot be used now; null when it can. */
  readonly folder: AppError | null;
  /** Why administrator rights are not asked for from where the program lies (INSTALL_FIRST); null when they are, or where nothing is asked. */
  readonly place: AppError | null;
}

export type EndedChange =
  { readonly ok: true; readonly outcome: ChangeOutcome } | { readonly ok: false; readonly error: AppError };
