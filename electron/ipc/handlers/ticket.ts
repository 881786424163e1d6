// The calls about tickets.
// Protects: the window gives the id of a change and two checked lines, or which check it shows; every other word of a ticket comes from this side.
import type { Handlers } from '../../contract/ipc/calls';
import { success } from '../../contract/errors/result';
import type { TicketService } from '../../services/ticket-service';

export type TicketHandlers = Pick<
  Handlers,
  'ticket.options' | 'ticket.leave-out-user-names' | 'ticket.make' | 'ticket.copy' | 'ticket.save' | 'diagnosis.copy'
>;

export function ticketHandlers(tickets: TicketService): TicketHandlers {
  return {
    'ticket.options': async () => success(await tickets.readOptions()),
    'ticket.leave-out-user-names': ({ isOn }) => tickets.setLeavesOutUserNames(isOn),
    'ticket.make': ({ id, options }) => tickets.make(id, options),
    'ticket.copy': ({ id, options, format }) => tickets.copy(id, options, format),
    'diagnosis.copy': ({ takenAt }) => tickets.copyResult(takenAt),
    'ticket.save': ({ id, options, format }) => tickets.save(id, options, format),
  };
}
