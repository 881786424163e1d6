// What the page prints to its console and the log keeps: start markers, the first paint, what the policy refused.
// Protects: a page can neither flood the log with markers nor invent kinds of refusals; everything else it prints is ignored.
import { paintMarker, policyMarker, startMarkers } from '../contract/ipc/channels';
import type { Log } from '../log/log';

/** The directives that a page of ours can violate; anything else did not come from the policy. */
const directives = new Set([
  'default-src',
  'script-src',
  'script-src-elem',
  'script-src-attr',
  'style-src',
  'style-src-elem',
  'style-src-attr',
  'img-src',
  'font-src',
  'connect-src',
  'worker-src',
  'child-src',
  'frame-src',
  'fenced-frame-src',
  'media-src',
  'object-src',
  'manifest-src',
  'form-action',
  'base-uri',
  'frame-ancestors',
  'require-trusted-types-for',
  'trusted-types',
]);
const markers: ReadonlySet<string> = new Set(Object.values(startMarkers));

export interface PageConsole {
  /** Handles one console message of the page. */
  readonly record: (message: string) => void;
  /** We are reloading the page: it may print its start marker once more. */
  readonly reloaded: () => void;
}

/**
 * `startedAt`: creation time of this process in ms since 1970; null where the system does not report it. `onPaint` is called
 * with the first paint.
 */
export function pageConsole(log: Log, startedAt: number | null, onPaint: () => void): PageConsole {
  const seen = new Set<string>();
  const isFirst = (what: string) => {
    if (seen.has(what)) return false;
    seen.add(what);
    return true;
  };
  return {
    record(message) {
      if (markers.has(message) && isFirst(message)) log.info(message);
      const paintedAt = message.startsWith(paintMarker) ? Number(message.slice(paintMarker.length)) : NaN;
      if (paintedAt > 0 && isFirst(paintMarker)) {
        if (startedAt !== null) log.info(`first contentful paint after ${Math.round(paintedAt - startedAt)} ms`);
        onPaint();
      }
      if (!message.startsWith(policyMarker)) return;
      const [directive = '', ...blocked] = message.slice(policyMarker.length, policyMarker.length + 1000).split(':');
      log.warn(
        directives.has(directive)
          ? `refused by the policy ${directive}:${blocked.join(':')}`
          : 'refused by the policy: no directive',
      );
    },
    reloaded() {
      for (const marker of markers) seen.delete(marker);
    },
  };
}
