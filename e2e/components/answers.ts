// Answers of the main process that a test gives in its place, for what the practice machine cannot play. The rest is real.
import { bridgeName } from '../../electron/contract/ipc/channels';
import type { Bridge } from '../../electron/contract/ipc/bridge';
import type { CallInput, CallOutput } from '../../electron/contract/ipc/calls';
import type { CallName } from '../../electron/contract/ipc/calls.schema';
import { success, type Result } from '../../electron/contract/errors/result';
import type { Evidence } from '../../electron/contract/diagnosis/diagnosis';
import type { Diagnosis } from '../../electron/contract/diagnosis/verdict';
import { verdictOf } from '../../electron/diagnosis/verdict';

type Answers = {
  readonly [N in CallName]?: (
    input: CallInput<N>,
    real: () => Promise<Result<CallOutput<N>>>,
  ) => Promise<Result<CallOutput<N>>> | Result<CallOutput<N>>;
};

interface Asked {
  readonly name: CallName;
  readonly input: unknown;
}

export interface ReplacedAnswers {
  /** What the page has asked since, oldest first. */
  readonly asked: readonly Asked[];
  /** What the page asked of one call. */
  of(name: CallName): readonly unknown[];
  end(): void;
}

export function replaceAnswers(answers: Answers): ReplacedAnswers {
  const bridge = (globalThis as unknown as Record<typeof bridgeName, { call: Bridge['call'] }>)[bridgeName];
  const { call } = bridge;
  const asked: Asked[] = [];
  const replaced = async <N extends CallName>(name: N, input: CallInput<N>) => {
    asked.push({ name, input });
    const real = () => call(name, input);
    return (await answers[name]?.(input, real)) ?? real();
  };
  bridge.call = replaced;
  return {
    asked,
    of: (name) => asked.filter((each) => each.name === name).map(({ input }) => input),
    end: () => void (bridge.call = call),
  };
}

/** The verdict on this evidence, by the real rules. */
export function diagnosisOf(evidence: Evidence): Result<Diagnosis> {
  return success({ verdict: verdictOf(evidence), evidence });
}
