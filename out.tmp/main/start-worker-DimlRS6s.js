import { n as success, t as failure } from "./result-E377XOyn.js";
import { n as loadWords } from "./words-DcEAJlR9.js";
import { a as createHandlers, n as openServices, o as planOf } from "./usage-service-DTqwQYcU.js";
import { t as openLog } from "./log-Cs1Ptqrq.js";
import { n as usageMeasuredOnce, t as silentDesktop } from "./silent-BXtp4DO8.js";
import { n as channelPath } from "./place-CO4R096S.js";
import { a as sealing, i as requestMessage, n as longestRequest, r as opening } from "./protocol-jitEoIPU.js";
import { join } from "node:path";
import { app } from "electron";
// electron/shell/elevation/worker.ts
/** One conversation with the window; true when a request was carried out or answered. */
async function serve(machine, { channel: name, secret }, programVersion) {
	const channel = await machine.elevation?.openChannel(channelPath(name)).catch(() => null);
	if (!channel) return false;
	try {
		const say = speaking(channel, secret);
		await say({
			kind: "hello",
			protocol: 1,
			programVersion
		});
		const line = await channel.receive(longestRequest);
		const opened = line === null ? null : opening(secret, "window")(line);
		if (!opened) return false;
		const parsed = requestMessage.safeParse(opened.message);
		await say({
			kind: "result",
			result: parsed.success ? await carriedOut(machine, parsed.data.request, programVersion, say) : {
				ok: false,
				error: {
					code: "INVALID_INPUT",
					detail: "the request of the window"
				}
			}
		});
		return true;
	} finally {
		channel.close();
	}
}
/** A window that is gone does not stop a change that has begun. */
function speaking(channel, secret) {
	const seal = sealing(secret, "worker");
	return (message) => channel.send(seal(message)).catch(() => void 0);
}
async function carriedOut(machine, request, programVersion, say) {
	const ready = await machine.folder.prepare();
	if (!ready.ok) return ready;
	const log = openLog(join(machine.folder.path, "logs"));
	try {
		const words = await loadWords();
		const desktop = {
			...silentDesktop(log, programVersion),
			confirmChange: () => Promise.resolve(true),
			confirmDelete: () => Promise.resolve(true),
			reportStage(report) {
				if (report.stage !== "reading" && report.stage !== "confirming") say({
					kind: "stage",
					report
				});
			}
		};
		const usage = usageMeasuredOnce(machine, machine.folder.path, words, log, request.kind !== "delete-backup");
		const services = openServices({
			machine,
			userData: null,
			words,
			desktop,
			programVersion,
			usage,
			hireWorker: null
		});
		const result = await perform(createHandlers(services), services, request);
		log.info(`worker ${programVersion}: ${request.kind} ended with ${result.ok ? "success" : result.error.code}`);
		return result.ok ? {
			ok: true,
			changeId: result.value
		} : result;
	} catch (exception) {
		return failure({
			code: "UNEXPECTED",
			incident: log.incident(exception)
		});
	}
}
/** The request through the same handlers as the window's; the id of the change that was made, or null where none is. */
async function perform({ handlers, applyPlanned }, sources, request) {
	switch (request.kind) {
		case "change": return idOf(await applyPlanned(request.reason, () => planOf(sources, request)));
		case "restore": return idOf(await applyPlanned("restore", () => planOf(sources, request)));
		case "undo": return idOf(await handlers["change.undo"]({ id: request.id }));
		case "settle": return idOf(await handlers["recovery.settle"]({
			id: request.id,
			action: request.action
		}));
		case "delete-backup": {
			const deleted = await handlers["backup.delete"]({ id: request.id });
			return deleted.ok ? success(null) : deleted;
		}
	}
}
function idOf(outcome) {
	return outcome.ok ? success(outcome.value.record.id) : outcome;
}
// electron/shell/elevation/start-worker.ts
/** How the process of a worker ends. */
var workerExit = {
	answered: 0,
	refused: 2
};
/** Runs the worker and ends the process. Must be awaited before Electron is ready. */
async function runWorker(application, invocation) {
	app.exit(invocation.kind === "worker" && await answered(application, invocation) ? workerExit.answered : workerExit.refused);
	return new Promise(() => void 0);
}
async function answered(application, { meeting, userData }) {
	if (userData !== null) app.setPath("userData", userData);
	return serve(await application.openMachine(app.getPath("userData"), "worker"), meeting, app.getVersion());
}
export { runWorker };
