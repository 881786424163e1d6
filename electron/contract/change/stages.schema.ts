// The shape in which the progress of a change is reported.
import { z } from 'zod';
import type { Shape } from '../shape';
import { changeStages } from './stages';

export const stageReportSchema = z.strictObject({
  stage: z.enum([...changeStages, 'rolling-back']),
  /** The value concerned, when writing or rolling back. */
  name: z.string().nullable(),
});

/** Progress of a change, as it happens. */
export type StageReport = Shape<typeof stageReportSchema>;
