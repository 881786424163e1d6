// An evidence file as the program knows it. Plain data only.
import type { Diagnosis } from '../diagnosis/verdict';
import type { Shape } from '../shape';
import type { evidenceHistorySchema, evidenceJsonSchema, evidenceManifestSchema } from './evidence.schema';

export type EvidenceManifest = Shape<typeof evidenceManifestSchema>;
export type EvidenceJson = Shape<typeof evidenceJsonSchema>;
export type EvidenceHistory = Shape<typeof evidenceHistorySchema>;

/** One part that would be saved. */
export interface PreviewedPart {
  readonly name: string;
  readonly sizeInBytes: number;
  /** No stand-ins can be put into it: with names replaced, it is left out. */
  readonly isLeftOutWithNames: boolean;
}

/** What an evidence file would contain. */
export interface EvidencePreview {
  /** Saves exactly this. */
  readonly token: string;
  readonly computerName: string;
  readonly parts: readonly PreviewedPart[];
  readonly missing: EvidenceManifest['missing'];
}

export interface SavedEvidence {
  readonly file: string;
  readonly sizeInBytes: number;
  readonly parts: readonly EvidenceManifest['files'][number][];
  readonly missing: EvidenceManifest['missing'];
  readonly areNamesReplaced: boolean;
}

/** Whose evidence it is, and from when. */
export interface EvidenceOrigin {
  readonly fileName: string;
  readonly computerName: string | null;
  readonly product: string | null;
  /** ISO 8601, UTC. */
  readonly madeAt: string;
  readonly writtenBy: EvidenceManifest['writtenBy'];
  readonly programVersion: string;
  readonly areNamesReplaced: boolean;
  readonly isPractice: boolean;
}

/** An evidence file that is open: everything in it is of another computer, or of another time. */
export interface OpenedEvidenceView {
  /** It is asked for under this token. */
  readonly token: string;
  readonly origin: EvidenceOrigin;
  readonly diagnosis: Diagnosis;
  /** From the first to the last line, milliseconds since 1970; null where nothing was recorded. */
  readonly recorded: { readonly from: number; readonly to: number; readonly unreadable: number } | null;
  /** Of the last change there; null where there was none, or it is not in the file. */
  readonly ticket: string | null;
  readonly hasHistory: boolean;
  readonly missing: EvidenceManifest['missing'];
}
