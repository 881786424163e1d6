// A machine as the program needs it. Adapters implement these interfaces; nobody else touches the system.
import type { MachineKind } from '../../contract/machine/machine-info';
import type { Elevation } from './elevation';
import type { PortClaims, PortProbe, PortRangeControl } from './ports';
import type { PracticeControls } from './practice';
import type { RawAnswers } from './raw-answers';
import type { Registry } from './registry';
import type { Disk, MachineFolder } from './storage';
import type { System } from './system';
import type { UsageSource } from './usage';

export interface Machine {
  readonly kind: MachineKind;
  /** Null on a real machine. */
  readonly practice: PracticeControls | null;
  readonly registry: Registry;
  readonly portRange: PortRangeControl;
  readonly portProbe: PortProbe;
  readonly portClaims: PortClaims;
  readonly system: System;
  readonly usage: UsageSource;
  /** Only on a real Windows. */
  readonly rawAnswers?: RawAnswers;
  readonly disk: Disk;
  readonly folder: MachineFolder;
  /** Null where this process cannot have another one started. */
  readonly elevation: Elevation | null;
}
