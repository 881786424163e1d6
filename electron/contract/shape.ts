// The type of what a schema takes. Protects: a stored or sent shape is written once, as its schema; nothing else can drift from it.
import type { z } from 'zod';

/** What `S` takes, with nothing in it that could be written to. */
export type Shape<S extends z.ZodType> = Fixed<z.output<S>>;

type Fixed<T> = unknown extends T ? T : T extends Uint8Array ? T : { readonly [K in keyof T]: Fixed<T[K]> };
