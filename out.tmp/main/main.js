import { n as loadWords } from "./words-DcEAJlR9.js";
import { a as openGate, c as paintMarker, i as windowOrigin, l as policyMarker, n as readWorkerInvocation, r as isOwnUrl, u as startMarkers } from "./worker-arguments-C1737qtc.js";
import { t as openLog } from "./log-Cs1Ptqrq.js";
import { i as readInvocation, r as ownArguments } from "./cli-arguments-DP9cBQVp.js";
import { t as failure } from "./result-E377XOyn.js";
import { extname, join, normalize, sep } from "node:path";
import { BrowserWindow, app, dialog, nativeTheme, protocol, session } from "electron";
import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { Worker } from "node:worker_threads";
// electron/shell/session-rules.ts
var scheme = windowOrigin.protocol.slice(0, -1);
var contentTypes = {
	".html": "text/html; charset=utf-8",
	".js": "text/javascript; charset=utf-8",
	".css": "text/css; charset=utf-8",
	".svg": "image/svg+xml",
	".png": "image/png",
	".woff2": "font/woff2"
};
/** Must run before Electron is ready. */
function cutOffNetwork() {
	protocol.registerSchemesAsPrivileged([{
		scheme,
		privileges: {
			standard: true,
			secure: true,
			codeCache: true
		}
	}]);
	app.commandLine.appendSwitch("host-resolver-rules", "MAP * ~NOTFOUND");
}
/** Lets the session serve the files in the folder `pages`, and refuses everything else. */
function secureSession(ses, pages, log) {
	ses.protocol.handle(scheme, (request) => page(request.url, pages));
	ses.setPermissionRequestHandler((_, permission, decide) => {
		log.warn(`refused the permission ${permission}`);
		decide(false);
	});
	ses.setPermissionCheckHandler((_, permission) => {
		log.warn(`refused the permission ${permission}`);
		return false;
	});
	ses.setDevicePermissionHandler(({ deviceType }) => {
		log.warn(`refused a device: ${deviceType}`);
		return false;
	});
	ses.on("select-hid-device", (event, _, choose) => {
		event.preventDefault();
		choose(null);
	});
	ses.on("select-serial-port", (event, _, __, choose) => {
		event.preventDefault();
		choose("");
	});
	ses.on("select-usb-device", (event, _, choose) => {
		event.preventDefault();
		choose();
	});
	ses.webRequest.onBeforeRequest((details, decide) => {
		const isForeign = !isOwnUrl(details.url);
		if (isForeign) log.warn(`refused a request: ${details.url.slice(0, 200)}`);
		decide({ cancel: isForeign });
	});
	ses.on("will-download", (event, item) => {
		log.warn(`refused a download: ${item.getURL().slice(0, 200)}`);
		event.preventDefault();
	});
	ses.setProxy({
		mode: "fixed_servers",
		proxyRules: "socks5://127.0.0.1:1"
	}).catch((error) => log.incident(error));
}
async function page(address, pages) {
	const file = isOwnUrl(address) ? normalize(join(pages, new URL(address).pathname)) : "";
	const type = contentTypes[extname(file)];
	if (!type || !file.startsWith(pages + sep)) return new Response("not found", { status: 404 });
	try {
		const content = await readFile(file);
		if (extname(file) !== ".html") return new Response(content, { headers: { "Content-Type": type } });
		const nonce = randomBytes(16).toString("base64");
		return new Response(content.toString("utf8").replaceAll("__NONCE__", nonce), { headers: {
			"Content-Type": type,
			"Content-Security-Policy": policy(nonce)
		} });
	} catch {
		return new Response("not found", { status: 404 });
	}
}
/** Scripts and pictures of our own only; Fluent's style elements carry the nonce. */
function policy(nonce) {
	return [
		"default-src 'none'",
		"script-src 'self'",
		`style-src 'self' 'nonce-${nonce}'`,
		"img-src 'self' data:",
		"font-src 'self'",
		"connect-src 'none'",
		"worker-src 'none'",
		"form-action 'none'",
		"base-uri 'none'",
		"frame-ancestors 'none'",
		"require-trusted-types-for 'script'",
		"trusted-types 'none'"
	].join("; ");
}
// electron/shell/window.ts
var startUrl = `${windowOrigin.protocol}//${windowOrigin.host}/index.html`;
/** Opens the window on the pages in `outFolder`/renderer. */
function openWindow(outFolder, title, log) {
	secureSession(session.defaultSession, join(outFolder, "renderer"), log);
	const window = new BrowserWindow({
		title,
		width: 1180,
		height: 800,
		minWidth: 640,
		minHeight: 480,
		show: false,
		backgroundColor: nativeTheme.shouldUseDarkColors ? "#1f1f1f" : "#ffffff",
		webPreferences: {
			preload: join(outFolder, "preload", "preload.cjs"),
			sandbox: true,
			contextIsolation: true,
			nodeIntegration: false,
			webSecurity: true,
			spellcheck: false,
			webgl: false,
			disableDialogs: true,
			devTools: !app.isPackaged
		}
	});
	window.once("ready-to-show", () => window.show());
	refuseWaysOut(window.webContents, log);
	hearConsole(window.webContents, log);
	window.loadURL(startUrl);
	return window;
}
function refuseWaysOut(webContents, log) {
	webContents.setWindowOpenHandler(({ url }) => {
		log.warn(`refused a new window: ${url}`);
		return { action: "deny" };
	});
	for (const event of [
		"will-navigate",
		"will-frame-navigate",
		"will-redirect",
		"will-attach-webview"
	]) webContents.on(event, (details) => {
		log.warn(`refused ${event}`);
		details.preventDefault();
	});
	webContents.on("did-navigate", (_, url) => {
		if (isOwnUrl(url)) return;
		log.warn(`left for ${url}`);
		webContents.loadURL(startUrl);
	});
	webContents.on("will-prevent-unload", (event) => {
		log.warn("refused to keep the window open");
		event.preventDefault();
	});
	webContents.on("select-bluetooth-device", (event, _, choose) => {
		log.warn("refused a device: bluetooth");
		event.preventDefault();
		choose("");
	});
	webContents.setWebRTCIPHandlingPolicy("disable_non_proxied_udp");
}
/** Start markers, the first picture, and what the page's policy refused; nothing else that the page says is heard. */
function hearConsole(webContents, log) {
	webContents.on("console-message", (...told) => {
		const [event, , text] = told;
		const message = text ?? event.message;
		if (typeof message !== "string") return;
		for (const marker of Object.values(startMarkers)) if (message === marker) log.info(marker);
		const paintedAt = message.startsWith("port-wizard: first contentful paint at ") ? Number(message.slice(paintMarker.length)) : NaN;
		if (paintedAt > 0) log.info(`first contentful paint after ${Math.round(paintedAt - (process.getCreationTime() ?? NaN))} ms`);
		if (message.startsWith("port-wizard: refused by the policy: ")) log.warn(`refused by the policy ${message.slice(policyMarker.length)}`);
	});
}
// electron/shell/application.ts
/** Runs until the window is closed. A second instance brings the window of the first to the front. */
async function startApplication(application) {
	const chosenFolder = app.commandLine.getSwitchValue("user-data-dir");
	if (chosenFolder) app.setPath("userData", chosenFolder);
	if (!app.requestSingleInstanceLock()) {
		app.exit(0);
		return;
	}
	cutOffNetwork();
	const userData = app.getPath("userData");
	const log = openLog(join(userData, "logs"));
	process.on("uncaughtException", (error) => void log.incident(error));
	process.on("unhandledRejection", (error) => void log.incident(error));
	await app.whenReady();
	const words = await loadWords();
	try {
		await run(application, userData, words, log);
	} catch (error) {
		const incident = log.incident(error);
		dialog.showErrorBox(words("failedStart.title"), words("failedStart.detail", {
			incident,
			folder: log.folder,
			error: String(error)
		}));
		app.exit(1);
	}
}
/** The page comes first, then the machine is opened; what the page asks meanwhile waits at the gate. */
async function run(application, userData, words, log) {
	const window = openWindow(application.outFolder, words("title"), log);
	const furnished = firstPicture(window).then(async () => {
		const { furnish } = await import("./furnish-KmnSFLBP.js");
		return furnish(application, window, userData, words, log);
	});
	openGate(window, furnished);
	await furnished;
}
/** The first picture has this thread for itself; a page that cannot be loaded is no reason to wait. */
function firstPicture(window) {
	return new Promise((done) => {
		window.webContents.once("dom-ready", () => done());
		window.webContents.once("did-fail-load", () => done());
		window.once("closed", () => done());
	});
}
// electron/shell/invocation.ts
/** The arguments of this process behind the program. */
function ownProgramArguments() {
	const isDevelopment = "defaultApp" in process && process.defaultApp;
	return ownArguments(process.argv, isDevelopment ? app.getAppPath() : null);
}
/** What the arguments of this process ask for. */
function invocation() {
	return readInvocation(ownProgramArguments());
}
// electron/usage/worker-feed.ts
/** Milliseconds until a dead thread is started again, and until a silent one is taken for hanging (twice the longest interval). */
var usualPatience = {
	restartMs: 2e3,
	silenceMs: 6e4
};
/** Each sample leaves less than 1 MB of garbage: a larger young heap would only grow step by step for hours. */
var youngHeapMb = 4;
/** `script` is the built electron/usage-worker.ts. */
function workerFeed(script, { restartMs, silenceMs } = usualPatience) {
	return (choice, { onSample, onBug }) => {
		let isStopped = false;
		let worker = null;
		let silence;
		let restart;
		const hasFailed = (detail) => {
			const { error } = failure({
				code: "MACHINE_FAILED",
				action: "port-table.read",
				windowsCode: null,
				detail
			});
			onSample({
				ok: false,
				takenAt: Date.now(),
				error
			});
		};
		const listen = () => {
			clearTimeout(silence);
			silence = setTimeout(() => {
				hasFailed("no answer");
				worker?.terminate();
			}, silenceMs);
		};
		const start = () => {
			const started = new Worker(script, {
				workerData: choice,
				resourceLimits: { maxYoungGenerationSizeMb: youngHeapMb }
			});
			worker = started;
			const isCurrent = () => !isStopped && worker === started;
			started.on("message", (message) => {
				if (!isCurrent()) return;
				listen();
				if (message.kind === "sample") onSample(message.sample);
				else onBug(new Error(message.text));
			});
			started.on("error", onBug);
			started.on("exit", (code) => {
				if (!isCurrent()) return;
				hasFailed(`the measuring thread ended (${code})`);
				restart = setTimeout(start, restartMs);
			});
			listen();
		};
		start();
		return () => {
			isStopped = true;
			clearTimeout(silence);
			clearTimeout(restart);
			worker?.terminate();
		};
	};
}
// electron/main.ts
var application = {
	outFolder: join(import.meta.dirname, ".."),
	usageFeed: workerFeed(join(import.meta.dirname, "usage-worker.js")),
	async openMachine(userData, as) {
		const isWindows = process.platform === "win32";
		const { realDisk } = await import("./disk-YW-HCO-u.js");
		if (isWindows && !app.commandLine.hasSwitch("practice")) {
			const { programDataFolder } = await import("./program-data-folder-CKSCPPWN.js");
			const { windowsElevation } = await import("./windows-elevation-DsLZQflF.js");
			const { windowsMachine } = await import("./windows-machine-DBSEd3LC.js");
			return windowsMachine(realDisk, await programDataFolder(), windowsElevation(join(import.meta.dirname, "run-as-thread.js")));
		}
		const { openPracticeMachine } = await import("./practice-machine-BhbBdXCU.js");
		return openPracticeMachine(join(userData, "practice"), realDisk, await thisComputer(), as === "worker");
	}
};
var worker = readWorkerInvocation(ownProgramArguments(), process.platform === "win32");
if (worker.kind !== "none") {
	const { runWorker } = await import("./start-worker-DimlRS6s.js");
	await runWorker(application, worker);
}
var asked = invocation();
if (asked.kind !== "window") {
	const { runCommandLine } = await import("./cli-BxxFNeTM.js");
	await runCommandLine(application, asked);
}
startApplication(application);
async function thisComputer() {
	if (process.platform === "linux") return (await import("./this-computer-DBo9k6Fc.js")).linuxComputer;
	if (process.platform === "darwin") return (await import("./this-computer-31FgttcN.js")).macComputer;
	return (await import("./unmeasured-computer-DN0DmWp9.js")).unmeasuredComputer;
}
export {};
