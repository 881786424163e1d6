import { parentPort, workerData } from "node:worker_threads";
import koffi from "koffi";
// electron/machine/windows/run-as-thread.ts
/** The process handle is wanted; no dialogs of errors; the call may be the last one of its thread. */
var mask = 1344;
var hidden = 0;
var waitTimeout = 258;
var watchEveryMs = 100;
function run({ file, parameters, folder, ownerWindow }) {
	const kernel32 = koffi.load("kernel32.dll");
	const info = koffi.struct({
		cbSize: "uint32_t",
		fMask: "uint32_t",
		hwnd: "intptr_t",
		lpVerb: "str16",
		lpFile: "str16",
		lpParameters: "str16",
		lpDirectory: "str16",
		nShow: "int32_t",
		hInstApp: "intptr_t",
		lpIDList: "intptr_t",
		lpClass: "intptr_t",
		hkeyClass: "intptr_t",
		dwHotKey: "uint32_t",
		hMonitor: "intptr_t",
		hProcess: "intptr_t"
	});
	const execute = koffi.load("shell32.dll").func("__stdcall", "ShellExecuteExW", "int32_t", [koffi.inout(koffi.pointer(info))]);
	const lastError = kernel32.func("uint32_t __stdcall GetLastError()");
	const waitFor = kernel32.func("uint32_t __stdcall WaitForSingleObject(intptr_t handle, uint32_t milliseconds)");
	const close = kernel32.func("int32_t __stdcall CloseHandle(intptr_t handle)");
	const asked = {
		cbSize: koffi.sizeof(info),
		fMask: mask,
		hwnd: ownerWindow,
		lpVerb: "runas",
		lpFile: file,
		lpParameters: parameters,
		lpDirectory: folder,
		nShow: hidden,
		hInstApp: 0,
		lpIDList: 0,
		lpClass: 0,
		hkeyClass: 0,
		dwHotKey: 0,
		hMonitor: 0,
		hProcess: 0
	};
	if (execute(asked) === 0) {
		tell({
			kind: "failed",
			windowsCode: Number(lastError())
		});
		return;
	}
	tell({ kind: "started" });
	const watch = setInterval(() => {
		if (Number(asked.hProcess) !== 0 && waitFor(asked.hProcess, 0) === waitTimeout) return;
		clearInterval(watch);
		if (Number(asked.hProcess) !== 0) close(asked.hProcess);
		tell({ kind: "ended" });
	}, watchEveryMs);
}
function tell(report) {
	parentPort?.postMessage(report);
}
run(workerData);
export {};
