let electron = require("electron");
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
var eventNames = [
	"usage.sampled",
	"usage.alerted",
	"change.stage",
	"machine.changed",
	"reg-file.progress"
];
/** The name under which the preload puts the bridge on `window`. */
var bridgeName = "portWizard";
/** The only ipc channel of the window's requests; events arrive on `eventChannel`. */
var callChannel = "port-wizard:call";
var eventChannel = "port-wizard:event";
/** What preload and page say on their console when they have started; the main process puts it into its log. */
var startMarkers = {
	preload: "port-wizard: preload has started",
	page: "port-wizard: page has been drawn"
};
/** Begins what the preload says on the console when the page's policy has refused something. */
var policyMarker = "port-wizard: refused by the policy: ";
// electron/preload.ts
electron.contextBridge.exposeInMainWorld(bridgeName, {
	call(name, input) {
		return electron.ipcRenderer.invoke(callChannel, callNames.includes(name) ? {
			name,
			input
		} : { name: null });
	},
	on(name, listener) {
		if (!eventNames.includes(name)) throw new Error(`no such event: ${name}`);
		const onEvent = (_, event) => {
			if (event.name === name) listener(event.payload);
		};
		electron.ipcRenderer.on(eventChannel, onEvent);
		return () => electron.ipcRenderer.removeListener(eventChannel, onEvent);
	}
});
console.info(startMarkers.preload);
window.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => {
	console.info(`${policyMarker}${effectiveDirective}: ${blockedURI}`);
});
