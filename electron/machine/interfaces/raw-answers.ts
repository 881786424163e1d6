// What programs of Windows print about ports, word for word: for the expert, beside what this program understood of it.
import type { RawPart } from '../../contract/evidence/evidence-limits';
import type { Result } from '../../contract/errors/result';

export interface RawAnswer {
  readonly name: RawPart;
  /** As printed, in the code page of the machine. */
  readonly answer: Result<Uint8Array>;
}

export interface RawAnswers {
  /** Each of `rawParts` once. */
  read(): Promise<readonly RawAnswer[]>;
}
