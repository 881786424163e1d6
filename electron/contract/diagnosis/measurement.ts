// What a process with administrator rights measures for the window.
import type { Shape } from '../shape';
import type { measurementSchema } from './measurement.schema';

export type Measurement = Shape<typeof measurementSchema>;
