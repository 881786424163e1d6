import { a as isSameStored } from "./stored-value-GFZNVjll.js";
// electron/contract/change.ts
var rangeNames = [
	"ipv4Tcp",
	"ipv4Udp",
	"ipv6Tcp",
	"ipv6Udp"
];
/** How a range is called on screens, in the journal and in tickets. */
var rangeTitles = {
	ipv4Tcp: "Dynamic ports IPv4 TCP",
	ipv4Udp: "Dynamic ports IPv4 UDP",
	ipv6Tcp: "Dynamic ports IPv6 TCP",
	ipv6Udp: "Dynamic ports IPv6 UDP"
};
function isRangeChange(change) {
	return "range" in change;
}
function isValueChange(change) {
	return !isRangeChange(change);
}
function isRange(setting) {
	return "start" in setting;
}
function isSameSetting(a, b) {
	if (isRange(a) || isRange(b)) return isRange(a) && isRange(b) && a.start === b.start && a.number === b.number;
	return isSameStored(a, b);
}
/** The same value or range with other sides, which must be of its kind. */
function withSides(change, before, after) {
	if (isRangeChange(change)) {
		if (!isRange(before) || !isRange(after)) throw new TypeError(`${change.name} is a range`);
		return {
			...change,
			before,
			after
		};
	}
	if (isRange(before) || isRange(after)) throw new TypeError(`${change.name} is a value`);
	return {
		...change,
		before,
		after
	};
}
/** Limits of `netsh int ipv4|ipv6 set dynamicport` (929851 and Microsoft's page on port exhaustion). */
var rangeLimits = {
	start: {
		min: 1025,
		max: 65281
	},
	number: {
		min: 255,
		max: 64511
	},
	lastPort: 65535
};
/** The first limit that a range breaks, or null. */
function brokenLimit({ start, number }) {
	if (start < rangeLimits.start.min || start > rangeLimits.start.max) return {
		part: "start",
		value: start,
		...rangeLimits.start
	};
	if (number < rangeLimits.number.min || number > rangeLimits.number.max) return {
		part: "number",
		value: number,
		...rangeLimits.number
	};
	const last = start + number - 1;
	const lowestLast = rangeLimits.start.min + rangeLimits.number.min - 1;
	return last > rangeLimits.lastPort ? {
		part: "lastPort",
		value: last,
		min: lowestLast,
		max: rangeLimits.lastPort
	} : null;
}
/** Ranges worth offering: today's default, that of 2003, wide without the low ports, and the widest (929851, BizTalk tuning guide). */
var rangePresets = {
	default: {
		start: 49152,
		number: 16384
	},
	as2003: {
		start: 1025,
		number: 3976
	},
	wide: {
		start: 1e4,
		number: 55535
	},
	widest: {
		start: 1025,
		number: 64511
	}
};
export { isValueChange as a, rangeTitles as c, isSameSetting as i, withSides as l, isRange as n, rangeNames as o, isRangeChange as r, rangePresets as s, brokenLimit as t };
