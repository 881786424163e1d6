// The ticket of a change: what the person adds to it, and in which forms it is taken along.
import type { Shape } from '../shape';
import type { ticketOptionsSchema } from './ticket.schema';

export type TicketOptions = Shape<typeof ticketOptionsSchema>;

/** What is offered for the next ticket. */
export interface KeptTicketOptions {
  readonly options: TicketOptions;
  /** What was chosen before cannot be read any more: names are left out, and the window says why. */
  readonly isDamaged: boolean;
}

export const noTicketOptions: TicketOptions = { requester: '', ticketNumber: '', leavesOutUserNames: false };

export const ticketTextFormats = ['text', 'markdown'] as const;
export type TicketTextFormat = (typeof ticketTextFormats)[number];
export const ticketFileFormats = ['markdown', 'text', 'pdf'] as const;
export type TicketFileFormat = (typeof ticketFileFormats)[number];

/** The same ticket in both forms that can be copied. */
export type TicketTexts = Readonly<Record<TicketTextFormat, string>>;
