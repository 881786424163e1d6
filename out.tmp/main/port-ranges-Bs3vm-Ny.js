// electron/contract/port-ranges.ts
function lastPort({ start, number }) {
	return start + number - 1;
}
function isWithin(port, range) {
	return port >= range.start && port <= lastPort(range);
}
/** The parts of `whole` outside `taken`, lower one first. */
function rangeWithout(whole, taken) {
	return [[whole.start, Math.min(lastPort(whole), taken.start - 1)], [Math.max(whole.start, lastPort(taken) + 1), lastPort(whole)]].filter(([first, last]) => first <= last).map(([first, last]) => ({
		start: first,
		number: last - first + 1
	}));
}
/** What both have in common; null when nothing. */
function overlapOf(one, other) {
	const start = Math.max(one.start, other.start);
	const last = Math.min(lastPort(one), lastPort(other));
	return start <= last ? {
		start,
		number: last - start + 1
	} : null;
}
/** The parts of `whole` outside all of `taken`, which may overlap one another; in order. */
function rangesLeft(whole, taken) {
	return taken.reduce((parts, one) => parts.flatMap((part) => rangeWithout(part, one)), [whole]);
}
/** Ports of `range` that are not excluded: what can really be lent. */
function usablePorts(range, excluded) {
	return rangesLeft(range, excluded).reduce((sum, { number }) => sum + number, 0);
}
export { rangesLeft as a, rangeWithout as i, lastPort as n, usablePorts as o, overlapOf as r, isWithin as t };
