// What window and worker send each other: lines that only somebody who knows the one-time secret could have written.
// Protects: nothing is read that is not from the other end of this one conversation, in its order, whole and in shape.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Shape } from '../contract/shape';
import { measurementSchema } from '../contract/diagnosis/measurement.schema';
import { appErrorSchema } from '../contract/errors/errors.schema';
import { changeStages } from '../contract/change/stages';
import { workerRequestSchema } from './request';

/** Grows when the messages change: window and worker of different versions part before anything is asked. */
export const protocolVersion = 4;
/** Characters of the longest line. A request names at most 1,000 values; an answer may hold data of values. */
export const longestRequest = 1024 * 1024;
export const longestAnswer = 16 * 1024 * 1024;

export const requestMessage = z.strictObject({ kind: z.literal('request'), request: workerRequestSchema });

const helloMessage = z.strictObject({
  kind: z.literal('hello'),
  protocol: z.number().int(),
  programVersion: z.string().max(100),
});
const stageMessage = z.strictObject({
  kind: z.literal('stage'),
  report: z.strictObject({ stage: z.enum([...changeStages, 'rolling-back']), name: z.string().nullable() }),
});
const resultMessage = z.strictObject({
  kind: z.literal('result'),
  result: z.union([
    /**
     * The change that was made, as the history has it; null where none is made (a backup that was deleted, a measurement).
     * `measured`: what was asked for with 'measure'.
     */
    z.strictObject({ ok: z.literal(true), changeId: z.uuid().nullable(), measured: measurementSchema.optional() }),
    z.strictObject({ ok: z.literal(false), error: appErrorSchema }),
  ]),
});
export const workerMessage = z.union([helloMessage, stageMessage, resultMessage]);
export type WorkerMessage = Shape<typeof workerMessage>;
export type WorkerResult = Shape<typeof resultMessage>['result'];

/** Who wrote a line: a line of one end cannot be sent back to it. */
export type Writer = 'window' | 'worker';

/** Turns messages of one writer into lines: the code over writer, number and text, then the text. */
export function signer(secret: string, writer: Writer): (message: unknown) => string {
  let number = 0;
  return (message) => {
    const text = JSON.stringify(message);
    number += 1;
    return `${codeOf(secret, writer, number, text).toString('hex')} ${text}`;
  };
}

/** Reads lines of one writer; null for a line that is not its next one. */
export function verifier(secret: string, writer: Writer): (line: string) => { readonly message: unknown } | null {
  let number = 0;
  return (line) => {
    const [, code = '', text = ''] = /^([0-9a-f]{64}) (.*)$/s.exec(line) ?? [];
    number += 1;
    const expected = codeOf(secret, writer, number, text);
    // An empty or short code has another length, and is compared all the same.
    const given = Buffer.alloc(expected.length);
    given.write(code, 'hex');
    if (!timingSafeEqual(given, expected) || code === '') return null;
    try {
      return { message: JSON.parse(text) as unknown };
    } catch {
      return null;
    }
  };
}

function codeOf(secret: string, writer: Writer, number: number, text: string): Buffer {
  return createHmac('sha256', Buffer.from(secret, 'hex')).update(`${writer} ${number} ${text}`).digest();
}
