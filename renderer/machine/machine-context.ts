// What every screen knows: the machine, how numbers and dates are written, and how often it was restarted or reset.
import { createContext, useContext } from 'react';
import { useTranslation } from 'react-i18next';
import { formatsFor, type Formats } from '../text/format';
import type { AppError } from '../../electron/contract/errors/errors';
import type { MachineInfo } from '../../electron/contract/machine/machine-info';

export interface MachineScope {
  readonly machine: MachineInfo;
  readonly formats: Formats;
  /** Increments with each `machine.changed`: everything read before is outdated. */
  readonly generation: number;
  /** Why this copy of the program does not ask for administrator rights (INSTALL_FIRST); null when it does. */
  readonly place: AppError | null;
}

export const MachineContext = createContext<MachineScope | null>(null);

/** Whether a write must ask for administrator rights first. */
export function useNeedsRights(): boolean {
  return !useMachine().machine.isElevated;
}

/** How a write gets administrator rights: the process has them, Windows asks the user, or this copy must not ask. */
export type ChangeWay = 'here' | 'ask' | 'install' | 'development';

export function useChangeWay(): ChangeWay {
  const { machine, place } = useMachine();
  if (machine.isElevated) return 'here';
  if (place?.code !== 'INSTALL_FIRST') return 'ask';
  return place.run === 'development' ? 'development' : 'install';
}

/** The label of a button that writes: `label`, or what to do first if this copy must not ask for rights. */
export function useChangeLabel(label: string): string {
  const { t } = useTranslation();
  const way = useChangeWay();
  return way === 'install' || way === 'development' ? t(`rights.first.${way}`) : label;
}

/** The formats of the machine's region; those of the language until the machine is known. */
export function useFormats(): Formats {
  const { i18n } = useTranslation();
  return useContext(MachineContext)?.formats ?? formatsFor(i18n.language);
}

export function useMachine(): MachineScope {
  const scope = useContext(MachineContext);
  if (scope === null) throw new Error('useMachine outside MachineContext');
  return scope;
}
