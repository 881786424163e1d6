// An evidence file as the program knows it. Plain data only.
import type { Shape } from '../shape';
import type { evidenceHistorySchema, evidenceJsonSchema, evidenceManifestSchema } from './evidence.schema';

export type EvidenceManifest = Shape<typeof evidenceManifestSchema>;
export type EvidenceJson = Shape<typeof evidenceJsonSchema>;
export type EvidenceHistory = Shape<typeof evidenceHistorySchema>;
