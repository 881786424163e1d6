// The inputs of the calls about tickets, apart from the words about them: the window's bundle has no schemas.
import { z } from 'zod';
import {
  ticketFieldLimits,
  ticketFieldProblem,
  ticketFileFormats,
  ticketTextFormats,
  type TicketField,
  type TicketOptions,
} from './ticket';

const fieldSchema = (field: TicketField) =>
  z.string().refine((text) => ticketFieldProblem(field, text) === null, `not a ${field}`);

export const ticketNumberSchema = fieldSchema('ticketNumber');

/** As journal and history hold it: what an earlier version kept is read whatever it holds, and cleaned where it is shown. */
export const storedTicketNumberSchema = z.string().max(ticketFieldLimits.ticketNumber);

export const ticketOptionsSchema: z.ZodType<TicketOptions> = z.strictObject({
  requester: fieldSchema('requester'),
  ticketNumber: ticketNumberSchema,
  leavesOutUserNames: z.boolean(),
});

/** What is kept on disk. Files of earlier versions hold more: it is not read. */
export const keptTicketOptionsSchema = z.object({ leavesOutUserNames: z.boolean() });

/** `id` is that of a change in the journal. */
export const ticketInputs = {
  make: z.strictObject({ id: z.uuid(), options: ticketOptionsSchema }),
  copy: z.strictObject({ id: z.uuid(), options: ticketOptionsSchema, format: z.enum(ticketTextFormats) }),
  save: z.strictObject({ id: z.uuid(), options: ticketOptionsSchema, format: z.enum(ticketFileFormats) }),
};
