import { n as success, t as failure } from "./result-E377XOyn.js";
import { r as tcpState, t as mappedPrefix } from "./machine-DvVm0fxi.js";
// electron/contract/models.ts
/** The stages of a change, in the order in which they happen; `elevating` only where the window has no administrator rights. */
var changeStages = [
	"reading",
	"confirming",
	"elevating",
	"backing-up",
	"comparing",
	"writing",
	"reading-back",
	"closing"
];
var tcpStates = [
	"ESTABLISHED",
	"TIME_WAIT",
	"CLOSE_WAIT",
	"SYN_SENT",
	"LISTEN",
	"BOUND",
	"OTHER"
];
// electron/usage/address-text.ts
/** Four words in memory order, as a port table holds them. */
function addressText(word0, word1, word2, word3) {
	const bytes = new Uint8Array(Uint32Array.of(word0, word1, word2, word3).buffer);
	if (bytes.subarray(0, 10).every((byte) => byte === 0) && bytes[10] === 255 && bytes[11] === 255) return bytes.subarray(12).join(".");
	const parts = Array.from({ length: 8 }, (_, index) => (bytes[index * 2] ?? 0) << 8 | (bytes[index * 2 + 1] ?? 0));
	const { start, length } = longestZeros(parts);
	const hex = (some) => some.map((part) => part.toString(16)).join(":");
	return length < 2 ? hex(parts) : `${hex(parts.slice(0, start))}::${hex(parts.slice(start + length))}`;
}
function longestZeros(parts) {
	let best = {
		start: 0,
		length: 0
	};
	let start = 0;
	parts.forEach((part, index) => {
		if (part !== 0) start = index + 1;
		else if (index + 1 - start > best.length) best = {
			start,
			length: index + 1 - start
		};
	});
	return best;
}
// electron/usage/groups.ts
var keyWords = 5;
/** Room for `capacity` keys; a power of two. */
function groups(capacity, stateCount) {
	const slotCount = capacity * 2;
	const mask = slotCount - 1;
	const slots = new Int32Array(slotCount);
	const keys = new Uint32Array(capacity * keyWords);
	const totals = new Uint32Array(capacity);
	const counts = new Uint32Array(capacity * stateCount);
	let size = 0;
	let last = -1;
	const isKey = (group, a, b, c, d, e) => {
		const at = group * keyWords;
		return keys[at + 3] === d && keys[at + 4] === e && keys[at + 2] === c && keys[at] === a && keys[at + 1] === b;
	};
	return {
		size: () => size,
		clear() {
			slots.fill(0);
			totals.fill(0, 0, size);
			counts.fill(0, 0, size * stateCount);
			size = 0;
			last = -1;
		},
		find(a, b, c, d, e) {
			if (last >= 0 && isKey(last, a, b, c, d, e)) return last;
			let slot = mix(a, b, c, d, e) & mask;
			for (;;) {
				const held = slots[slot] ?? 0;
				if (held === 0) break;
				if (isKey(held - 1, a, b, c, d, e)) return last = held - 1;
				slot = slot + 1 & mask;
			}
			if (size === capacity) return -1;
			const at = size * keyWords;
			keys[at] = a;
			keys[at + 1] = b;
			keys[at + 2] = c;
			keys[at + 3] = d;
			keys[at + 4] = e;
			slots[slot] = size + 1;
			last = size;
			size += 1;
			return last;
		},
		add(group, state) {
			totals[group] = (totals[group] ?? 0) + 1;
			const at = group * stateCount + state;
			counts[at] = (counts[at] ?? 0) + 1;
		},
		total: (group) => totals[group] ?? 0,
		byState: (group) => Array.from(counts.subarray(group * stateCount, (group + 1) * stateCount)),
		key: (group, index) => keys[group * keyWords + index] ?? 0,
		top(count) {
			const best = [];
			for (let group = 0; group < size; group += 1) {
				const total = totals[group] ?? 0;
				if (total === 0 || best.length === count && total <= (totals[best[count - 1] ?? 0] ?? 0)) continue;
				let at = best.length;
				while (at > 0 && (totals[best[at - 1] ?? 0] ?? 0) < total) at -= 1;
				best.splice(at, 0, group);
				if (best.length > count) best.pop();
			}
			return best;
		}
	};
}
function mix(a, b, c, d, e) {
	let hash = Math.imul(a ^ 2654435769, 2246822507) ^ b;
	hash = Math.imul(hash ^ hash >>> 15, 3266489909) ^ c;
	hash = Math.imul(hash ^ hash >>> 13, 668265263) ^ d;
	hash = Math.imul(hash ^ hash >>> 16, 374761393) ^ e;
	hash = Math.imul(hash ^ hash >>> 15, 2246822507);
	return hash ^ hash >>> 13;
}
// electron/usage/summary.ts
var groupOfState = {
	[tcpState.ESTABLISHED]: "ESTABLISHED",
	[tcpState.TIME_WAIT]: "TIME_WAIT",
	[tcpState.CLOSE_WAIT]: "CLOSE_WAIT",
	[tcpState.SYN_SENT]: "SYN_SENT",
	[tcpState.LISTEN]: "LISTEN",
	[tcpState.BOUND]: "BOUND"
};
/** Which group speaks for a port that several sockets share, strongest first: a listener owns its port. */
var precedence = [
	"LISTEN",
	"ESTABLISHED",
	"CLOSE_WAIT",
	"SYN_SENT",
	"OTHER",
	"BOUND",
	"TIME_WAIT"
];
var portCount = 65536;
var stateCount = tcpStates.length;
var topCount = 20;
/** Local addresses whose ports are counted one by one; a machine with more shows the first ones met. */
var addressCapacity = 64;
var processCapacity = 16384;
var endpointCapacity = 65536;
/** A summary for each table it is given; its memory is used again, and the last ports in use are remembered. */
function summariser() {
	let ranks = new Uint8Array(portCount);
	let ranksBefore = null;
	const rowOfPort = new Uint32Array(portCount);
	const isUsable = new Uint8Array(portCount);
	let countedBefore = null;
	const addresses = groups(addressCapacity, stateCount);
	const addressPorts = new Uint8Array(addressCapacity * (portCount / 8));
	const processes = groups(processCapacity, stateCount);
	const endpoints = groups(endpointCapacity, stateCount);
	/** The strongest socket of each port speaks for it. */
	const findOwners = (table) => {
		const { localPorts, states, count } = table;
		for (let row = 0; row < count; row += 1) {
			const port = localPorts[row] ?? 0;
			if (isUsable[port] === 0) continue;
			const rank = rankOfState[states[row] ?? 0] ?? 0;
			if (rank <= (ranks[port] ?? 0)) continue;
			ranks[port] = rank;
			rowOfPort[port] = row;
		}
	};
	const countAddressesAndEndpoints = (table) => {
		const { localPorts, states, localAddresses, remoteAddresses, remotePorts, count } = table;
		for (let row = 0; row < count; row += 1) {
			const port = localPorts[row] ?? 0;
			if (isUsable[port] === 0) continue;
			const state = groupIndexOfState[states[row] ?? 0] ?? 0;
			const word = row * 4;
			const address = addresses.find(localAddresses[word] ?? 0, localAddresses[word + 1] ?? 0, localAddresses[word + 2] ?? 0, localAddresses[word + 3] ?? 0, 0);
			if (address >= 0) {
				const at = address * (portCount / 8) + (port >> 3);
				const bit = 1 << (port & 7);
				const held = addressPorts[at] ?? 0;
				if ((held & bit) === 0) {
					addressPorts[at] = held | bit;
					addresses.add(address, state);
				}
			}
			if (ranks[port] === listenRank || remotePorts[row] === 0) continue;
			const endpoint = endpoints.find(remoteAddresses[word] ?? 0, remoteAddresses[word + 1] ?? 0, remoteAddresses[word + 2] ?? 0, remoteAddresses[word + 3] ?? 0, remotePorts[row] ?? 0);
			if (endpoint >= 0) endpoints.add(endpoint, state);
		}
	};
	const holdsPort = (address, port) => ((addressPorts[address * (portCount / 8) + (port >> 3)] ?? 0) & 1 << (port & 7)) !== 0;
	/** The fullest first. A socket without an address of its own (0.0.0.0, ::) holds its port on every address. */
	const addressUsages = () => {
		const all = addresses.top(addressCapacity);
		const wildcards = all.filter((group) => isWildcard(addresses, group));
		const own = all.filter((group) => !isWildcard(addresses, group));
		const everywhere = [];
		for (let port = 0; port < portCount && wildcards.length > 0; port += 1) if (wildcards.some((group) => holdsPort(group, port))) everywhere.push(port);
		return (own.length > 0 ? own : wildcards.slice(0, 1)).map((group) => {
			const byState = addresses.byState(group);
			const added = everywhere.filter((port) => !holdsPort(group, port));
			for (const port of added) {
				const state = groupIndexOfRank[ranks[port] ?? 0] ?? 0;
				byState[state] = (byState[state] ?? 0) + 1;
			}
			return {
				address: textOf(addresses, group),
				ports: addresses.total(group) + added.length,
				byState
			};
		}).sort((one, other) => other.ports - one.ports).slice(0, topCount);
	};
	return (table, counted) => {
		const { range, excluded } = counted;
		if (counted !== countedBefore) {
			markUsable(isUsable, counted);
			countedBefore = counted;
			ranksBefore = null;
		}
		ranks.fill(0);
		for (const each of [
			addresses,
			processes,
			endpoints
		]) each.clear();
		addressPorts.fill(0);
		findOwners(table);
		countAddressesAndEndpoints(table);
		const byState = new Array(stateCount).fill(0);
		let inUse = 0;
		let newPorts = 0;
		let usable = 0;
		let free = 0;
		let largestFree = 0;
		const end = Math.min(portCount, range.start + range.number);
		for (let port = range.start; port < end; port += 1) {
			if (isUsable[port] === 0) {
				free = 0;
				continue;
			}
			usable += 1;
			const rank = ranks[port] ?? 0;
			if (rank === 0) {
				free += 1;
				if (free > largestFree) largestFree = free;
				continue;
			}
			free = 0;
			inUse += 1;
			const state = groupIndexOfRank[rank] ?? 0;
			byState[state] = (byState[state] ?? 0) + 1;
			if (ranksBefore?.[port] === 0) newPorts += 1;
			const process = processes.find(table.processIds[rowOfPort[port] ?? 0] ?? 0, 0, 0, 0, 0);
			if (process >= 0) processes.add(process, state);
		}
		const isFirst = ranksBefore === null;
		const byAddress = addressUsages();
		const spare = ranksBefore ?? new Uint8Array(portCount);
		ranksBefore = ranks;
		ranks = spare;
		return {
			figures: {
				takenAt: table.takenAt,
				range,
				usable,
				inUse,
				byState
			},
			excluded: excluded.length === 0 ? 0 : range.number - usable,
			largestFree,
			addresses: byAddress,
			processes: processes.top(topCount).map((group) => ({
				processId: processes.key(group, 0),
				...shareOf(processes, group)
			})),
			endpoints: endpoints.top(topCount).map((group) => ({
				address: textOf(endpoints, group),
				port: endpoints.key(group, 4),
				...shareOf(endpoints, group)
			})),
			newPorts: isFirst ? null : newPorts
		};
	};
}
function markUsable(isUsable, { range, excluded }) {
	isUsable.fill(0);
	isUsable.fill(1, range.start, range.start + range.number);
	for (const { start, number } of excluded) isUsable.fill(0, start, start + number);
}
function shareOf(from, group) {
	return {
		ports: from.total(group),
		byState: from.byState(group)
	};
}
function isWildcard(from, group) {
	const last = from.key(group, 3);
	const third = from.key(group, 2);
	return from.key(group, 0) === 0 && from.key(group, 1) === 0 && last === 0 && (third === 0 || third === mappedPrefix);
}
function textOf(from, group) {
	return addressText(from.key(group, 0), from.key(group, 1), from.key(group, 2), from.key(group, 3));
}
/** 0 is "no socket"; higher is stronger. */
function rankOfGroup(group) {
	return precedence.length - precedence.indexOf(group);
}
var listenRank = rankOfGroup("LISTEN");
var groupOf = (state) => groupOfState[state] ?? "OTHER";
var rankOfState = Uint8Array.from({ length: 256 }, (_, state) => rankOfGroup(groupOf(state)));
var groupIndexOfState = Uint8Array.from({ length: 256 }, (_, state) => tcpStates.indexOf(groupOf(state)));
var groupIndexOfRank = Uint8Array.from({ length: precedence.length + 1 }, (_, rank) => rank === 0 ? 0 : tcpStates.indexOf(precedence[precedence.length - rank] ?? "OTHER"));
// electron/usage/sampler.ts
var shortestIntervalMs = 1e3;
var longestIntervalMs = 3e4;
/** Measuring may take a quarter of the time. */
var intervalOfDuration = 4;
/** The range changes only by hand or at a restart, and on Windows it takes processes of netsh to read it. */
var rangeLifetimeMs = 3e4;
/** A range that could not be read is asked for again sooner, but not with every sample. */
var rangeRetryMs = 1e4;
var namesLifetimeMs = 5e3;
/** One measurement of sockets against the range of the same computer. */
async function takeSample(source) {
	return measurements(source)();
}
/** Samples until the returned function is called; `onBug` hears of a listener or source that threw. */
function startSampling(source, onSample, onBug) {
	const measure = measurements(source);
	let timer;
	let isStopped = false;
	const tick = async () => {
		const startedAt = performance.now();
		let pause = shortestIntervalMs;
		try {
			const sample = await measure();
			pause = sample.ok ? sample.details.intervalMs : intervalFor(performance.now() - startedAt);
			if (!isStopped) onSample(sample);
		} catch (error) {
			onBug(error);
		}
		if (!isStopped) timer = setTimeout(() => void tick(), Math.max(0, pause - (performance.now() - startedAt)));
	};
	tick();
	return () => {
		isStopped = true;
		clearTimeout(timer);
	};
}
/** Milliseconds from one start to the next. */
function intervalFor(durationMs) {
	return Math.min(longestIntervalMs, Math.max(shortestIntervalMs, Math.ceil(durationMs * intervalOfDuration / 1e3) * 1e3));
}
/** A function that measures, and remembers between its calls what changes rarely. */
function measurements(source) {
	const summarise = summariser();
	const readNames = rememberedNames(source);
	let range = null;
	let rangeReadAt = 0;
	let lastAt = null;
	return async () => {
		const startedAt = performance.now();
		if (!range || startedAt - rangeReadAt > (range.ok ? rangeLifetimeMs : rangeRetryMs)) {
			rangeReadAt = startedAt;
			range = sameOrNew(range, await readRange(source));
		}
		if (!range.ok) return failed(range.error);
		const table = await source.portTable.read();
		if (!table.ok) return failed(table.error);
		const summary = summarise(table.value, range.value);
		const names = await readNames(summary);
		const seconds = lastAt === null ? null : (startedAt - lastAt) / 1e3;
		lastAt = startedAt;
		const durationMs = performance.now() - startedAt;
		return {
			ok: true,
			figures: summary.figures,
			details: {
				excluded: summary.excluded,
				largestFree: summary.largestFree,
				busiest: summary.addresses[0] ?? null,
				addresses: summary.addresses,
				processes: summary.processes.map((usage) => ({
					...usage,
					name: names.get(usage.processId) ?? null,
					growth: null
				})),
				endpoints: summary.endpoints.map((usage) => ({
					...usage,
					growth: null
				})),
				udpCount: table.value.udpCount,
				newPerSecond: summary.newPorts === null || seconds === null || seconds <= 0 ? null : summary.newPorts / seconds,
				durationMs,
				intervalMs: intervalFor(durationMs),
				method: table.value.method,
				timeWaitSeconds: source.timeWaitSeconds ?? null,
				simulated: source.simulated ? {
					load: source.simulated.load,
					refused: source.simulated.refused(),
					events: source.simulated.events()
				} : null
			}
		};
	};
}
function failed(error) {
	return {
		ok: false,
		takenAt: Date.now(),
		error
	};
}
/** The range as it was when it has not changed, so that the summary can go on where it was. */
function sameOrNew(before, now) {
	return before?.ok && now.ok && JSON.stringify(before.value) === JSON.stringify(now.value) ? before : now;
}
async function readRange(source) {
	const ranges = await source.portRange.read();
	if (!ranges.ok) return ranges;
	const { ipv4Tcp } = ranges.value;
	if (!ipv4Tcp.known) return failure({
		code: "MACHINE_FAILED",
		action: "port-range.read",
		windowsCode: null,
		detail: ipv4Tcp.raw
	});
	const excluded = await source.excludedRanges?.read();
	return success({
		range: ipv4Tcp.range,
		excluded: excluded?.ok ? excluded.value.filter((part) => overlaps(part, ipv4Tcp.range)) : []
	});
}
function overlaps(one, other) {
	return one.start < other.start + other.number && other.start < one.start + one.number;
}
/** Names of processes, read again when one is missing, at most every few seconds. */
function rememberedNames({ processNames }) {
	let names = /* @__PURE__ */ new Map();
	let readAt = Number.NEGATIVE_INFINITY;
	return async ({ processes }) => {
		const isMissing = processes.some(({ processId }) => processId !== 0 && !names.has(processId));
		if (!processNames || !isMissing || performance.now() - readAt < namesLifetimeMs) return names;
		readAt = performance.now();
		const read = await processNames.read();
		if (read.ok) names = read.value;
		return names;
	};
}
export { tcpStates as i, takeSample as n, changeStages as r, startSampling as t };
