// A change as plain text for a ticket: what, where, by whom, from which backup, and how to undo it. Pure.
import { parametersKeyPath } from '../contract/catalogue';
import { isRange, isValueChange, type Setting } from '../contract/change';
import type { ChangeRecord, MachineInfo, RangeReading } from '../contract/models';
import type { EffectVerdict } from '../contract/proof';
import { dwordOf, registryTypeName } from '../contract/stored-value';
import type { Words } from '../contract/words';
import { planTexts } from '../tuning/plan';

export interface TicketFacts {
  readonly record: ChangeRecord;
  readonly verdict: EffectVerdict;
  readonly effective: RangeReading;
  readonly machine: Pick<MachineInfo, 'kind' | 'product' | 'version' | 'locale'>;
}

/** The ticket text; times carry their zone. */
export function ticketText(words: Words, { record, verdict, effective, machine }: TicketFacts): string {
  const { major, minor, build } = machine.version;
  const time = new Intl.DateTimeFormat(machine.locale, { dateStyle: 'medium', timeStyle: 'long' }).format(new Date(record.endedAt ?? record.startedAt));
  return [
    words('ticket.title'),
    ...(machine.kind === 'practice' ? [words('ticket.practice')] : []),
    words('ticket.computer', { computer: record.computerName, product: machine.product, version: `${major}.${minor}.${build}` }),
    words('ticket.operator', { user: record.userName }),
    words('ticket.time', { time }),
    words('ticket.reason', { reason: words(`ticket.reasons.${record.reason}`) }),
    ...(record.changes.some(isValueChange) ? [words('ticket.key', { key: parametersKeyPath })] : []),
    ...record.changes.map(({ name, before, after }) =>
      words('ticket.value', { name, before: storedText(words, before), after: storedText(words, after) }),
    ),
    words('ticket.readBack'),
    words('ticket.effect', { verdict: resultText(words, record, verdict, effective) }),
    words('ticket.backup', { file: record.backup.file }),
    words('ticket.sha256', { sha256: record.backup.sha256 }),
    words('ticket.backout'),
    ...planTexts(record.changes).undoCommands.map((command) => `  ${command}`),
    words('ticket.program', { version: record.programVersion, id: record.id }),
    '',
  ].join('\n');
}

/** A stored value or a range for people: number in decimal and hexadecimal, "not set", type and size, or first and last port. */
export function storedText(words: Words, stored: Setting): string {
  if (isRange(stored)) return rangeText(words, { known: true, range: stored });
  if (!stored.present) return words('stored.absent');
  const number = dwordOf(stored);
  if (number !== null) return words('stored.number', { number, hex: number.toString(16) });
  return words('stored.other', { type: registryTypeName(stored.type), count: stored.hex.length / 2 });
}

/** A change that did not stay in force has no effect to speak of. */
function resultText(words: Words, { state }: ChangeRecord, verdict: EffectVerdict, effective: RangeReading): string {
  if (state === 'applied' || state === 'open') return words(`ticket.verdicts.${verdict}`, { range: rangeText(words, effective) });
  return words(`ticket.states.${state}`);
}

function rangeText(words: Words, reading: RangeReading): string {
  if (!reading.known) return words('ticket.rangeUnknown');
  const { start, number } = reading.range;
  return words('ticket.range', { first: start, last: start + number - 1, count: number });
}
