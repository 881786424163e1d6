// The shapes of what a person adds to a ticket, as it is sent and kept.
import { z } from 'zod';
import { ticketFieldLimits, ticketFieldProblem, type TicketField } from './ticket-fields';

const fieldSchema = (field: TicketField) =>
  z.string().refine((text) => ticketFieldProblem(field, text) === null, `not a ${field}`);

/** As the history holds it: what an earlier version kept is read whatever it holds, and cleaned where it is shown. */
export const storedTicketNumberSchema = z.string().max(ticketFieldLimits.ticketNumber);

export const ticketOptionsSchema = z.strictObject({
  requester: fieldSchema('requester'),
  ticketNumber: fieldSchema('ticketNumber'),
  /** Leaves out the operator, and user names in paths. */
  leavesOutUserNames: z.boolean(),
});

/** What is kept on disk. Files of earlier versions hold more: it is not read. */
export const keptTicketOptionsSchema = z.object({ leavesOutUserNames: z.boolean() });
