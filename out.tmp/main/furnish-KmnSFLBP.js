import { t as startSampling } from "./sampler-BjN3ia6z.js";
import { a as createHandlers, c as callInputs, d as storedText, l as practiceLoads, n as openServices, t as startUsageService } from "./usage-service-DTqwQYcU.js";
import { i as windowOrigin, o as tell, r as isOwnUrl, s as callNames, t as practiceArguments } from "./worker-arguments-C1737qtc.js";
import { t as failure } from "./result-E377XOyn.js";
import { r as isRangeChange } from "./change-HnknF4Ef.js";
import { n as sideEffectText, t as logFor } from "./log-place-CotndbTL.js";
import { _ as strictObject, b as unknown, o as _enum } from "./catalogue-C5gUTrUQ.js";
import { t as readLines } from "./lines-CpDI70Uv.js";
import { a as newMeeting, i as meetingArgument, n as channelPath, t as channelFolder } from "./place-CO4R096S.js";
import { a as sealing, o as workerMessage, r as opening, t as longestAnswer } from "./protocol-jitEoIPU.js";
import { n as practiceWindows } from "./machine-DvVm0fxi.js";
import { basename, join } from "node:path";
import { BrowserWindow, Menu, Notification, app, clipboard, dialog, session, shell } from "electron";
import { randomBytes, randomUUID } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { once } from "node:events";
// electron/usage/feed.ts
/** Measures in this thread. */
function localFeed(sourceOf) {
	return (choice, { onSample, onBug }) => startSampling(sourceOf(choice), onSample, onBug);
}
// electron/shell/call-limits.ts
/** `outward` calls open a dialog or a program, or leave a file behind; `inward` ones answer the page. */
var reach = {
	"machine.describe": "inward",
	"diagnosis.read": "inward",
	"parameters.read": "inward",
	"backup.create": "outward",
	"backup.reveal": "outward",
	"backup.delete": "outward",
	"backup.export": "outward",
	"backup.compare": "inward",
	"backups.list": "inward",
	"backups.open-folder": "outward",
	"reg-file.open": "outward",
	"reg-file.cancel": "inward",
	"comparison.read-again": "inward",
	"restore.plan": "inward",
	"findings.read": "inward",
	"correction.plan": "inward",
	"history.read": "inward",
	"history.export": "outward",
	"plan.create": "inward",
	"plan.apply": "outward",
	"commands.write": "outward",
	"change.undo": "outward",
	"change.verify": "inward",
	"change.prove": "inward",
	"ticket.options": "inward",
	"ticket.make": "inward",
	"ticket.copy": "outward",
	"ticket.save": "outward",
	"recovery.read": "inward",
	"recovery.settle": "outward",
	"registry-editor.open": "outward",
	"machine.restart": "outward",
	"machine.cancel-restart": "outward",
	"clipboard.write": "inward",
	"practice.restart": "outward",
	"practice.load": "inward",
	"usage.history": "inward",
	"usage.outlook": "inward",
	"usage.export": "outward",
	"usage.settings": "inward",
	"usage.notify": "inward"
};
/** For each call: how many at once, how many in a burst, and how many a second in the long run. */
var allowances = {
	inward: {
		atOnce: 16,
		burst: 200,
		perSecond: 20
	},
	outward: {
		atOnce: 1,
		burst: 20,
		perSecond: 1 / 3
	}
};
var allAtOnce = 64;
/** Above what any call needs: a picture of a chart has 16 MiB at most, a text for the clipboard 100,000 characters. */
var largest = {
	values: 2e4,
	characters: 2e6,
	bytes: 17825792
};
/** `now` in ms, of a clock that is never put back. */
function callLimits(now = () => performance.now()) {
	const states = /* @__PURE__ */ new Map();
	let running = 0;
	return (name) => {
		const { atOnce, burst, perSecond } = allowances[reach[name]];
		const at = now();
		const state = states.get(name) ?? {
			running: 0,
			left: burst,
			at
		};
		states.set(name, state);
		state.left = Math.min(burst, state.left + (at - state.at) / 1e3 * perSecond);
		state.at = at;
		if (running >= allAtOnce || state.running >= atOnce || state.left < 1) return null;
		state.left -= 1;
		state.running += 1;
		running += 1;
		return () => {
			state.running -= 1;
			running -= 1;
		};
	};
}
/**
* What is wrong with the size or the make of a message, null when nothing is. Only plain objects, arrays, bytes and
* simple values pass; the walk ends after the largest size, so that a circle ends it as well.
*/
function sizeProblem(message) {
	const open = [message];
	const found = {
		values: 0,
		characters: 0,
		bytes: 0
	};
	while (open.length > 0) {
		const value = open.pop();
		found.values += 1;
		if (typeof value === "string") found.characters += value.length;
		else if (value instanceof Uint8Array) found.bytes += value.byteLength;
		else if (Array.isArray(value)) {
			if (value.length > largest.values) return "too large";
			for (const item of value) open.push(item);
		} else if (typeof value === "object" && value !== null) {
			if (!isPlain(value)) return "neither plain objects nor bytes";
			for (const [key, item] of Object.entries(value)) {
				found.characters += key.length;
				open.push(item);
			}
		}
		if (found.values + open.length > largest.values) return "too large";
		if (found.characters > largest.characters || found.bytes > largest.bytes) return "too large";
	}
	return null;
}
function isPlain(value) {
	const prototype = Object.getPrototypeOf(value);
	return prototype === Object.prototype || prototype === null;
}
// electron/shell/answer.ts
var messageSchema = strictObject({
	name: _enum(callNames),
	input: unknown()
});
/** Answers one message. */
async function answer({ handlers, log, ownContents, admit }, from, message) {
	if (!isOurWindow(ownContents, from)) {
		log.warn(`refused a call from a foreign sender: ${from.senderFrame?.url ?? "no frame"}`);
		return failure({
			code: "INVALID_INPUT",
			detail: "sender"
		});
	}
	const problem = sizeProblem(message);
	if (problem) return refused(log, namedIn(message) ?? "message", problem);
	const parsed = messageSchema.safeParse(message);
	if (!parsed.success) return refused(log, "message", detailOf("message", parsed.error));
	const { name } = parsed.data;
	const input = callInputs[name].safeParse(parsed.data.input);
	if (!input.success) return refused(log, name, detailOf(name, input.error));
	const end = admit(name);
	if (!end) return refused(log, name, "too many calls");
	try {
		return await dispatch(handlers, name, input.data);
	} catch (error) {
		return failure({
			code: "UNEXPECTED",
			incident: log.incident(error)
		});
	} finally {
		end();
	}
}
function isOurWindow(ownContents, { sender, senderFrame }) {
	if (sender !== ownContents || !senderFrame || senderFrame.parent !== null) return false;
	return isOwnUrl(senderFrame.url);
}
function dispatch(handlers, name, input) {
	return handlers[name](input);
}
/** The call that a message of the wrong size is about, for the log. */
function namedIn(message) {
	if (typeof message !== "object" || message === null || !("name" in message)) return null;
	return callNames.find((name) => name === message.name) ?? null;
}
function detailOf(what, error) {
	return error.issues.map((issue) => `${issue.path.join(".") || what}: ${issue.message}`).join("; ").slice(0, 500);
}
function refused(log, what, detail) {
	log.warn(`refused ${what}: ${detail}`);
	return failure({
		code: "INVALID_INPUT",
		detail
	});
}
// electron/shell/dialogs.ts
/** A question lists at most this many changes. */
var listedChanges = 12;
var targetTitles = {
	reg: "dialogs.exportTitle",
	csv: "dialogs.historyTitle",
	json: "dialogs.historyTitle",
	md: "dialogs.ticketTitle",
	txt: "dialogs.ticketTitle",
	pdf: "dialogs.ticketTitle"
};
/** The dialogs of `window`; each resolves to false or null when the person cancels. */
function nativeDialogs(window, words) {
	async function ask({ message, detail, action }) {
		const options = {
			type: "warning",
			title: words("title"),
			message,
			detail,
			buttons: [words("confirm.cancel"), action],
			defaultId: 0,
			cancelId: 0,
			noLink: true
		};
		const { response } = await dialog.showMessageBox(window, options);
		return response === 1;
	}
	const filters = {
		reg: {
			name: words("dialogs.regFiles"),
			extensions: ["reg"]
		},
		png: {
			name: words("dialogs.png"),
			extensions: ["png"]
		},
		csv: {
			name: words("dialogs.csv"),
			extensions: ["csv"]
		},
		json: {
			name: words("dialogs.json"),
			extensions: ["json"]
		},
		md: {
			name: words("dialogs.markdown"),
			extensions: ["md"]
		},
		txt: {
			name: words("dialogs.text"),
			extensions: ["txt"]
		},
		pdf: {
			name: words("dialogs.pdf"),
			extensions: ["pdf"]
		},
		all: {
			name: words("dialogs.allFiles"),
			extensions: ["*"]
		}
	};
	return {
		confirmChange({ machine, computer, changes, reason, effects }) {
			const lines = changes.slice(0, listedChanges).map(({ name, before, after }) => words("confirm.change", {
				name: name || "@",
				before: storedText(words, before),
				after: storedText(words, after)
			}));
			const hasRange = changes.some(isRangeChange);
			const more = changes.length - lines.length;
			if (more > 0) lines.push(words("confirm.moreChanges", { count: more }));
			const notes = [
				...(effects ?? []).filter(({ severity }) => severity === "severe").map((effect) => sideEffectText(words, effect)),
				words("confirm.backupNote"),
				...machine.kind === "practice" ? [words("confirm.practiceNote")] : []
			];
			return ask({
				message: words(reason === "apply" && hasRange ? "confirm.applySettingsMessage" : `confirm.${reason}Message`, { computer }),
				detail: [
					...lines,
					"",
					...notes
				].join("\n"),
				action: reason !== "apply" ? words("confirm.undo") : words(hasRange ? "confirm.applySettings" : "confirm.apply")
			});
		},
		confirmRestart: (computer, seconds) => ask({
			message: words("confirm.restartMessage", { computer }),
			detail: words("confirm.restartDetail", { seconds }),
			action: words("confirm.restart")
		}),
		confirmReset: () => ask({
			message: words("confirm.resetMessage"),
			detail: words("confirm.resetDetail"),
			action: words("confirm.reset")
		}),
		confirmDelete: ({ backup, isNeededForUndo }) => ask({
			message: words("confirm.deleteMessage", { name: basename(backup.file) }),
			detail: words(isNeededForUndo ? "confirm.deleteNeededDetail" : "confirm.deleteDetail"),
			action: words("confirm.delete")
		}),
		async chooseRegFile() {
			const { canceled, filePaths } = await dialog.showOpenDialog(window, {
				title: words("dialogs.openTitle"),
				properties: ["openFile"],
				filters: [filters.reg, filters.all]
			});
			return canceled ? null : filePaths[0] ?? null;
		},
		async chooseFolder() {
			const { canceled, filePaths } = await dialog.showOpenDialog(window, {
				title: words("dialogs.commandsTitle"),
				buttonLabel: words("dialogs.commandsButton"),
				defaultPath: app.getPath("documents"),
				properties: ["openDirectory", "createDirectory"]
			});
			return canceled ? null : filePaths[0] ?? null;
		},
		async chooseUsageTarget(kind, proposedName) {
			const { canceled, filePath } = await dialog.showSaveDialog(window, {
				title: words("dialogs.usageTitle"),
				defaultPath: join(app.getPath("documents"), proposedName),
				filters: [filters[kind]]
			});
			return canceled || filePath === "" ? null : filePath;
		},
		async chooseTarget(kind, proposedName) {
			const { canceled, filePath } = await dialog.showSaveDialog(window, {
				title: words(targetTitles[kind]),
				defaultPath: join(app.getPath("documents"), proposedName),
				filters: [filters[kind]]
			});
			return canceled || filePath === "" ? null : filePath;
		}
	};
}
// electron/shell/elevation/channel.ts
/** Strangers who are connected and silent are hung up on after this time. */
var silenceMs = 1e4;
/** So many may be connected before one of them has shown that it knows the secret. */
var mostStrangers = 8;
/** Listens on a new channel. Rejects when that cannot be made, or cannot be kept from other users. */
async function openChannel(elevation, listener) {
	const meeting = newMeeting();
	const folder = channelFolder(meeting.channel);
	const path = channelPath(meeting.channel);
	if (folder !== null) await mkdir(folder, { mode: 448 });
	const strangers = /* @__PURE__ */ new Set();
	let worker = null;
	const greet = (socket) => {
		const read = opening(meeting.secret, "worker");
		const turnAway = (why) => {
			socket.destroy();
			if (why && (worker === null || worker === socket)) listener.onRefused(why);
		};
		if (worker !== null || strangers.size >= mostStrangers) {
			turnAway(null);
			return;
		}
		strangers.add(socket);
		socket.setTimeout(silenceMs, () => turnAway(null));
		socket.on("error", () => socket.destroy());
		socket.on("close", () => {
			strangers.delete(socket);
			if (socket === worker) listener.onEnd();
		});
		const onLine = (line) => {
			if (socket.destroyed) return;
			const opened = read(line);
			const parsed = opened && workerMessage.safeParse(opened.message);
			if (!opened) turnAway("wrong-secret");
			else if (!parsed?.success) turnAway("not-understood");
			else if (worker === null) admit(parsed.data);
			else if (worker === socket) listener.onMessage(parsed.data);
			else turnAway(null);
		};
		const admit = (message) => {
			worker = socket;
			socket.setTimeout(0);
			server.close();
			for (const stranger of strangers) if (stranger !== socket) stranger.destroy();
			listener.onMessage(message);
		};
		readLines(socket, longestAnswer, onLine, () => turnAway("not-understood"));
	};
	const server = createServer(greet);
	try {
		await listening(server, path);
		await elevation.protectChannel(path);
	} catch (error) {
		await shut(server, strangers, folder);
		throw error;
	}
	return {
		meeting,
		send: (line) => void worker?.write(`${line}\n`),
		close: () => shut(server, strangers, folder)
	};
}
async function listening(server, path) {
	const heard = once(server, "listening");
	server.listen({
		path,
		exclusive: true
	});
	await heard;
	server.on("error", () => void 0);
}
async function shut(server, sockets, folder) {
	for (const socket of sockets) socket.destroy();
	server.close();
	if (folder !== null) await rm(folder, {
		recursive: true,
		force: true
	});
}
// electron/shell/elevation/hire.ts
/** A start of Electron takes seconds, on a slow disk with a virus scanner more of them. */
var usualPatienceMs = 6e4;
/** Errors: ELEVATION_DECLINED, ELEVATION_FAILED, and whatever the worker answers. */
function hiring({ elevation, programVersion, programArguments, ownerWindow, logRefusal, patienceMs = usualPatienceMs }) {
	return async (request, onStage) => {
		const conversation = new Conversation(request, programVersion, onStage, logRefusal);
		let channel;
		try {
			channel = await openChannel(elevation, {
				onMessage: (message) => conversation.hear(message),
				onRefused: (why) => conversation.noteRefusal(why),
				onEnd: () => conversation.lose("the worker closed the channel")
			});
		} catch (error) {
			return unhired("not-started", `the channel could not be made: ${String(error)}`);
		}
		try {
			const sealed = sealing(channel.meeting.secret, "window")({
				kind: "request",
				request
			});
			if (sealed.length > 1048576) return unhired("not-started", "the request is too long");
			conversation.handOver = () => channel.send(sealed);
			const started = await elevation.start([...programArguments, meetingArgument(channel.meeting)], ownerWindow());
			if (started.kind === "declined") return {
				hasBegun: false,
				result: failure({ code: "ELEVATION_DECLINED" })
			};
			if (started.kind === "not-started") return unhired("not-started", started.detail);
			const deadline = setTimeout(() => conversation.giveUp(patienceMs), patienceMs);
			started.ended.then(() => conversation.noteEnd());
			const outcome = await conversation.ended;
			clearTimeout(deadline);
			return outcome;
		} finally {
			await channel.close();
		}
	};
}
/** How long the last words of a worker that is gone may still be on their way. */
var lastWordsMs = 1e3;
/** One request from the hello to the result. Whatever settles it first, holds. */
var Conversation = class {
	request;
	programVersion;
	onStage;
	logRefusal;
	ended;
	/** Sends the request to the worker that said hello. */
	handOver = () => void 0;
	settle = () => void 0;
	hasBegun = false;
	refusal = null;
	constructor(request, programVersion, onStage, logRefusal) {
		this.request = request;
		this.programVersion = programVersion;
		this.onStage = onStage;
		this.logRefusal = logRefusal;
		this.ended = new Promise((settle) => this.settle = settle);
	}
	hear(message) {
		if (message.kind === "hello") this.greet(message);
		else if (!this.hasBegun) this.lose(`a ${message.kind} without a request`);
		else if (message.kind === "stage") this.onStage(message.report);
		else this.settle({
			hasBegun: true,
			result: resultOf(message.result)
		});
	}
	greet({ protocol, programVersion }) {
		if (this.hasBegun) this.lose("a second hello");
		else if (protocol !== 1 || programVersion !== this.programVersion) this.settle(unhired("other-version", `this program is ${this.programVersion}, the worker ${programVersion}`));
		else {
			this.hasBegun = true;
			this.handOver();
		}
	}
	noteRefusal(why) {
		this.logRefusal(`refused a worker for "${this.request.kind}": ${why}`);
		if (this.hasBegun) this.lose(why);
		else this.refusal = why;
	}
	giveUp(afterMs) {
		if (!this.hasBegun) this.settle(unhired(this.refusal ?? "no-answer", `after ${Math.round(afterMs / 1e3)} seconds`));
	}
	noteEnd() {
		setTimeout(() => this.lose("the process of the worker ended"), lastWordsMs);
	}
	lose(detail) {
		if (this.hasBegun) this.settle({
			hasBegun: true,
			result: failed("cut-off", detail)
		});
		else this.settle(unhired(this.refusal ?? "ended-early", detail));
	}
};
function resultOf(result) {
	return result.ok ? {
		ok: true,
		value: { changeId: result.changeId }
	} : result;
}
function unhired(reason, detail) {
	return {
		hasBegun: false,
		result: failed(reason, detail)
	};
}
function failed(reason, detail) {
	return failure({
		code: "ELEVATION_FAILED",
		reason,
		detail
	});
}
// electron/shell/menu.ts
/** Template of the menu: the program's own entries, and Electron's for editing and zoom. */
function menuTemplate(words, { backupFolder, logFolder, practice }) {
	const template = [
		{
			label: words("menu.file"),
			submenu: [
				{
					label: words("menu.openBackups"),
					click: () => void shell.openPath(backupFolder)
				},
				{
					label: words("menu.openLogs"),
					click: () => void shell.openPath(logFolder)
				},
				{ type: "separator" },
				{
					label: words("menu.quit"),
					role: "quit"
				}
			]
		},
		{
			label: words("menu.edit"),
			submenu: [
				{ role: "cut" },
				{ role: "copy" },
				{ role: "paste" },
				{ role: "selectAll" }
			]
		},
		{
			label: words("menu.view"),
			submenu: [
				{ role: "zoomIn" },
				{ role: "zoomOut" },
				{ role: "resetZoom" },
				{ role: "togglefullscreen" }
			]
		}
	];
	if (practice) template.push({
		label: words("menu.practice"),
		submenu: [
			{
				id: "practice-restart",
				label: words("menu.practiceRestart"),
				click: () => practice.restart()
			},
			{
				id: "practice-reset",
				label: words("menu.practiceReset"),
				click: () => practice.reset()
			},
			{
				label: words("menu.practiceWindows"),
				submenu: practiceWindows.map((which) => ({
					id: `practice-${which}`,
					label: words(`menu.practiceWindowsNames.${which}`),
					type: "radio",
					checked: practice.now?.which === which,
					click: () => practice.reset(which)
				}))
			},
			{
				id: "practice-honours",
				label: words("menu.practiceHonours"),
				type: "checkbox",
				checked: practice.now?.isMaxUserPortHonoured ?? false,
				enabled: practice.now?.which === "windows11",
				click: ({ checked }) => practice.setMaxUserPortHonoured(checked)
			},
			{
				id: "practice-without-rights",
				label: words("menu.practiceWithoutRights"),
				type: "checkbox",
				checked: practice.now?.isWithoutRights ?? false,
				click: ({ checked }) => practice.setWithoutRights(checked)
			},
			{ type: "separator" },
			{
				label: words("menu.practiceLoad"),
				submenu: [{
					id: "practice-load-none",
					label: words("menu.practiceLoadNone"),
					click: () => practice.load(null)
				}, ...practiceLoads.map((load) => ({
					id: `practice-load-${load}`,
					label: words(`menu.practiceLoads.${load}`),
					click: () => practice.load(load)
				}))]
			}
		]
	});
	return template;
}
// electron/shell/ticket-pdf.ts
var scheme = windowOrigin.protocol.slice(0, -1);
/** A page that takes longer is given up. */
var patienceMs = 3e4;
/** The page as a tagged PDF: A4, or Letter where that is usual. Rejects when it cannot be printed. */
async function printToPdf({ page, locale, footer }) {
	const nonce = randomBytes(16).toString("base64");
	const address = `${windowOrigin.protocol}//ticket-${randomUUID()}/`;
	const own = session.fromPartition(`ticket-${randomUUID()}`, { cache: false });
	serve(own, address, page(nonce), nonce);
	const window = new BrowserWindow({
		show: false,
		webPreferences: {
			session: own,
			sandbox: true,
			contextIsolation: true,
			nodeIntegration: false,
			javascript: false,
			webSecurity: true,
			spellcheck: false
		}
	});
	const overdue = setTimeout(() => window.destroy(), patienceMs);
	try {
		window.webContents.setWindowOpenHandler(() => ({ action: "deny" }));
		await window.loadURL(address);
		return await window.webContents.printToPDF({
			pageSize: isLetterCountry(locale) ? "Letter" : "A4",
			printBackground: true,
			generateTaggedPDF: true,
			generateDocumentOutline: true,
			displayHeaderFooter: true,
			headerTemplate: "<span></span>",
			footerTemplate: `<div style="width:100%;text-align:center;font:8pt Arial,sans-serif">${footer("<span class=\"pageNumber\"></span>", "<span class=\"totalPages\"></span>")}</div>`,
			margins: {
				top: .7,
				bottom: .8,
				left: .8,
				right: .8
			}
		});
	} finally {
		clearTimeout(overdue);
		if (!window.isDestroyed()) window.destroy();
		own.protocol.unhandle(scheme);
	}
}
function serve(own, address, html, nonce) {
	own.protocol.handle(scheme, () => new Response(html, { headers: {
		"Content-Type": "text/html; charset=utf-8",
		"Content-Security-Policy": `default-src 'none'; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'`
	} }));
	own.webRequest.onBeforeRequest(({ url }, decide) => decide({ cancel: url !== address }));
	own.setPermissionRequestHandler((_, __, decide) => decide(false));
	own.setPermissionCheckHandler(() => false);
}
/** The countries that print on Letter (Unicode CLDR, supplemental paper sizes). */
var letterCountries = [
	"US",
	"CA",
	"MX",
	"BZ",
	"CL",
	"CO",
	"CR",
	"GT",
	"NI",
	"PA",
	"PH",
	"PR",
	"SV",
	"VE"
];
function isLetterCountry(locale) {
	return letterCountries.includes(new Intl.Locale(locale).maximize().region ?? "");
}
// electron/shell/furnish.ts
/** Opens the machine, and gives what answers the window. */
async function furnish({ openMachine, usageFeed }, window, userData, words, startLog) {
	const machine = await openMachine(userData, "program");
	const log = await logFor(machine, startLog);
	const system = await machine.system.describe();
	const computer = system.ok ? system.value.computerName : "";
	const backupFolder = join(machine.folder.path, "backups");
	const machineChanged = () => {
		usage.machineChanged();
		tell(window, "machine.changed", null);
	};
	const dialogs = nativeDialogs(window, words);
	const desktop = {
		locale: regionalFormat(),
		programVersion: app.getVersion(),
		confirmChange: (changes, reason, effects) => dialogs.confirmChange({
			machine,
			computer,
			changes,
			reason,
			effects
		}),
		confirmRestart: (seconds) => dialogs.confirmRestart(computer, seconds),
		confirmDelete: (listing) => dialogs.confirmDelete(listing),
		chooseRegFile: () => dialogs.chooseRegFile(),
		chooseTarget: (kind, name) => dialogs.chooseTarget(kind, name),
		openFolder: (path) => void shell.openPath(path),
		revealFile: (path) => shell.showItemInFolder(path),
		reportReading: (fraction) => tell(window, "reg-file.progress", fraction),
		logIncident: (error) => void log.incident(error),
		copy: (text) => void clipboard.writeText(text),
		chooseFolder: () => dialogs.chooseFolder(),
		printToPdf,
		machineChanged,
		reportStage: (report) => tell(window, "change.stage", report)
	};
	const programVersion = app.getVersion();
	const usage = startUsageService({
		machine,
		feed: usageFeed ?? localFeed(() => machine.usage),
		desktop: usageDesktop(window, dialogs, log),
		words,
		settingsFile: join(userData, "usage-settings.json")
	});
	const hireWorker = machine.elevation && hiring({
		elevation: machine.elevation,
		programVersion,
		programArguments: [...ownProgram(), ...machine.kind === "practice" ? practiceArguments(userData) : []],
		ownerWindow: () => window.isDestroyed() ? null : window.getNativeWindowHandle(),
		logRefusal: (text) => log.warn(text)
	});
	const { handlers, isChanging } = createHandlers(openServices({
		machine,
		userData,
		words,
		desktop,
		programVersion,
		usage,
		hireWorker
	}));
	const { practice } = machine;
	const showMenu = async () => {
		const now = practice && await practice.describe();
		const template = menuTemplate(words, {
			backupFolder,
			logFolder: log.folder,
			practice: practice && now && {
				now: now.ok ? now.value : null,
				restart: () => void practice.restart().then(machineChanged),
				reset: (which) => void resetPractice(dialogs, practice, which).then(machineChanged).then(showMenu),
				load: (load) => void usage.chooseLoad(load),
				setWithoutRights: (isWithoutRights) => void practice.setWithoutRights(isWithoutRights).then(machineChanged).then(showMenu),
				setMaxUserPortHonoured: (isHonoured) => void practice.setMaxUserPortHonoured(isHonoured).then(showMenu)
			}
		});
		Menu.setApplicationMenu(Menu.buildFromTemplate(template));
	};
	await showMenu();
	window.on("close", (event) => {
		if (isChanging()) event.preventDefault();
	});
	window.on("closed", () => {
		usage.stop();
		app.quit();
	});
	app.on("second-instance", () => {
		if (window.isMinimized()) window.restore();
		window.focus();
	});
	log.info(`started ${programVersion} on ${machine.kind}, Electron ${process.versions.electron}`);
	const gate = {
		handlers,
		log,
		ownContents: window.webContents,
		admit: callLimits()
	};
	return (from, message) => answer(gate, from, message);
}
function usageDesktop(window, dialogs, log) {
	return {
		tellSample: (sample) => tell(window, "usage.sampled", sample),
		tellAlert: (alert) => tell(window, "usage.alerted", alert),
		isInBackground: () => !window.isDestroyed() && !window.isFocused(),
		notify(title, body) {
			const notification = new Notification({
				title,
				body
			});
			notification.on("click", () => {
				if (window.isMinimized()) window.restore();
				window.focus();
			});
			notification.show();
		},
		showLevel(share) {
			if (window.isDestroyed()) return;
			if (share === null) window.setProgressBar(-1);
			else window.setProgressBar(share, { mode: share >= .8 ? "error" : share >= .5 ? "paused" : "normal" });
		},
		chooseTarget: (kind, name) => dialogs.chooseUsageTarget(kind, name),
		logIncident: (error) => void log.incident(error)
	};
}
async function resetPractice(dialogs, practice, which) {
	if (await dialogs.confirmReset()) await practice.reset(which);
}
/** In development Electron is started with the folder of the program; packaged, the executable is the program. */
function ownProgram() {
	return "defaultApp" in process && process.defaultApp ? [app.getAppPath()] : [];
}
/** The system's regional format; POSIX variants ("en-US@posix") are not BCP 47 and lose their suffix. */
function regionalFormat() {
	const [locale = "en"] = app.getSystemLocale().split("@");
	return Intl.DateTimeFormat.supportedLocalesOf(locale).length > 0 ? locale : "en";
}
export { furnish };
