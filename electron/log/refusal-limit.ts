// Limits refusals in the log, one line each: the first ten of a kind per minute, then only their count; once they have
// used up their share of the log, one of a kind per hour.
// Protects: refusals, however many and long, never push earlier lines out of the log.
import { onOneLine } from '../contract/text/kept-text';

const perMinute = 10;
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const longestLine = 600;
/** A page can invent kinds; beyond this number they count as one. */
const mostKinds = 200;
/** In bytes: a quarter of one of the two log files. */
const share = 256 * 1024;

/** `kind: detail`: the kind is ours, the detail may come from the page. */
export function refusalLimit(write: (line: string) => void): (message: string) => void {
  const counts = new Map<string, number>();
  let written = 0;
  const put = (line: string) => {
    written += Buffer.byteLength(line);
    write(line);
  };
  return (message) => {
    const [named = ''] = message.split(':', 1);
    const kind = counts.has(named) || counts.size < mostKinds ? named : 'refused';
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    const isUsedUp = written >= share;
    if (count <= (isUsedUp ? 1 : perMinute)) put(oneLine(message));
    if (count > 1) return;
    const shown = isUsedUp ? 1 : perMinute;
    const timer = setTimeout(
      () => {
        const left = (counts.get(kind) ?? 0) - shown;
        counts.delete(kind);
        if (left > 0) put(`${oneLine(kind)}: ${left} more within ${isUsedUp ? 'an hour' : 'a minute'}`);
      },
      isUsedUp ? hourMs : minuteMs,
    );
    // The timer must not keep the program running.
    timer.unref();
  };
}

/** An entry stays on one line, whatever the page put into a name or an address. */
function oneLine(text: string): string {
  return onOneLine(text.slice(0, longestLine), '\ufffd');
}
