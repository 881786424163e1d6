// The ticket of a change: what the person adds to it, and in which forms it is taken along.
// Protects: what is typed is one short line without control characters, on both sides and in the settings file.

export interface TicketOptions {
  readonly requester: string;
  readonly ticketNumber: string;
  /** Leaves out the operator, and user names in paths. */
  readonly leavesOutUserNames: boolean;
}

export const noTicketOptions: TicketOptions = { requester: '', ticketNumber: '', leavesOutUserNames: false };

/** Characters that a field holds at most. */
export const ticketFieldLimits = { requester: 100, ticketNumber: 50 } as const;
export type TicketField = keyof typeof ticketFieldLimits;

export type TicketFieldProblem = 'too-long' | 'control-character';

/** Controls, line ends, halves of characters, and marks that reverse the direction of what follows. */
const refused = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/u;

/** Why a field cannot be used as it is; null when it can. Empty is allowed: both fields are optional. */
export function ticketFieldProblem(field: TicketField, text: string): TicketFieldProblem | null {
  if (refused.test(text)) return 'control-character';
  return text.length > ticketFieldLimits[field] ? 'too-long' : null;
}

export const ticketTextFormats = ['text', 'markdown'] as const;
export type TicketTextFormat = (typeof ticketTextFormats)[number];
export const ticketFileFormats = ['markdown', 'text', 'pdf'] as const;
export type TicketFileFormat = (typeof ticketFileFormats)[number];

/** The same ticket in both forms that can be copied. */
export type TicketTexts = Readonly<Record<TicketTextFormat, string>>;
