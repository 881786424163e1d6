import { o as readMeeting, r as isWorkerArgument } from "./place-CO4R096S.js";
import { ipcMain } from "electron";
// electron/contract/names.ts
var callNames = [
	"machine.describe",
	"diagnosis.read",
	"parameters.read",
	"backup.create",
	"backup.reveal",
	"backup.delete",
	"backup.export",
	"backup.compare",
	"backups.list",
	"backups.open-folder",
	"reg-file.open",
	"reg-file.cancel",
	"comparison.read-again",
	"restore.plan",
	"findings.read",
	"correction.plan",
	"history.read",
	"history.export",
	"plan.create",
	"plan.apply",
	"commands.write",
	"change.undo",
	"change.verify",
	"change.prove",
	"ticket.options",
	"ticket.make",
	"ticket.copy",
	"ticket.save",
	"recovery.read",
	"recovery.settle",
	"registry-editor.open",
	"machine.restart",
	"machine.cancel-restart",
	"clipboard.write",
	"practice.restart",
	"practice.load",
	"usage.history",
	"usage.outlook",
	"usage.export",
	"usage.settings",
	"usage.notify"
];
/** The only ipc channel of the window's requests; events arrive on `eventChannel`. */
var callChannel = "port-wizard:call";
var eventChannel = "port-wizard:event";
/** What preload and page say on their console when they have started; the main process puts it into its log. */
var startMarkers = {
	preload: "port-wizard: preload has started",
	page: "port-wizard: page has been drawn"
};
/** Begins what the page says of its first picture; the time follows, in ms since 1970. */
var paintMarker = "port-wizard: first contentful paint at ";
/** Begins what the preload says on the console when the page's policy has refused something. */
var policyMarker = "port-wizard: refused by the policy: ";
// electron/shell/gate.ts
/** Opens the gate for `window`. What the page asks before there is anybody to answer waits. */
function openGate(window, answering) {
	ipcMain.handle(callChannel, async (event, message) => (await answering)(event, message));
	window.on("closed", () => ipcMain.removeHandler(callChannel));
}
/** Tells the window about something; a window that is gone is not told. */
function tell(window, name, payload) {
	if (!window.isDestroyed()) window.webContents.send(eventChannel, {
		name,
		payload
	});
}
// electron/shell/origin.ts
var windowOrigin = {
	protocol: "app:",
	host: "wizard"
};
/** True for an address of our own pages. */
function isOwnUrl(address) {
	if (!URL.canParse(address)) return false;
	const { protocol, host } = new URL(address);
	return protocol === windowOrigin.protocol && host === windowOrigin.host;
}
// electron/shell/elevation/worker-arguments.ts
/** What a worker of the practice machine may be given beside its meeting. `--no-sandbox` is needed by root on Linux. */
var practiceSwitches = ["--practice", "--no-sandbox"];
var folderOption = "--user-data-dir=";
/** The arguments by which a worker finds the practice machine of this process. */
function practiceArguments(userData) {
	return [
		"--practice",
		...process.platform === "linux" && process.getuid?.() === 0 ? ["--no-sandbox"] : [],
		`${folderOption}${userData}`
	];
}
/** Reads the arguments behind the program. Only the practice machine takes more than the meeting. */
function readWorkerInvocation(args, isWindows) {
	const [asked, ...more] = args.filter(isWorkerArgument);
	if (asked === void 0) return { kind: "none" };
	const meeting = readMeeting(asked);
	if (!meeting || more.length > 0) return { kind: "refused" };
	const others = args.filter((argument) => argument !== asked);
	const isPractice = !isWindows || others.includes("--practice");
	const folders = others.filter((argument) => argument.startsWith(folderOption));
	if (others.filter((argument) => !practiceSwitches.includes(argument) && !folders.includes(argument)).length > 0 || folders.length > 1 || !isPractice && others.length > 0) return { kind: "refused" };
	return {
		kind: "worker",
		meeting,
		userData: folders[0]?.slice(16) ?? null
	};
}
export { openGate as a, paintMarker as c, windowOrigin as i, policyMarker as l, readWorkerInvocation as n, tell as o, isOwnUrl as r, callNames as s, practiceArguments as t, startMarkers as u };
