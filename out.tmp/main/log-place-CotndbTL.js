import { t as openLog } from "./log-Cs1Ptqrq.js";
import { n as lastPort } from "./port-ranges-Bs3vm-Ny.js";
import { join } from "node:path";
// electron/shell/side-effect-text.ts
function sideEffectText(words, effect) {
	switch (effect.code) {
		case "SMALLER_RANGE": return words("sideEffects.SMALLER_RANGE", {
			before: effect.before,
			after: effect.after
		});
		case "LISTENERS_INSIDE": {
			const named = effect.listeners.map(({ name, processId, port }) => `${name ?? "?"} (PID ${processId}) ${port}`);
			const more = effect.total - named.length;
			return words("sideEffects.LISTENERS_INSIDE", { listeners: [...named, ...more > 0 ? [`+ ${more}`] : []].join(", ") });
		}
		case "EXCLUDED_INSIDE": return words("sideEffects.EXCLUDED_INSIDE", { ports: effect.ports });
		case "EXCLUDED_CUT": return words("sideEffects.EXCLUDED_CUT", { ranges: effect.ranges.map((range) => `${range.start}\u2013${lastPort(range)}`).join(", ") });
		case "NO_BLOCK_FOR_WSL": return words(`sideEffects.NO_BLOCK_FOR_WSL.${effect.wsl}`, { largest: effect.largest });
		case "LOW_RESERVATIONS": return effect.severity === "warning" ? words("sideEffects.LOW_RESERVATIONS.seen", { programs: effect.programs.join(", ") || "?" }) : words("sideEffects.LOW_RESERVATIONS.not-seen");
		case "NOT_CHECKED": return words(`sideEffects.NOT_CHECKED.${effect.what}`);
	}
}
// electron/shell/log-place.ts
/** The log of this process on Windows with administrator rights, in the machine folder; otherwise `log`. */
async function logFor(machine, log) {
	if (machine.kind !== "windows") return log;
	const system = await machine.system.describe();
	if (!system.ok || !system.value.isElevated) return log;
	return (await machine.folder.prepare()).ok ? openLog(join(machine.folder.path, "logs")) : log;
}
export { sideEffectText as n, logFor as t };
