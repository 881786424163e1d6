// How often a page that ends may be loaded again by itself. Pure.
const mostReloads = 3;
const withinMs = 60_000;

/** Answers whether the page may be loaded again now, and counts it: three times in a minute. `now` in ms, never put back. */
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
