// What the calls about tickets do: composes the ticket of a change, copies it, saves it, and keeps what the person typed.
// Protects: the window gives the id of a change and two checked lines; every other word of a ticket comes from here. Number
// and requester are forgotten when the program ends: the next ticket must not go out under the number of an old one. Where the
// choice about user names cannot be read, they are left out, and the person is told.
import type { Handlers } from '../../contract/ipc/calls';
import type { ChangeRecord } from '../../contract/history/change-record';
import type { ChangeOutcome } from '../../contract/history/outcome';
import type { MachineInfo } from '../../contract/machine/machine-info';
import { failure, success, type Result } from '../../contract/errors/result';
import { noTicketOptions, type TicketFileFormat, type TicketOptions } from '../../contract/ticket/ticket';
import { keptTicketOptionsSchema } from '../../contract/ticket/ticket.schema';
import { ticketOf, type Ticket } from '../../ticket/ticket';
import { markdownTicket, plainTicket, ticketPage } from '../../ticket/ticket-forms';
import { usageNote } from '../../usage/usage-note';
import { sampleSoon } from '../../services/measured-before';
import type { Services } from '../../services/services';
import { readSettingsFile } from '../../services/settings-file';

/** Language of the words in a ticket. */
const language = 'en';

export interface TicketParts {
  readonly describe: Handlers['machine.describe'];
  /** What became of a change of the journal, as it stands now. */
  readonly outcomeOf: (info: MachineInfo, record: ChangeRecord) => Promise<ChangeOutcome>;
}

export type TicketHandlers = Pick<Handlers, 'ticket.options' | 'ticket.make' | 'ticket.copy' | 'ticket.save'>;

export function createTicketHandlers(services: Services, { describe, outcomeOf }: TicketParts): TicketHandlers {
  const { machine, log, desktop, words, ticketSettingsFile } = services;

  /** Asked for once while the program is open. */
  let typed: Pick<TicketOptions, 'requester' | 'ticketNumber'> = noTicketOptions;

  async function compose(
    id: string,
    options: TicketOptions,
  ): Promise<Result<{ ticket: Ticket; record: ChangeRecord }>> {
    const { records } = await log.read();
    const record = records.find((entry) => entry.id === id);
    if (!record) return failure({ code: 'TOKEN_UNKNOWN' });
    const info = await describe({});
    if (!info.ok) return info;
    const outcome = await outcomeOf(info.value, record);
    const ranges = await machine.portRange.read();
    const sample = await sampleSoon(services.usage);
    const ticket = ticketOf(words, {
      ...outcome,
      effective: ranges.ok ? ranges.value.ipv4Tcp : { known: false, raw: '' },
      usageNow: sample && usageNote(sample, machine.usage),
      madeAt: Date.now(),
      machine: info.value,
      options,
    });
    return success({ ticket, record });
  }

  /** Kept for the next ticket. That it could not be kept is no reason to refuse this one: it is logged. */
  async function keep({ requester, ticketNumber, leavesOutUserNames }: TicketOptions): Promise<void> {
    typed = { requester, ticketNumber };
    try {
      await machine.disk.writeDurably(ticketSettingsFile, `${JSON.stringify({ leavesOutUserNames })}\n`);
    } catch (error) {
      desktop.logIncident(error);
    }
  }

  async function contentOf(ticket: Ticket, format: TicketFileFormat): Promise<Uint8Array | string> {
    switch (format) {
      case 'markdown':
        return markdownTicket(ticket);
      case 'text':
        // Older editors of Windows know neither LF nor UTF-8 without its mark.
        return `\ufeff${plainTicket(ticket).replaceAll('\n', '\r\n')}`;
      case 'pdf':
        return desktop.printToPdf({
          page: (nonce) => ticketPage(ticket, language, nonce),
          locale: desktop.locale,
          footer: (page, pages) => words('ticket.pageNumber', { page, pages }),
        });
    }
  }

  return {
    async 'ticket.options'() {
      const kept = await readSettingsFile(ticketSettingsFile, keptTicketOptionsSchema);
      const isDamaged = kept.kind === 'damaged';
      if (isDamaged) desktop.logIncident(new Error(`the settings of tickets cannot be read: ${kept.detail}`));
      return success({
        options: { ...typed, leavesOutUserNames: kept.kind === 'read' ? kept.value.leavesOutUserNames : isDamaged },
        isDamaged,
      });
    },
    async 'ticket.make'({ id, options }) {
      const made = await compose(id, options);
      return made.ok
        ? success({ text: plainTicket(made.value.ticket), markdown: markdownTicket(made.value.ticket) })
        : made;
    },
    async 'ticket.copy'({ id, options, format }) {
      const made = await compose(id, options);
      if (!made.ok) return made;
      desktop.copy(format === 'text' ? plainTicket(made.value.ticket) : markdownTicket(made.value.ticket));
      await keep(options);
      return success(null);
    },
    async 'ticket.save'({ id, options, format }) {
      const made = await compose(id, options);
      if (!made.ok) return made;
      const { ticket, record } = made.value;
      const file = await desktop.chooseTarget(extensions[format], `${fileName(record)}.${extensions[format]}`);
      if (file === null) return failure({ code: 'NOT_CONFIRMED' });
      try {
        await machine.disk.writeDurably(file, await contentOf(ticket, format));
      } catch (error) {
        return failure({ code: 'STORAGE_FAILED', detail: String(error) });
      }
      await keep(options);
      return success({ file });
    },
  };

  function fileName({ computerName, startedAt }: ChangeRecord): string {
    return words('ticket.fileName', {
      computer: computerName.replace(/[^A-Za-z0-9_-]/g, '_'),
      date: startedAt.slice(0, 10),
    });
  }
}

const extensions = { markdown: 'md', text: 'txt', pdf: 'pdf' } as const satisfies Record<TicketFileFormat, string>;
