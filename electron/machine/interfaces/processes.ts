// Single processes: what the system tells of those that hold many ports.
import type { Result } from '../../contract/errors/result';
import type { ProcessFacts } from '../../contract/usage/process-facts';

/** Looks at single processes: those that hold many ports. */
export interface ProcessInspector {
  /** The processes among `processIds` that run now. One that has ended is not in the answer. */
  inspect(processIds: readonly number[]): Promise<Result<ReadonlyMap<number, ProcessFacts>>>;
}
