// What every screen knows: the machine, its regional format, and how often it was restarted or reset meanwhile.
import { createContext, useContext } from 'react';
import { formatsFor, type Formats } from '../format';
import type { MachineInfo } from '../../electron/contract/models';

export interface MachineScope {
  readonly machine: MachineInfo;
  readonly formats: Formats;
  /** Grows with each `machine.changed`: whatever was read before is out of date. */
  readonly generation: number;
}

export const MachineContext = createContext<MachineScope | null>(null);

/** Whether what writes has to ask for administrator rights first. */
export function useNeedsRights(): boolean {
  return !useMachine().machine.isElevated;
}

/** The regional format of the machine; that of the window until the machine is known. */
export function useFormats(): Formats {
  return useContext(MachineContext)?.formats ?? formatsFor(navigator.language);
}

export function useMachine(): MachineScope {
  const scope = useContext(MachineContext);
  if (scope === null) throw new Error('useMachine outside MachineContext');
  return scope;
}
