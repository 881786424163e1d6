// What the table of calls says, as types: what each call takes and answers, what each event brings, and who answers.
import type { Result } from '../errors/result';
import type { Shape } from '../shape';
import type { CallName, EventName, table, Type } from './calls.schema';

type Table = typeof table;
type Of<T> = T extends Type<infer Named> ? Named : never;

type Inputs = { readonly [N in CallName]: Shape<Table[N]['input']> };
type Outputs = { readonly [N in CallName]: Of<Table[N]['output']> };

export type CallInput<N extends CallName> = Inputs[N];
export type CallOutput<N extends CallName> = Outputs[N];
export type Events = { readonly [N in EventName]: Of<Table[N]['payload']> };
/** One for each call: the compiler names the one that is missing. */
export type Handlers = { readonly [N in CallName]: (input: CallInput<N>) => Promise<Result<CallOutput<N>>> };
