// Tickets: composes the ticket of a change, copies it, saves it, and keeps what the person typed.
// Protects: the window gives the id of a change and two checked lines; every other word of a ticket comes from here. Number
// and requester are forgotten when the program ends: the next ticket must not go out under the number of an old one. Where the
// choice about user names cannot be read, they are left out, and the window is informed.
import type { Evidence } from '../contract/diagnosis/diagnosis';
import type { MachineInfo } from '../contract/machine/machine-info';
import type { ChangeRecord } from '../contract/history/change-record';
import { failure, success, type Result } from '../contract/errors/result';
import type { DiagnosisWords } from '../contract/diagnosis/diagnosis-words';
import type { Words } from '../contract/messages/messages';
import {
  noTicketOptions,
  type KeptTicketOptions,
  type TicketFileFormat,
  type TicketOptions,
  type TicketTextFormat,
  type TicketTexts,
} from '../contract/ticket/ticket';
import { keptTicketOptionsSchema } from '../contract/ticket/ticket.schema';
import { resultTicketOf } from '../ticket/result-ticket';
import { ticketOf, type Ticket } from '../ticket/ticket';
import { markdownTicket, plainTicket, ticketPage } from '../ticket/ticket-forms';
import { usageNote } from '../usage/usage-note';
import type { ChangeLog } from '../history/change-log';
import type { Machine } from '../machine/interfaces/machine';
import type { ChangeService } from './change/change-service';
import { sampleSoon } from './change/measured-before';
import type { Clipboard, FileDialogs, Printer } from './desktop';
import type { DiagnosisService } from './diagnosis-service';
import type { MachineService } from './machine-service';
import { readSettingsFile } from './settings-file';
import type { UsageService } from './usage-service';

/** The words of what is written for others to read, and how numbers and dates are written with them (BCP 47 tags). */
export interface TicketWords {
  readonly words: Words;
  /** Those of the verdict, loaded when they are needed. */
  readonly diagnosisWords: () => Promise<DiagnosisWords>;
  readonly language: string;
  readonly locale: string;
}

export interface TicketParts {
  readonly machine: Machine;
  readonly describe: MachineService['describe'];
  readonly diagnosis: Pick<DiagnosisService, 'recent'>;
  readonly changes: Pick<ChangeService, 'outcomeOf'>;
  readonly log: ChangeLog;
  readonly usage: Pick<UsageService, 'latest'>;
  readonly fileDialogs: Pick<FileDialogs, 'chooseTarget'>;
  readonly clipboard: Clipboard;
  readonly printer: Printer;
  /** As chosen for tickets, at this moment. */
  readonly ticketWords: () => Promise<TicketWords>;
  /** Where the choice about user names is kept. */
  readonly settingsFile: string;
  readonly logIncident: (error: unknown) => void;
}

export interface TicketService {
  /** What the person gave for the last ticket. */
  readonly readOptions: () => Promise<KeptTicketOptions>;
  /** Keeps for the next ticket whether user names are left out. Errors: STORAGE_FAILED. */
  readonly setLeavesOutUserNames: (leavesOutUserNames: boolean) => Promise<Result<null>>;
  /** The ticket of a change in the history, as it stands now. Errors: TOKEN_UNKNOWN. */
  readonly make: (id: string, options: TicketOptions) => Promise<Result<TicketTexts>>;
  /** Puts the ticket on the clipboard, and keeps the options for the next one. Errors: TOKEN_UNKNOWN. */
  readonly copy: (id: string, options: TicketOptions, format: TicketTextFormat) => Promise<Result<null>>;
  /** Puts the result of the check of that moment (`evidence.takenAt`) on the clipboard. Errors: RESULT_OUTDATED. */
  readonly copyResult: (takenAt: number) => Promise<Result<null>>;
  /** Saves the ticket where the person chooses, and keeps the options. Errors: TOKEN_UNKNOWN, NOT_CONFIRMED, STORAGE_FAILED. */
  readonly save: (id: string, options: TicketOptions, format: TicketFileFormat) => Promise<Result<{ file: string }>>;
}

export function ticketService(parts: TicketParts): TicketService {
  const {
    machine,
    describe,
    diagnosis,
    changes,
    log,
    usage,
    fileDialogs,
    clipboard,
    printer,
    ticketWords,
    settingsFile,
    logIncident,
  } = parts;

  /** Asked for once while the program is open. */
  let typed: Pick<TicketOptions, 'requester' | 'ticketNumber'> = noTicketOptions;

  async function compose(
    id: string,
    options: TicketOptions,
  ): Promise<Result<{ ticket: Ticket; record: ChangeRecord; written: TicketWords }>> {
    const { records } = await log.read();
    const record = records.find((entry) => entry.id === id);
    if (!record) return failure({ code: 'TOKEN_UNKNOWN' });
    const info = await describe();
    if (!info.ok) return info;
    const outcome = await changes.outcomeOf(info.value, record);
    const ranges = await machine.portRange.read();
    const sample = await sampleSoon(usage);
    const written = await ticketWords();
    const ticket = ticketOf(written.words, await written.diagnosisWords(), {
      ...outcome,
      effective: ranges.ok ? ranges.value.ipv4Tcp : { known: false, raw: '' },
      usageNow: sample && usageNote(sample, machine.usage),
      madeAt: Date.now(),
      machine: { ...info.value, locale: written.locale },
      options,
    });
    return success({ ticket, record, written });
  }

  /** Kept for the next ticket. That it could not be kept is no reason to refuse this one: it is logged. */
  async function keep({ requester, ticketNumber, leavesOutUserNames }: TicketOptions): Promise<void> {
    typed = { requester, ticketNumber };
    try {
      await keepChoice(leavesOutUserNames);
    } catch (error) {
      logIncident(error);
    }
  }

  function keepChoice(leavesOutUserNames: boolean): Promise<void> {
    return machine.disk.writeDurably(settingsFile, `${JSON.stringify({ leavesOutUserNames })}\n`);
  }

  async function contentOf(
    ticket: Ticket,
    { words, language, locale }: TicketWords,
    format: TicketFileFormat,
  ): Promise<Uint8Array | string> {
    switch (format) {
      case 'markdown':
        return markdownTicket(ticket);
      case 'text':
        // Older editors of Windows know neither LF nor UTF-8 without its mark.
        return `\ufeff${plainTicket(ticket).replaceAll('\n', '\r\n')}`;
      case 'pdf':
        return printer.printToPdf({
          page: (nonce) => ticketPage(ticket, language, nonce),
          locale,
          footer: (page, pages) => words('ticket.pageNumber', { page, pages }),
        });
    }
  }

  async function readOptions(): Promise<KeptTicketOptions> {
    const kept = await readSettingsFile(settingsFile, keptTicketOptionsSchema);
    const isDamaged = kept.kind === 'damaged';
    if (isDamaged) logIncident(new Error(`the settings of tickets cannot be read: ${kept.detail}`));
    return {
      options: { ...typed, leavesOutUserNames: kept.kind === 'read' ? kept.value.leavesOutUserNames : isDamaged },
      isDamaged,
    };
  }

  return {
    readOptions,
    async setLeavesOutUserNames(leavesOutUserNames) {
      try {
        await keepChoice(leavesOutUserNames);
        return success(null);
      } catch (error) {
        return failure({ code: 'STORAGE_FAILED', detail: String(error) });
      }
    },
    async make(id, options) {
      const made = await compose(id, options);
      return made.ok
        ? success({ text: plainTicket(made.value.ticket), markdown: markdownTicket(made.value.ticket) })
        : made;
    },
    async copy(id, options, format) {
      const made = await compose(id, options);
      if (!made.ok) return made;
      await clipboard.copy(format === 'text' ? plainTicket(made.value.ticket) : markdownTicket(made.value.ticket));
      await keep(options);
      return success(null);
    },
    async copyResult(takenAt) {
      const [checked, info] = await Promise.all([diagnosis.recent(takenAt), describe()]);
      if (!info.ok) return info;
      // Another Windows was chosen for practice meanwhile.
      if (!checked || !isOf(checked.evidence, info.value)) return failure({ code: 'RESULT_OUTDATED' });
      const { words, diagnosisWords, locale } = await ticketWords();
      const { leavesOutUserNames } = (await readOptions()).options;
      const result = { ...checked, machine: { ...info.value, locale }, leavesOutUserNames };
      await clipboard.copy(plainTicket(resultTicketOf(words, await diagnosisWords(), result)));
      return success(null);
    },
    async save(id, options, format) {
      const made = await compose(id, options);
      if (!made.ok) return made;
      const { ticket, record, written } = made.value;
      const file = await fileDialogs.chooseTarget(
        extensions[format],
        `${fileName(written.words, record)}.${extensions[format]}`,
      );
      if (file === null) return failure({ code: 'NOT_CONFIRMED' });
      try {
        await machine.disk.writeDurably(file, await contentOf(ticket, written, format));
      } catch (error) {
        return failure({ code: 'STORAGE_FAILED', detail: String(error) });
      }
      await keep(options);
      return success({ file });
    },
  };

  function fileName(words: Words, { computerName, startedAt }: ChangeRecord): string {
    return words('ticket.fileName', {
      computer: computerName.replace(/[^A-Za-z0-9_-]/g, '_'),
      date: startedAt.slice(0, 10),
    });
  }
}

function isOf({ windows }: Evidence, { product }: MachineInfo): boolean {
  return !windows.known || windows.value.product === product;
}

const extensions = { markdown: 'md', text: 'txt', pdf: 'pdf' } as const satisfies Record<TicketFileFormat, string>;
