// A ticket as plain text, as Markdown and as a page for printing. Pure.
// Protects: no name of a computer, path or value can break a line, a table cell, a code fence or a tag.
import { onOneLine } from '../contract/text/kept-text';
import type { Ticket, TicketPart } from './ticket';

/** Plain text, lines end with LF. */
export function plainTicket({ title, notice, sections }: Ticket): string {
  const blocks = sections.flatMap((section) => [
    `${oneLine(section.title)}\n${'-'.repeat(section.title.length)}`,
    ...section.parts.map(plainPart),
  ]);
  return `${[oneLine(title), ...(notice === null ? [] : [oneLine(notice)]), ...blocks].join('\n\n')}\n`;
}

function plainPart(part: TicketPart): string {
  switch (part.kind) {
    case 'facts':
      return part.facts.map(([name, value]) => `${oneLine(name)}: ${oneLine(value)}`).join('\n');
    case 'lines':
      return part.lines.map(oneLine).join('\n');
    case 'table': {
      const [, before, after] = part.columns.map((column) => oneLine(column).toLowerCase());
      return part.rows
        .map(([name, from, to]) => `${oneLine(name)}: ${before ?? ''} ${oneLine(from)}, ${after ?? ''} ${oneLine(to)}`)
        .join('\n');
    }
    case 'code':
      return codeLines(part.text)
        .map((line) => `  ${line}`.trimEnd())
        .join('\n');
  }
}

/** CommonMark with tables (GitHub, GitLab, Jira and ServiceNow importers). */
export function markdownTicket({ title, notice, sections }: Ticket): string {
  const blocks = sections.flatMap((section) => [`## ${inline(section.title)}`, ...section.parts.map(markdownPart)]);
  return `${[`# ${inline(title)}`, ...(notice === null ? [] : [`**${inline(notice)}**`]), ...blocks].join('\n\n')}\n`;
}

function markdownPart(part: TicketPart): string {
  switch (part.kind) {
    case 'facts':
      return table(['', ''], part.facts);
    case 'lines':
      return part.lines.map((line) => `- ${inline(line)}`).join('\n');
    case 'table':
      return table(part.columns, part.rows);
    case 'code': {
      const fence = '`'.repeat(Math.max(3, 1 + longestRun(part.text)));
      return [fence, ...codeLines(part.text), fence].join('\n');
    }
  }
}

function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]) => `| ${cells.map((cell) => inline(cell)).join(' | ')} |`;
  return [row(columns), `|${' --- |'.repeat(columns.length)}`, ...rows.map(row)].join('\n');
}

/** Literal text in a paragraph, heading, list item or cell: characters with a meaning in Markdown are escaped. */
function inline(text: string): string {
  return oneLine(text)
    .replace(/[\\`*_{}[\]<>|~&!$@#^=+]/g, '\\$&')
    .replace(/^([-.):]|\d+[.)])/, (sign) => `${sign.slice(0, -1)}\\${sign.slice(-1)}`)
    .replaceAll('://', '\\://')
    .replace(/www\./gi, (address) => `${address.slice(0, -1)}\\.`);
}

function longestRun(text: string): number {
  return Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
}

/** A page for printing, without scripts; `nonce` is that of its Content-Security-Policy. */
export function ticketPage({ title, notice, sections }: Ticket, language: string, nonce: string): string {
  const body = sections.map(
    (section) => `<section><h2>${html(section.title)}</h2>${section.parts.map(pagePart).join('')}</section>`,
  );
  return [
    '<!doctype html>',
    `<html lang="${html(language)}"><head><meta charset="utf-8"><title>${html(title)}</title><style nonce="${html(nonce)}">${pageStyle}</style></head><body>`,
    `<h1>${html(title)}</h1>`,
    ...(notice === null ? [] : [`<p class="notice">${html(notice)}</p>`]),
    ...body,
    '</body></html>',
  ].join('\n');
}

function pagePart(part: TicketPart): string {
  switch (part.kind) {
    case 'facts':
      return `<table class="facts"><tbody>${part.facts.map(([name, value]) => `<tr><th scope="row">${html(name)}</th><td>${html(value)}</td></tr>`).join('')}</tbody></table>`;
    case 'lines':
      return `<ul>${part.lines.map((line) => `<li>${html(line)}</li>`).join('')}</ul>`;
    case 'table': {
      const head = part.columns.map((column) => `<th scope="col">${html(column)}</th>`).join('');
      const rows = part.rows.map(
        ([name, ...cells]) =>
          `<tr><th scope="row">${html(name)}</th>${cells.map((cell) => `<td>${html(cell)}</td>`).join('')}</tr>`,
      );
      return `<table><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
    }
    case 'code':
      return `<pre>${codeLines(part.text).map(escaped).join('\n')}</pre>`;
  }
}

const pageStyle = [
  'body{font:10pt/1.4 "Segoe UI",Arial,sans-serif;color:#000;margin:0}',
  'h1{font-size:16pt;line-height:1.2;margin:0 0 6pt}',
  'h2{font-size:12pt;margin:12pt 0 4pt;border-bottom:1px solid #999;break-after:avoid}',
  'ul{margin:0 0 6pt;padding-left:14pt;break-after:avoid}',
  'table{border-collapse:collapse;width:100%;margin:0 0 6pt}',
  'tr{break-inside:avoid}',
  'th,td{text-align:left;vertical-align:top;padding:2pt 6pt 2pt 0;border-bottom:1px solid #ddd;overflow-wrap:anywhere}',
  '.facts th{width:32%;font-weight:600}',
  'pre{font:9pt/1.4 Consolas,"Courier New",monospace;white-space:pre-wrap;overflow-wrap:anywhere;background:#f3f3f3;padding:6pt;margin:0 0 6pt}',
  '.notice{font-weight:600;border:2px solid #000;padding:4pt 6pt}',
].join('');

function html(text: string): string {
  return escaped(oneLine(text));
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** Names of values and answers of a machine may contain line breaks, control characters and direction marks. */
function oneLine(text: string): string {
  return onOneLine(text).trim();
}

/** The lines of a code block, without other control characters. */
function codeLines(text: string): string[] {
  const lines = text.split(/\r\n|\r|\n/).map((line) => onOneLine(line, '\ufffd'));
  while (lines.at(-1) === '') lines.pop();
  return lines;
}
