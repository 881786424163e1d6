// What a trainer does with the practice machine from the window: another Windows, its rules, a fresh start.
// Protects: nothing that was practiced is reset without a confirmation.
import { failure, success, type Result } from '../contract/errors/result';
import type { PracticeRules, PracticeWindows } from '../contract/machine/practice';
import type { Machine } from '../machine/interfaces/machine';
import type { PracticeControls } from '../machine/interfaces/practice';
import type { Questions } from './desktop';

export interface PracticeParts {
  readonly machine: Machine;
  readonly questions: Pick<Questions, 'confirmReset'>;
  /** Called when everything read before is outdated. */
  readonly onMachineChanged: () => void;
  /** Called when only a rule changed that the next restart follows. */
  readonly onRulesChanged: () => void;
}

/** Errors of all: NOT_AVAILABLE_HERE on a real machine. */
export interface PracticeService {
  readonly read: () => Promise<Result<PracticeRules>>;
  /** Simulated restart. */
  readonly restart: () => Promise<Result<null>>;
  /** Back to a freshly installed Windows: the present one, or another one. Errors: NOT_CONFIRMED. */
  readonly reset: (which?: PracticeWindows) => Promise<Result<null>>;
  readonly setWithoutRights: (isWithoutRights: boolean) => Promise<Result<null>>;
  readonly setMaxUserPortHonoured: (isHonoured: boolean) => Promise<Result<null>>;
}

export function practiceService({
  machine,
  questions,
  onMachineChanged,
  onRulesChanged,
}: PracticeParts): PracticeService {
  const attempt = async (
    act: (practice: PracticeControls) => Promise<Result<null>>,
    onDone: () => void,
  ): Promise<Result<null>> => {
    if (!machine.practice) return failure({ code: 'NOT_AVAILABLE_HERE' });
    const done = await act(machine.practice);
    // After a failure the window reads again too, and shows what it is.
    if (done.ok || done.error.code !== 'NOT_CONFIRMED') onDone();
    return done;
  };
  return {
    async read() {
      if (!machine.practice) return failure({ code: 'NOT_AVAILABLE_HERE' });
      const described = await machine.practice.describe();
      if (!described.ok) return described;
      const { which, isMaxUserPortHonoured, isWithoutRights } = described.value;
      return success({ which, isMaxUserPortHonoured, isWithoutRights });
    },
    restart: () => attempt((practice) => practice.restart(), onMachineChanged),
    reset: (which) =>
      attempt(
        async (practice) =>
          (await questions.confirmReset()) ? practice.reset(which) : failure({ code: 'NOT_CONFIRMED' }),
        onMachineChanged,
      ),
    setWithoutRights: (isWithoutRights) =>
      attempt((practice) => practice.setWithoutRights(isWithoutRights), onMachineChanged),
    setMaxUserPortHonoured: (isHonoured) =>
      attempt((practice) => practice.setMaxUserPortHonoured(isHonoured), onRulesChanged),
  };
}
