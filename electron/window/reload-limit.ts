// How often a crashed page may be reloaded automatically. Pure.
const mostReloads = 3;
const withinMs = 60_000;

/** Whether the page may be reloaded now (three times a minute), and counts it. `now` in ms, from a clock that never goes back. */
export function reloadLimit(now: () => number = () => performance.now()): () => boolean {
  let reloads: number[] = [];
  return () => {
    const at = now();
    reloads = reloads.filter((earlier) => at - earlier < withinMs);
    if (reloads.length >= mostReloads) return false;
    reloads.push(at);
    return true;
  };
}
