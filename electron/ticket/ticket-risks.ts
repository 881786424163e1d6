// What a change may do besides its purpose, in words for the person who approves it. Pure.
import { isRangeChange, type Change } from '../contract/change/change';
import type { CountText } from '../contract/text/count-text';
import type { ChangeRecord } from '../contract/history/change-record';
import { isSameName } from '../contract/registry/value-name';
import { dwordOf } from '../contract/registry/stored-value';
import type { Words } from '../contract/messages/messages';
import { parametersFor } from '../contract/registry/parameters';
import { sideEffectText } from '../text/side-effect-text';

/** In-house programs listen below this port more often than above it: the first port of today's default range (929851). */
const firstDefaultPort = 49152;
/** Shortest delay in seconds that Microsoft documents for older Windows (Q149532). */
const shortestUsualDelay = 30;

/** One line for each risk, general and as seen on this machine before the change; the last line says what limits them. */
export function ticketRisks(
  words: Words,
  { changes, measuredBefore }: Pick<ChangeRecord, 'changes' | 'measuredBefore'>,
  count: CountText,
): string[] {
  return [
    ...(changes.some(assignsLowPorts) ? [words('ticket.risks.lowPorts')] : []),
    ...(changes.some(narrows) ? [words('ticket.risks.fewerPorts')] : []),
    ...(changes.some(shortensTimeWait) ? [words('ticket.risks.timeWait')] : []),
    ...(changes.some((change) => !isRangeChange(change)) ? [words('ticket.risks.values')] : []),
    ...(changes.some(isRangeChange) ? [words('ticket.risks.ranges')] : []),
    ...(measuredBefore?.sideEffects ?? []).map((effect) =>
      words('ticket.risks.seen', { text: sideEffectText(words, effect, count) }),
    ),
    words('ticket.risks.small'),
  ];
}

/** Ports that Windows did not assign before, and on which programs may listen. */
function assignsLowPorts(change: Change): boolean {
  if (isRangeChange(change)) return change.after.start < Math.min(change.before.start, firstDefaultPort);
  return isSameName(change.name, 'MaxUserPort') && highest(change.after) > highest(change.before);
}

function narrows(change: Change): boolean {
  if (isRangeChange(change)) return change.after.number < change.before.number;
  return isSameName(change.name, 'MaxUserPort') && highest(change.after) < highest(change.before);
}

function highest(stored: Parameters<typeof dwordOf>[0]): number {
  return dwordOf(stored) ?? defaultHighest;
}

const defaultHighest = parametersFor({ major: 5, minor: 0, build: 0 }).MaxUserPort.defaultValue;

function shortensTimeWait(change: Change): boolean {
  if (isRangeChange(change) || !isSameName(change.name, 'TcpTimedWaitDelay')) return false;
  const after = dwordOf(change.after);
  return after !== null && after < shortestUsualDelay * 2;
}
