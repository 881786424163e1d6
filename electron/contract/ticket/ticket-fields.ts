// The fields of a ticket that a person fills in.
// Protects: what is typed is one short line of the kind that is kept (kept-text.ts), on both sides and in the settings file.
import { keptTextProblem, type KeptTextProblem } from '../text/kept-text';

/** Characters that a field holds at most. */
export const ticketFieldLimits = { requester: 100, ticketNumber: 50 } as const;
export type TicketField = keyof typeof ticketFieldLimits;

/** Why a field cannot be used as it is; null when it can. Empty is allowed: both fields are optional. */
export function ticketFieldProblem(field: TicketField, text: string): KeptTextProblem | null {
  return keptTextProblem(text, ticketFieldLimits[field]);
}
