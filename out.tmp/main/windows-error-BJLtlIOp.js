import { win32 } from "node:path";
// electron/machine/windows/win32-api.ts
/** Text for a parameter of type LPCWSTR: UTF-16LE with its terminator, so that every code unit arrives as it is. */
function wide(text) {
	return Buffer.from(`${text}\0`, "utf16le");
}
/** Memory that a running asynchronous call was given: koffi passes its address, and does not keep it from being collected. */
var lent = /* @__PURE__ */ new Set();
/** Turns a call of koffi's asynchronous form into a promise; `buffers` are all that the call reads or fills. */
async function answered(buffers, call) {
	lent.add(buffers);
	try {
		return await new Promise((resolve, reject) => {
			call((error, result) => {
				if (error === null || error === void 0) resolve(result);
				else reject(error instanceof Error ? error : new Error("the foreign call failed", { cause: error }));
			});
		});
	} finally {
		lent.delete(buffers);
	}
}
var loading = null;
/** The functions, loaded once. Rejects off Windows, and where a library lacks one of them. */
function loadWin32() {
	loading ??= load();
	return loading;
}
async function load() {
	if (process.platform !== "win32") throw new Error("Windows functions asked for on another system");
	const { default: koffi } = await import("koffi");
	const kernel32 = koffi.load("kernel32.dll");
	const iphlpapi = koffi.load("iphlpapi.dll");
	return {
		...registryFunctions(koffi.load("advapi32.dll")),
		...systemFunctions(kernel32),
		getExtendedUdpTable: iphlpapi.func("uint32_t __stdcall GetExtendedUdpTable(void *table, _Inout_ uint32_t *size, int32_t order, uint32_t family, int32_t tableClass, uint32_t reserved)"),
		getExtendedTcpTable: iphlpapi.func("uint32_t __stdcall GetExtendedTcpTable(void *table, _Inout_ uint32_t *size, int32_t order, uint32_t family, int32_t tableClass, uint32_t reserved)"),
		shellExecute: koffi.load("shell32.dll").func("intptr_t __stdcall ShellExecuteW(void *window, const void *verb, const void *file, const void *parameters, const void *folder, int32_t show)"),
		pointerSize: koffi.sizeof("void *")
	};
}
function registryFunctions(advapi32) {
	return {
		regOpenKeyEx: advapi32.func("int32_t __stdcall RegOpenKeyExW(intptr_t root, const void *subkey, uint32_t options, uint32_t access, _Out_ intptr_t *key)"),
		regCloseKey: advapi32.func("int32_t __stdcall RegCloseKey(intptr_t key)"),
		regQueryInfoKey: advapi32.func("int32_t __stdcall RegQueryInfoKeyW(intptr_t key, void *className, void *classLength, void *reserved, _Out_ uint32_t *subkeys, _Out_ uint32_t *longestSubkey, void *longestClass, _Out_ uint32_t *values, _Out_ uint32_t *longestValueName, _Out_ uint32_t *longestData, void *securityLength, void *lastWriteTime)"),
		regEnumKeyEx: advapi32.func("int32_t __stdcall RegEnumKeyExW(intptr_t key, uint32_t index, void *name, _Inout_ uint32_t *nameLength, void *reserved, void *className, void *classLength, void *lastWriteTime)"),
		regEnumValue: advapi32.func("int32_t __stdcall RegEnumValueW(intptr_t key, uint32_t index, void *name, _Inout_ uint32_t *nameLength, void *reserved, _Out_ uint32_t *type, void *data, _Inout_ uint32_t *dataLength)"),
		regQueryValueEx: advapi32.func("int32_t __stdcall RegQueryValueExW(intptr_t key, const void *name, void *reserved, _Out_ uint32_t *type, void *data, _Inout_ uint32_t *dataLength)"),
		regSetValueEx: advapi32.func("int32_t __stdcall RegSetValueExW(intptr_t key, const void *name, uint32_t reserved, uint32_t type, const void *data, uint32_t length)"),
		regDeleteValue: advapi32.func("int32_t __stdcall RegDeleteValueW(intptr_t key, const void *name)"),
		regFlushKey: advapi32.func("int32_t __stdcall RegFlushKey(intptr_t key)"),
		openProcessToken: advapi32.func("int32_t __stdcall OpenProcessToken(intptr_t process, uint32_t access, _Out_ intptr_t *token)"),
		getTokenInformation: advapi32.func("int32_t __stdcall GetTokenInformation(intptr_t token, int32_t kind, void *data, uint32_t length, _Out_ uint32_t *needed)"),
		getUserName: advapi32.func("int32_t __stdcall GetUserNameW(void *name, _Inout_ uint32_t *length)")
	};
}
function systemFunctions(kernel32) {
	return {
		getComputerName: kernel32.func("int32_t __stdcall GetComputerNameW(void *name, _Inout_ uint32_t *length)"),
		getSystemDirectory: kernel32.func("uint32_t __stdcall GetSystemDirectoryW(void *path, uint32_t length)"),
		getSystemWindowsDirectory: kernel32.func("uint32_t __stdcall GetSystemWindowsDirectoryW(void *path, uint32_t length)"),
		getAnsiCodePage: kernel32.func("uint32_t __stdcall GetACP()"),
		getTickCount64: kernel32.func("uint64_t __stdcall GetTickCount64()"),
		getLastError: kernel32.func("uint32_t __stdcall GetLastError()"),
		closeHandle: kernel32.func("int32_t __stdcall CloseHandle(intptr_t handle)"),
		multiByteToWideChar: kernel32.func("int32_t __stdcall MultiByteToWideChar(uint32_t codePage, uint32_t flags, const void *bytes, int32_t length, void *text, int32_t textLength)"),
		createToolhelp32Snapshot: kernel32.func("intptr_t __stdcall CreateToolhelp32Snapshot(uint32_t kind, uint32_t process)"),
		process32First: kernel32.func("int32_t __stdcall Process32FirstW(intptr_t snapshot, void *entry)"),
		process32Next: kernel32.func("int32_t __stdcall Process32NextW(intptr_t snapshot, void *entry)")
	};
}
// electron/machine/windows/system-folder.ts
var longestPath = 32768;
/** Absolute path of a program in System32, e.g. C:\Windows\System32\reg.exe. */
async function systemProgram(name) {
	const api = await loadWin32();
	return win32.join(folder(api.getSystemDirectory), name);
}
/** Absolute path of a program in the folder of Windows, e.g. C:\Windows\regedit.exe. */
async function windowsProgram(name) {
	const api = await loadWin32();
	return win32.join(folder(api.getSystemWindowsDirectory), name);
}
function folder(ask) {
	const path = Buffer.alloc(longestPath * 2);
	const length = ask(path, longestPath);
	const text = path.toString("utf16le", 0, length * 2);
	if (length === 0 || length >= longestPath || !win32.isAbsolute(text)) throw new Error("Windows does not tell its own folder");
	return text;
}
// electron/machine/windows/windows-error.ts
var windowsError = {
	SUCCESS: 0,
	FILE_NOT_FOUND: 2,
	PATH_NOT_FOUND: 3,
	ACCESS_DENIED: 5,
	SHARING_VIOLATION: 32,
	NOT_SUPPORTED: 50,
	INVALID_PARAMETER: 87,
	INSUFFICIENT_BUFFER: 122,
	ALREADY_EXISTS: 183,
	PIPE_BUSY: 231,
	MORE_DATA: 234,
	NO_MORE_ITEMS: 259,
	KEY_DELETED: 1018,
	NO_SHUTDOWN_IN_PROGRESS: 1116,
	CANCELLED: 1223
};
/**
* A call that Windows answered with `windowsCode`; `call` names the function, for the log and the expert. A key that
* was deleted while it was open is KEY_MISSING.
*/
function errorFromCode(action, windowsCode, call) {
	if (windowsCode === windowsError.KEY_DELETED) return { code: "KEY_MISSING" };
	if (windowsCode === windowsError.ACCESS_DENIED) return {
		code: "ACCESS_DENIED",
		action,
		windowsCode
	};
	return {
		code: "MACHINE_FAILED",
		action,
		windowsCode,
		detail: `${call} failed with Windows error ${windowsCode}`
	};
}
/** The same when opening a key: its absence is KEY_MISSING. */
function errorFromOpening(action, windowsCode) {
	return windowsCode === windowsError.FILE_NOT_FOUND || windowsCode === windowsError.PATH_NOT_FOUND ? { code: "KEY_MISSING" } : errorFromCode(action, windowsCode, "RegOpenKeyExW");
}
/** Something threw where Windows has no number for it: a library that is missing, a program that did not start. */
function errorFromException(action, exception) {
	return {
		code: "MACHINE_FAILED",
		action,
		windowsCode: null,
		detail: exception instanceof Error ? exception.message : String(exception)
	};
}
export { systemProgram as a, loadWin32 as c, windowsError as i, wide as l, errorFromException as n, windowsProgram as o, errorFromOpening as r, answered as s, errorFromCode as t };
