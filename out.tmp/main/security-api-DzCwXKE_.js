import { l as wide } from "./windows-error-BJLtlIOp.js";
// electron/machine/windows/security-api.ts
var loading = null;
/** The functions, loaded once. Rejects off Windows. */
function loadSecurity() {
	loading ??= load();
	return loading;
}
async function load() {
	if (process.platform !== "win32") throw new Error("Windows functions asked for on another system");
	const { default: koffi } = await import("koffi");
	const kernel32 = koffi.load("kernel32.dll");
	const advapi32 = koffi.load("advapi32.dll");
	return {
		createFile: kernel32.func("intptr_t __stdcall CreateFileW(const void *path, uint32_t access, uint32_t share, const void *security, uint32_t disposition, uint32_t flags, intptr_t template)"),
		createDirectory: kernel32.func("int32_t __stdcall CreateDirectoryW(const void *path, const void *security)"),
		fileInformation: kernel32.func("int32_t __stdcall GetFileInformationByHandle(intptr_t file, void *information)"),
		readFile: kernel32.func("int32_t __stdcall ReadFile(intptr_t file, void *bytes, uint32_t length, _Out_ uint32_t *read, void *overlapped)"),
		writeFile: kernel32.func("int32_t __stdcall WriteFile(intptr_t file, const void *bytes, uint32_t length, _Out_ uint32_t *written, void *overlapped)"),
		closeHandle: kernel32.func("int32_t __stdcall CloseHandle(intptr_t handle)"),
		getLastError: kernel32.func("uint32_t __stdcall GetLastError()"),
		localFree: kernel32.func("intptr_t __stdcall LocalFree(intptr_t memory)"),
		textLength: kernel32.func("int32_t __stdcall lstrlenW(intptr_t text)"),
		moveMemory: kernel32.func("void __stdcall RtlMoveMemory(void *to, intptr_t from, uintptr_t length)"),
		descriptorFromText: advapi32.func("int32_t __stdcall ConvertStringSecurityDescriptorToSecurityDescriptorW(const void *text, uint32_t revision, _Out_ intptr_t *descriptor, void *size)"),
		textFromDescriptor: advapi32.func("int32_t __stdcall ConvertSecurityDescriptorToStringSecurityDescriptorW(intptr_t descriptor, uint32_t revision, uint32_t what, _Out_ intptr_t *text, _Out_ uint32_t *length)"),
		getSecurityInfo: advapi32.func("uint32_t __stdcall GetSecurityInfo(intptr_t object, int32_t kind, uint32_t what, void *owner, void *group, void *dacl, void *sacl, _Out_ intptr_t *descriptor)"),
		setKernelObjectSecurity: advapi32.func("int32_t __stdcall SetKernelObjectSecurity(intptr_t object, uint32_t what, intptr_t descriptor)"),
		openProcessToken: advapi32.func("int32_t __stdcall OpenProcessToken(intptr_t process, uint32_t access, _Out_ intptr_t *token)"),
		getTokenInformation: advapi32.func("int32_t __stdcall GetTokenInformation(intptr_t token, int32_t kind, void *data, uint32_t length, _Out_ uint32_t *needed)"),
		textFromSid: advapi32.func("int32_t __stdcall ConvertSidToStringSidW(intptr_t sid, _Out_ intptr_t *text)")
	};
}
var objectKind = {
	file: 1,
	kernelObject: 6
};
var sddlRevision = 1;
var ownerAndDacl = 5;
var dacl = 4;
/** Owner and access list of an open file, folder or pipe, as SDDL. Throws with the number of the Windows error. */
function securityText(api, object, kind) {
	const descriptor = [0];
	const code = api.getSecurityInfo(object, kind, ownerAndDacl, null, null, null, null, descriptor);
	if (code !== 0) throw new Error(`GetSecurityInfo failed with Windows error ${code}`);
	try {
		const text = [0];
		if (api.textFromDescriptor(descriptor[0], sddlRevision, ownerAndDacl, text, [0]) === 0) throw lastError(api, "the access list as text");
		return textAt(api, text[0]);
	} finally {
		api.localFree(descriptor[0]);
	}
}
/** Makes a folder that has this owner and access list from its first moment on; the Windows error, 0 when it was made. */
function createSecureFolder(api, path, sddl) {
	return withDescriptor(api, sddl, (descriptor) => {
		return api.createDirectory(wide(path), attributesWith(descriptor)) === 0 ? api.getLastError() : 0;
	});
}
var readAndWrite = 3221225472;
var openAlways = 4;
/** Opens a file that nobody else can open meanwhile, with this access list if it is made by that; otherwise the Windows error. */
function createSecureFile(api, path, sddl) {
	return withDescriptor(api, sddl, (descriptor) => {
		const file = api.createFile(wide(path), readAndWrite, 0, attributesWith(descriptor), openAlways, 0, 0);
		return Number(file) === -1 ? api.getLastError() : { file };
	});
}
/** SECURITY_ATTRIBUTES, as laid out in a 64-bit process. */
function attributesWith(descriptor) {
	const attributes = Buffer.alloc(24);
	attributes.writeUInt32LE(attributes.length, 0);
	attributes.writeBigUInt64LE(BigInt(descriptor), 8);
	return attributes;
}
/** Replaces the access list of an open object. Throws with the number of the Windows error. */
function setAccessList(api, object, sddl) {
	withDescriptor(api, sddl, (descriptor) => {
		if (api.setKernelObjectSecurity(object, dacl, descriptor) === 0) throw lastError(api, "SetKernelObjectSecurity");
	});
}
var currentProcess = -1;
var tokenQuery = 8;
/** TokenUser of TOKEN_INFORMATION_CLASS: a pointer to the SID comes first. */
var tokenUser = 1;
/** The user of this process, e.g. "S-1-5-21-...". Throws with the number of the Windows error. */
function ownSid(api) {
	const token = [0];
	if (api.openProcessToken(currentProcess, tokenQuery, token) === 0) throw lastError(api, "OpenProcessToken");
	try {
		const user = Buffer.alloc(256);
		if (api.getTokenInformation(token[0], tokenUser, user, user.length, [0]) === 0) throw lastError(api, "GetTokenInformation");
		const text = [0];
		if (api.textFromSid(user.readBigInt64LE(), text) === 0) throw lastError(api, "ConvertSidToStringSidW");
		return textAt(api, text[0]);
	} finally {
		api.closeHandle(token[0]);
	}
}
function withDescriptor(api, sddl, use) {
	const descriptor = [0];
	if (api.descriptorFromText(wide(sddl), sddlRevision, descriptor, null) === 0) throw lastError(api, "the access list from text");
	try {
		return use(descriptor[0]);
	} finally {
		api.localFree(descriptor[0]);
	}
}
/** Text that Windows allocated; it is freed. */
function textAt(api, address) {
	const text = Buffer.alloc(api.textLength(address) * 2);
	api.moveMemory(text, address, text.length);
	api.localFree(address);
	return text.toString("utf16le");
}
function lastError(api, what) {
	return /* @__PURE__ */ new Error(`${what} failed with Windows error ${api.getLastError()}`);
}
export { ownSid as a, objectKind as i, createSecureFolder as n, securityText as o, loadSecurity as r, setAccessList as s, createSecureFile as t };
