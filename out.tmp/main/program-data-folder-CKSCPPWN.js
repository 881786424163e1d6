import { n as success, t as failure } from "./result-E377XOyn.js";
import { t as turnFile } from "./one-change-BLGu56Rv.js";
import { i as withKey, r as readKeyValue, t as keyAccess } from "./registry-key-BiMIpq8s.js";
import { i as objectKind, n as createSecureFolder, o as securityText, r as loadSecurity, t as createSecureFile } from "./security-api-DzCwXKE_.js";
import { c as loadWin32, i as windowsError, l as wide, o as windowsProgram } from "./windows-error-BJLtlIOp.js";
import { win32 } from "node:path";
// electron/machine/windows/folder-rights.ts
/** SYSTEM, the administrators, and the service that installs Windows itself. */
var administrators = [
	"SY",
	"S-1-5-18",
	"BA",
	"S-1-5-32-544",
	"S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464"
];
/** Abbreviations of SDDL for rights of that kind; any other abbreviation counts as writing. */
var harmlessNames = /* @__PURE__ */ new Set([
	"FR",
	"FX",
	"GR",
	"GX",
	"RC",
	"CC",
	"SW",
	"LO"
]);
/** What is wrong with an owner and access list in SDDL; null when only `trusted` may write. */
function rightsProblem(sddl, trusted = administrators) {
	const [, owner, dacl] = /^O:([A-Z0-9-]+?)(?:G:[A-Z0-9-]+?)?D:([\s\S]*)$/.exec(sddl) ?? [];
	if (owner === void 0 || dacl === void 0) return {
		problem: "unreadable",
		detail: sddl
	};
	if (!trusted.includes(owner)) return {
		problem: "owner",
		detail: sddl
	};
	const [, entries] = /^(?:P|AR|AI)*((?:\([^()]*\))+)$/.exec(dacl) ?? [];
	if (entries === void 0) return {
		problem: "writable",
		detail: sddl
	};
	return [...entries.matchAll(/\(([^()]*)\)/g)].every(([, entry = ""]) => isHarmless(entry, trusted)) ? null : {
		problem: "writable",
		detail: sddl
	};
}
/** One entry: type;flags;rights;object;inherited object;account. Denials take nothing but rights away. */
function isHarmless(entry, trusted) {
	const parts = entry.split(";");
	const [kind = "", , rights = "", , , account = ""] = parts;
	if (parts.length !== 6) return false;
	if (kind === "D") return true;
	return kind === "A" && (trusted.includes(account) || isReading(rights));
}
function isReading(rights) {
	if (/^0x[0-9a-f]{1,8}$/i.test(rights)) return (Number(rights) & -1179818) >>> 0 === 0;
	return /^(?:[A-Z]{2})*$/.test(rights) && (rights.match(/../g) ?? []).every((name) => harmlessNames.has(name));
}
// electron/machine/windows/program-data-folder.ts
/** Owner: the administrators. Full control for SYSTEM and them, reading for users; nothing is inherited from above. */
var folderRights = "O:BAG:BAD:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1200a9;;;BU)";
/** The installer makes the folder of this name. */
var folderName = "Ephemeral Port Wizard";
/** The machine folder of this Windows. */
async function programDataFolder() {
	return secureFolder(win32.join(await programData(), folderName));
}
/** `trusted` are the accounts that may own the folder and write to it. */
function secureFolder(path, trusted = administrators) {
	const check = async () => {
		try {
			return checked(await loadSecurity(), path, trusted);
		} catch (exception) {
			return refused(path, "unreadable", String(exception));
		}
	};
	return {
		path,
		check,
		takeTurn: async () => heldFile(await loadSecurity(), win32.join(path, turnFile)),
		async prepare() {
			try {
				const code = createSecureFolder(await loadSecurity(), path, folderRights);
				if (code !== windowsError.SUCCESS && code !== windowsError.ALREADY_EXISTS) return failure({
					code: "STORAGE_FAILED",
					detail: `${path}: CreateDirectoryW failed with Windows error ${code}`
				});
			} catch (exception) {
				return failure({
					code: "STORAGE_FAILED",
					detail: `${path}: ${String(exception)}`
				});
			}
			return check();
		}
	};
}
/** Who may only read must not hold the file either: opening it for reading would be in the way of the next turn. */
var turnRights = "D:P(A;;FA;;;SY)(A;;FA;;;BA)";
function heldFile(api, file) {
	const held = createSecureFile(api, file, turnRights);
	if (typeof held === "object") return () => void api.closeHandle(held.file);
	if (held === windowsError.SHARING_VIOLATION) return null;
	throw new Error(`${file}: CreateFileW failed with Windows error ${held}`);
}
var shareAll = 7;
var openExisting = 3;
/** To open a folder at all, and what lies at the path itself instead of what it may lead to. */
var openFlags = 35651584;
var attribute = {
	directory: 16,
	reparsePoint: 1024
};
/** Everything is asked of one open handle, so that nothing can be exchanged between two questions. */
function checked(api, path, trusted) {
	const folder = api.createFile(wide(path), 131200, shareAll, null, openExisting, openFlags, 0);
	if (Number(folder) === -1) {
		const code = api.getLastError();
		return code === windowsError.FILE_NOT_FOUND || code === windowsError.PATH_NOT_FOUND ? success(null) : refused(path, "unreadable", `CreateFileW failed with Windows error ${code}`);
	}
	try {
		const information = Buffer.alloc(52);
		if (api.fileInformation(folder, information) === 0) return refused(path, "unreadable", `GetFileInformationByHandle: ${api.getLastError()}`);
		const attributes = information.readUInt32LE(0);
		if ((attributes & attribute.directory) === 0 || (attributes & attribute.reparsePoint) !== 0) return refused(path, "link", `attributes 0x${attributes.toString(16)}`);
		const found = rightsProblem(securityText(api, folder, objectKind.file), trusted);
		return found ? refused(path, found.problem, found.detail) : success(null);
	} finally {
		api.closeHandle(folder);
	}
}
function refused(folder, problem, detail) {
	return failure({
		code: "FOLDER_NOT_TRUSTED",
		folder,
		problem,
		detail
	});
}
var profileList = {
	root: "HKEY_LOCAL_MACHINE",
	path: "SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\ProfileList"
};
/**
* Where Windows keeps ProgramData, as the registry says. The environment, which a user may set, is not asked:
* `%SystemDrive%` is taken from the folder of Windows.
*/
async function programData() {
	const api = await loadWin32();
	const drive = win32.parse(await windowsProgram("")).root;
	const read = await withKey(api, "system.read", profileList, keyAccess.queryValue, (key) => readKeyValue(api, key, "ProgramData"));
	return programDataFrom(read.ok && read.value ? Buffer.from(read.value.data).toString("utf16le").replace(/\0[\s\S]*$/, "") : "", drive);
}
/** `text` is what the registry says, `drive` the root of the drive of Windows. What is no plain absolute path is not used. */
function programDataFrom(text, drive) {
	const path = text.replace(/^%SystemDrive%\\?/i, () => drive);
	return /^[A-Za-z]:\\[^%]+$/.test(path) ? path : win32.join(drive, "ProgramData");
}
export { programDataFolder };
