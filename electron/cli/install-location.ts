// What the command line says about where the program is installed: why it would not ask for administrator rights there.
import type { AppError } from '../contract/errors/errors';
import type { Words } from '../contract/messages/messages';
import type { Machine } from '../machine/interfaces/machine';

/** One sentence for a process that lacks rights (`error` is NOT_ELEVATED) or has them in a folder that others can change; null otherwise. */
export async function installLocationNote(
  machine: Machine,
  words: Words,
  error: AppError | null,
): Promise<string | null> {
  if (error !== null && error.code !== 'NOT_ELEVATED') return null;
  const checked = await machine.elevation?.checkInstallLocation();
  if (!checked || checked.ok || checked.error.code !== 'INSTALL_FIRST') return null;
  const { run, place } = checked.error;
  if (error !== null) return words(`cli.place.${run}`, { place });
  const system = await machine.system.describe();
  return system.ok && system.value.isElevated ? words('cli.place.elevated', { place }) : null;
}
