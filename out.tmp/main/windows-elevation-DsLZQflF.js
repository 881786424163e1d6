import { a as systemProgram, i as windowsError, l as wide, s as answered } from "./windows-error-BJLtlIOp.js";
import { a as ownSid, r as loadSecurity, s as setAccessList } from "./security-api-DzCwXKE_.js";
import { win32 } from "node:path";
import { Worker } from "node:worker_threads";
// electron/machine/windows/command-line.ts
/** Each argument as it arrives, whatever blanks, quotes and backslashes it holds. */
function commandLine(args) {
	return args.map(quoted).join(" ");
}
function quoted(argument) {
	if (argument !== "" && !/[\s"]/.test(argument)) return argument;
	return `"${argument.replace(/(\\*)"/g, "$1$1\\\"").replace(/\\+$/, "$&$&")}"`;
}
// electron/machine/windows/worker-pipe.ts
var readControlAndWriteDac = 393216;
var readAndWrite = 3221225472;
var openExisting = 3;
/** SECURITY_SQOS_PRESENT with SECURITY_IDENTIFICATION: without it, the other end could take the worker's rights over. */
var identificationOnly = 1114112;
/**
* Leaves the pipe at `path`, on which this process listens, to its user, administrators and SYSTEM. Until then Windows
* lets everybody open it for reading: nothing is said on it before. Rejects when the access list cannot be set.
*/
async function protectPipe(path) {
	const api = await loadSecurity();
	const pipe = await opened(api, path, readControlAndWriteDac);
	try {
		setAccessList(api, pipe, `D:P(A;;GA;;;SY)(A;;GA;;;BA)(A;;GA;;;${ownSid(api)})`);
	} finally {
		api.closeHandle(pipe);
	}
}
/** Opens the pipe as the worker. Rejects when there is none. */
async function openPipe(path) {
	const api = await loadSecurity();
	const pipe = await opened(api, path, readAndWrite);
	let rest = "";
	let sending = Promise.resolve();
	let isClosed = false;
	const inTurn = (work) => {
		const done = sending.then(work);
		sending = done.catch(() => void 0);
		return done;
	};
	const write = async (bytes) => {
		const written = [0];
		if (isClosed) throw new Error("the channel is closed");
		if (await answered([bytes], (done) => api.writeFile.async(pipe, bytes, bytes.length, written, null, done)) === 0 || written[0] !== bytes.length) throw new Error("the window is gone");
	};
	const read = async () => {
		const bytes = Buffer.alloc(65536);
		const count = [0];
		return await answered([bytes], (done) => api.readFile.async(pipe, bytes, bytes.length, count, null, done)) === 0 ? "" : bytes.toString("latin1", 0, count[0]);
	};
	return {
		send: (line) => inTurn(() => write(Buffer.from(`${line}\n`))),
		receive: (longest) => inTurn(async () => {
			for (;;) {
				const end = rest.indexOf("\n");
				const line = end === -1 ? rest : rest.slice(0, end);
				if (line.length > longest) return null;
				if (end !== -1) {
					rest = rest.slice(end + 1);
					return Buffer.from(line, "latin1").toString("utf8");
				}
				const more = await read();
				if (more === "") return null;
				rest += more;
			}
		}),
		close() {
			inTurn(() => {
				isClosed = true;
				api.closeHandle(pipe);
				return Promise.resolve();
			});
		}
	};
}
/** A pipe whose instances are all taken is free again in a moment: the window has just been told of another connection. */
var attempts = 50;
var pauseMs = 20;
async function opened(api, path, access) {
	for (let attempt = 1;; attempt += 1) {
		const pipe = api.createFile(wide(path), access, 0, null, openExisting, identificationOnly, 0);
		if (Number(pipe) !== -1) return pipe;
		const code = api.getLastError();
		if (code !== windowsError.PIPE_BUSY || attempt === attempts) throw new Error(`the pipe could not be opened: Windows error ${code}`);
		await new Promise((done) => setTimeout(done, pauseMs));
	}
}
// electron/machine/windows/windows-elevation.ts
/** `threadScript` is the built run-as-thread. */
function windowsElevation(threadScript) {
	return {
		async start(args, ownerWindow) {
			return runAs(threadScript, {
				file: process.execPath,
				parameters: commandLine(args),
				folder: win32.dirname(await systemProgram("reg.exe")),
				ownerWindow: handleFrom(ownerWindow)
			});
		},
		protectChannel: protectPipe,
		openChannel: openPipe
	};
}
/** Starts what the orders say, with the question of Windows. Rejects only when the thread itself cannot run. */
function runAs(threadScript, orders) {
	return new Promise((resolve, reject) => {
		const thread = new Worker(threadScript, { workerData: orders });
		const ended = new Promise((done) => {
			thread.once("exit", () => done());
			thread.on("message", ({ kind }) => {
				if (kind === "ended") done();
			});
		});
		thread.on("message", (report) => {
			if (report.kind === "started") resolve({
				kind: "started",
				ended
			});
			if (report.kind === "failed") resolve(refusal(report.windowsCode));
		});
		thread.once("error", reject);
	});
}
function refusal(windowsCode) {
	if (windowsCode === windowsError.CANCELLED) return { kind: "declined" };
	return {
		kind: "not-started",
		detail: `ShellExecuteExW failed with Windows error ${windowsCode}`
	};
}
/** The number in a native window handle of Electron, which comes as its bytes. */
function handleFrom(window) {
	if (window?.length !== 8) return 0n;
	return new DataView(window.buffer, window.byteOffset, 8).getBigInt64(0, true);
}
export { windowsElevation };
