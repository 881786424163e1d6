// Keeps refusals in the log few and on one line each: the first ten of a kind in a minute, then their number.
import { onOneLine } from '../contract/kept-text';

const perMinute = 10;
const minuteMs = 60_000;
const longestLine = 600;
/** The page can make kinds up; beyond these they count as one. */
const mostKinds = 200;

/** `kind: detail`, where the kind is a word of ours and the detail may come from the page. */
export function refusalLimit(write: (line: string) => void): (message: string) => void {
  const counts = new Map<string, number>();
  return (message) => {
    const [named = ''] = message.split(':', 1);
    const kind = counts.has(named) || counts.size < mostKinds ? named : 'refused';
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    if (count <= perMinute) write(oneLine(message));
    if (count > 1) return;
    const timer = setTimeout(() => {
      const left = (counts.get(kind) ?? 0) - perMinute;
      counts.delete(kind);
      if (left > 0) write(`${oneLine(kind)}: ${left} more within a minute`);
    }, minuteMs);
    // The count is no reason to keep the program running.
    timer.unref();
  };
}

/** A line of the log stays one line, whatever the page put into a name or an address. */
function oneLine(text: string): string {
  return onOneLine(text.slice(0, longestLine), '\ufffd');
}
