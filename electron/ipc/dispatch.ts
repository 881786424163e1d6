// What the gate answers: one message in, one result out.
// Protects: a handler runs only for our own window's main frame at our own origin, with input that fits the contract,
// and within the limits of limits.ts. A message is counted before it is looked at, and measured before it is parsed.
import { z } from 'zod';
import type { CallInput, CallOutput, Handlers } from '../contract/ipc/calls';
import { callNames, table, type CallName } from '../contract/ipc/calls.schema';
import { sizeProblem, sizeProblems } from '../contract/ipc/message-size';
import { failure, type Result } from '../contract/errors/result';
import type { Admit } from './limits';
import type { Log } from '../log/log';
import { isOwnUrl } from '../contract/ipc/origin';

/** What the gate looks at in an ipc event. */
export interface Sender {
  readonly sender: unknown;
  readonly senderFrame: { readonly url: string; readonly parent: unknown } | null;
}

const messageSchema = z.strictObject({ name: z.enum(callNames), input: z.unknown() });
/** What the preload sends in the place of a message that is too large to send. */
const tooLargeSchema = z.strictObject({ name: z.unknown(), problem: z.enum(sizeProblems) });

export interface Gate {
  readonly handlers: Handlers;
  readonly log: Log;
  /** The web contents of our window; everything else is refused. */
  readonly ownContents: unknown;
  readonly admit: Admit;
}

/** Answers one message. */
export async function answer(
  { handlers, log, ownContents, admit }: Gate,
  from: Sender,
  message: unknown,
): Promise<Result<unknown>> {
  if (!isOurWindow(ownContents, from)) {
    log.warn(`refused a call from a foreign sender: ${from.senderFrame?.url ?? 'no frame'}`);
    return failure({ code: 'INVALID_INPUT', detail: 'sender' });
  }
  const named = namedIn(message);
  const end = admit(named);
  if (!end) return refused(log, named ?? 'message', 'too many calls');
  try {
    const problem = sizeProblem(message);
    if (problem) return refused(log, named ?? 'message', problem);
    const unsent = tooLargeSchema.safeParse(message);
    if (unsent.success) return refused(log, named ?? 'message', `${unsent.data.problem}, not sent`);
    const parsed = messageSchema.safeParse(message);
    if (!parsed.success) return refused(log, 'message', detailOf('message', parsed.error));
    const { name } = parsed.data;
    const input = table[name].input.safeParse(parsed.data.input);
    if (!input.success) return refused(log, name, detailOf(name, input.error));
    return await dispatch(handlers, name, input.data);
  } catch (error) {
    return failure({ code: 'UNEXPECTED', incident: log.incident(error) });
  } finally {
    end();
  }
}

function isOurWindow(ownContents: unknown, { sender, senderFrame }: Sender): boolean {
  if (sender !== ownContents || !senderFrame || senderFrame.parent !== null) return false;
  return isOwnUrl(senderFrame.url);
}

function dispatch<N extends CallName>(
  handlers: Handlers,
  name: N,
  input: CallInput<N>,
): Promise<Result<CallOutput<N>>> {
  return handlers[name](input);
}

const knownNames: ReadonlySet<unknown> = new Set(callNames);

/** The call that a message is about; nothing else of it is looked at. */
function namedIn(message: unknown): CallName | null {
  if (typeof message !== 'object' || message === null || !('name' in message)) return null;
  return knownNames.has(message.name) ? (message.name as CallName) : null;
}

function detailOf(what: string, error: z.ZodError): string {
  return error.issues
    .map((issue) => `${issue.path.join('.') || what}: ${issue.message}`)
    .join('; ')
    .slice(0, 500);
}

function refused(log: Log, what: string, detail: string): Result<never> {
  log.warn(`refused ${what}: ${detail}`);
  return failure({ code: 'INVALID_INPUT', detail });
}
