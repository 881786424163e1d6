// The ticket of a change: what the person adds to it, and in which forms it is taken along.
// Protects: what is typed is one short line of the kind that is kept (kept-text.ts), on both sides and in the settings file.
import { keptTextProblem, type KeptTextProblem } from '../text/kept-text';

export interface TicketOptions {
  readonly requester: string;
  readonly ticketNumber: string;
  /** Leaves out the operator, and user names in paths. */
  readonly leavesOutUserNames: boolean;
}

/** What is offered for the next ticket. */
export interface KeptTicketOptions {
  readonly options: TicketOptions;
  /** What was chosen before cannot be read any more: names are left out, and the window says why. */
  readonly isDamaged: boolean;
}

export const noTicketOptions: TicketOptions = { requester: '', ticketNumber: '', leavesOutUserNames: false };

/** Characters that a field holds at most. */
export const ticketFieldLimits = { requester: 100, ticketNumber: 50 } as const;
export type TicketField = keyof typeof ticketFieldLimits;

/** Why a field cannot be used as it is; null when it can. Empty is allowed: both fields are optional. */
export function ticketFieldProblem(field: TicketField, text: string): KeptTextProblem | null {
  return keptTextProblem(text, ticketFieldLimits[field]);
}

export const ticketTextFormats = ['text', 'markdown'] as const;
export type TicketTextFormat = (typeof ticketTextFormats)[number];
export const ticketFileFormats = ['markdown', 'text', 'pdf'] as const;
export type TicketFileFormat = (typeof ticketFileFormats)[number];

/** The same ticket in both forms that can be copied. */
export type TicketTexts = Readonly<Record<TicketTextFormat, string>>;
