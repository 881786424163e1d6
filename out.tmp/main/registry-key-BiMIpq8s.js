import { n as success, t as failure } from "./result-E377XOyn.js";
import { i as windowsError, l as wide, r as errorFromOpening, t as errorFromCode } from "./windows-error-BJLtlIOp.js";
// electron/machine/windows/registry-key.ts
/** Predefined keys of winreg.h, as the signed numbers that HKEY extends from 32 bits. */
var registryRoots = {
	HKEY_CURRENT_USER: -2147483647,
	HKEY_LOCAL_MACHINE: -2147483646
};
/** Rights of winnt.h, always with KEY_WOW64_64KEY: the same key whatever the bitness of this process. */
var keyAccess = {
	read: 131353,
	queryValue: 257,
	setValue: 259
};
/** How often a key that keeps changing is listed before giving up. */
var listings = 8;
/** The longest names that Windows allows, in UTF-16 code units with the terminator. */
var longestValueName = 16384;
var longestKeyName = 256;
/** Room for nearly every value, in bytes. Windows clears or copies what it is offered: a large buffer makes each call slow. */
var usualDataSize = 4096;
/** Opens the key, hands it to `use`, and closes it. Never creates it. Fails with KEY_MISSING. */
async function withKey(api, action, location, access, use) {
	const key = [0];
	const opened = api.regOpenKeyEx(registryRoots[location.root], wide(location.path), 0, access, key);
	if (opened !== windowsError.SUCCESS) return failure(errorFromOpening(action, opened));
	try {
		return await use(key[0]);
	} finally {
		api.regCloseKey(key[0]);
	}
}
/** The key with everything below it, values and sub-keys in the order of Windows. */
async function readKeyTree(api, location) {
	const own = await withKey(api, "registry.read", location, keyAccess.read, (key) => listKey(api, key));
	if (!own.ok) return own;
	const subkeys = [];
	for (const name of own.value.subkeyNames) {
		if (name.includes("\0")) return failure(unreadable(`a sub-key of ${location.path} has a NUL in its name, which the Win32 API cannot open`));
		const subkey = await readKeyTree(api, {
			root: location.root,
			path: `${location.path}\\${name}`
		});
		if (subkey.ok) subkeys.push(subkey.value);
		else if (subkey.error.code !== "KEY_MISSING") return subkey;
	}
	return success({
		name: location.path.slice(location.path.lastIndexOf("\\") + 1),
		values: own.value.values,
		subkeys
	});
}
/** One value by name, without regard to case, or null when the key has none; the empty name is the default value. */
function readKeyValue(api, key, name) {
	let capacity = 1024;
	for (let attempt = 0; attempt < listings; attempt += 1) {
		const data = Buffer.alloc(capacity);
		const type = [0];
		const length = [capacity];
		const code = api.regQueryValueEx(key, wide(name), null, type, data, length);
		if (code === windowsError.SUCCESS) return success({
			name,
			type: type[0],
			data: Uint8Array.from(data.subarray(0, length[0]))
		});
		if (code === windowsError.FILE_NOT_FOUND) return success(null);
		if (code !== windowsError.MORE_DATA) return failure(errorFromCode("registry.read", code, "RegQueryValueExW"));
		capacity = grown(length[0], capacity);
	}
	return failure(unreadable("the value grew at every attempt"));
}
/** Lists one key until its time of last write is the same before and after. */
function listKey(api, key) {
	let previous = describe(api, key);
	for (let attempt = 0; attempt < listings; attempt += 1) {
		if (!previous.ok) return previous;
		const values = listValues(api, key);
		if (!values.ok) return values;
		const subkeyNames = listSubkeys(api, key);
		if (!subkeyNames.ok) return subkeyNames;
		const now = describe(api, key);
		if (now.ok && isSameState(previous.value, now.value) && values.value.length === now.value.values) return success({
			values: values.value,
			subkeyNames: subkeyNames.value
		});
		previous = now;
	}
	return failure(unreadable("another program wrote to the key while it was being read, at every attempt"));
}
function describe(api, key) {
	const subkeys = [0];
	const values = [0];
	const longestData = [0];
	const lastWrite = Buffer.alloc(8);
	const code = api.regQueryInfoKey(key, null, null, null, subkeys, [0], null, values, [0], longestData, null, lastWrite);
	if (code !== windowsError.SUCCESS) return failure(errorFromCode("registry.read", code, "RegQueryInfoKeyW"));
	return success({
		lastWrite: lastWrite.readBigUInt64LE(),
		values: values[0],
		subkeys: subkeys[0],
		longestData: longestData[0]
	});
}
function isSameState(a, b) {
	return a.lastWrite === b.lastWrite && a.values === b.values && a.subkeys === b.subkeys && a.longestData === b.longestData;
}
function listValues(api, key) {
	const values = [];
	const name = Buffer.alloc(longestValueName * 2);
	const usual = Buffer.alloc(usualDataSize);
	let data = usual;
	for (let index = 0;;) {
		const nameLength = [longestValueName];
		const type = [0];
		const dataLength = [data.length];
		const code = api.regEnumValue(key, index, name, nameLength, null, type, data, dataLength);
		if (code === windowsError.NO_MORE_ITEMS) return success(values);
		if (code === windowsError.MORE_DATA) {
			data = Buffer.alloc(grown(dataLength[0], data.length));
			continue;
		}
		if (code !== windowsError.SUCCESS) return failure(errorFromCode("registry.read", code, "RegEnumValueW"));
		values.push({
			name: name.toString("utf16le", 0, nameLength[0] * 2),
			type: type[0],
			data: Uint8Array.from(data.subarray(0, dataLength[0]))
		});
		index += 1;
		data = usual;
	}
}
function listSubkeys(api, key) {
	const names = [];
	const name = Buffer.alloc(longestKeyName * 2);
	for (let index = 0;; index += 1) {
		const nameLength = [longestKeyName];
		const code = api.regEnumKeyEx(key, index, name, nameLength, null, null, null, null);
		if (code === windowsError.NO_MORE_ITEMS) return success(names);
		if (code !== windowsError.SUCCESS) return failure(errorFromCode("registry.read", code, "RegEnumKeyExW"));
		names.push(name.toString("utf16le", 0, nameLength[0] * 2));
	}
}
/** Room for what Windows asked for, and never less than twice what was too small. */
function grown(asked, had) {
	return Math.max(asked, had * 2);
}
function unreadable(detail) {
	return {
		code: "MACHINE_FAILED",
		action: "registry.read",
		windowsCode: null,
		detail
	};
}
export { withKey as i, readKeyTree as n, readKeyValue as r, keyAccess as t };
