import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DiagnosisWords } from '../contract/diagnosis/diagnosis-words';
import { loadDiagnosisWords, loadWords, type Words } from '../contract/messages/messages';
import { ticketOf, type Ticket } from './ticket';
import { facts, record } from './ticket.fixture';
import { markdownTicket, plainTicket, ticketPage } from './ticket-forms';

let words: Words;
let diagnosisWords: DiagnosisWords;
beforeAll(async () => {
  words = await loadWords();
  diagnosisWords = await loadDiagnosisWords();
});

/** Names that mean something to Markdown, HTML or a text editor. */
const odd = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.stringMatching(/^[ `~|\\<>&*_#[\]()!\n\r\t.:1-]{0,30}$/),
  fc.constantFrom('a|b', '```', '\\', 'x\\|y', '<script>', '| --- |', '](javascript:1)', '\n# title', '&lt;', '~~~\n'),
);

const oddTicket = fc
  .record({ name: odd, computer: odd, path: odd, requester: odd })
  .map(({ name, computer, path, requester }) =>
    ticketOf(
      words,
      diagnosisWords,
      facts({
        record: {
          ...record,
          computerName: computer,
          backup: { ...record.backup, file: path },
          changes: [{ name, before: { present: false }, after: { present: true, type: 1, hex: '6000600060000000' } }],
        },
        options: { requester, ticketNumber: '', leavesOutUserNames: false },
      }),
    ),
  );

const rowsOf = (ticket: Ticket): readonly (readonly string[])[] =>
  ticket.sections.flatMap(({ parts }) =>
    parts.flatMap((part): readonly (readonly string[])[] =>
      part.kind === 'facts' ? part.facts : part.kind === 'table' ? part.rows : [],
    ),
  );

describe('the formats of a ticket', () => {
  it('have one line for each fact as plain text, whatever a value is called', () => {
    fc.assert(
      fc.property(oddTicket, (ticket) => {
        const lines = plainTicket(ticket).split('\n');
        expect(lines.every((line) => !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(line))).toBe(true);
        expect(lines.filter((line) => line.startsWith('Configuration item:'))).toHaveLength(1);
      }),
    );
  });

  it('keep as Markdown every row of a table whole, and every fence closed by itself', () => {
    fc.assert(
      fc.property(oddTicket, (ticket) => {
        const lines = markdownTicket(ticket).split('\n');
        let fence: string | null = null;
        let rows = 0;
        for (const line of lines) {
          if (fence !== null) {
            if (line === fence) fence = null;
            continue;
          }
          if (/^`{3,}$/.test(line)) fence = line;
          else if (line.startsWith('|')) {
            // Bars that are not escaped, from the first to the last sign of the line.
            const bars = line.replace(/\\./gu, '').match(/\|/g)?.length ?? 0;
            expect([3, 4]).toContain(bars);
            expect(line.endsWith(' |')).toBe(true);
            if (!/^\|(?: {2}\|)+$|^\|(?: --- \|)+$/.test(line)) rows += 1;
          } else expect(line).toMatch(/^(?:$|#|- |\*\*)/);
        }
        expect(fence).toBeNull();
        const tables = ticket.sections.flatMap(({ parts }) => parts.filter(({ kind }) => kind === 'table'));
        expect(rows).toBe(rowsOf(ticket).length + tables.length);
      }),
    );
  });

  it('contain as a page no tag, attribute or script of a value', () => {
    fc.assert(
      fc.property(oddTicket, (ticket) => {
        const page = ticketPage(ticket, 'en', 'bm9uY2U=');
        const tags = new Set(Array.from(page.matchAll(/<\/?([a-z0-9]+)/gi), ([, tag]) => tag));
        for (const tag of tags) {
          expect([
            'html',
            'head',
            'meta',
            'title',
            'style',
            'body',
            'h1',
            'h2',
            'p',
            'section',
            'ul',
            'li',
            'table',
            'thead',
            'tbody',
            'tr',
            'th',
            'td',
            'pre',
          ]).toContain(tag);
        }
        expect(page.match(/</g)?.length).toBe(page.match(/>/g)?.length);
      }),
    );
  });

  it('give the same facts in the same order', () => {
    const ticket = ticketOf(words, diagnosisWords, facts());
    const page = ticketPage(ticket, 'en', 'x');
    const markdown = markdownTicket(ticket);
    let [inPage, inMarkdown] = [0, 0];
    for (const { title } of ticket.sections) {
      inPage = page.indexOf(`<h2>${title}</h2>`, inPage);
      inMarkdown = markdown.indexOf(`## ${title}`, inMarkdown);
      expect(Math.min(inPage, inMarkdown)).toBeGreaterThan(0);
    }
    expect(markdown).toContain('| Configuration item | SRV7, Windows Server 2003 R2 5.2.3790 |');
    expect(markdown).toContain('| File | C:\\\\Users\\\\j.doe\\\\AppData');
  });
});
