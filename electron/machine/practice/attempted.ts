// Work on the practice machine, whose file may be damaged or gone.
import type { MachineAction } from '../../contract/errors/errors';
import { failure, type Result } from '../../contract/errors/result';

/** What throws is a failure of `action`. */
export async function attempted<T>(action: MachineAction, work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work();
  } catch (error) {
    return failure({
      code: 'MACHINE_FAILED',
      action,
      windowsCode: null,
      detail: error instanceof Error ? error.message : String(error),
    });
  }
}
