// Every failure a person can be told about, and its parts; the shapes are in errors.schema.ts.
import type { Shape } from '../shape';
import type { appErrorSchema, driftSchema, machineActionSchema } from './errors.schema';

export type AppError = Shape<typeof appErrorSchema>;
type Failing<C extends AppError['code']> = Extract<AppError, { code: C }>;

export type MachineAction = Shape<typeof machineActionSchema>;
export type Drift = Shape<typeof driftSchema>;
export type ElevationProblem = Failing<'ELEVATION_FAILED'>['reason'];
export type FolderProblem = Failing<'FOLDER_NOT_TRUSTED'>['problem'];
export type LocationProblem = Failing<'INSTALL_FIRST'>['problem'];
export type LocationRight = NonNullable<Failing<'INSTALL_FIRST'>['right']>;
export type EvidenceProblem = Omit<Failing<'EVIDENCE_REFUSED'>, 'code'>;
