// electron/contract/stored-value.ts
/** REG_* type numbers of winnt.h that this program names. */
var registryTypes = {
	REG_NONE: 0,
	REG_SZ: 1,
	REG_EXPAND_SZ: 2,
	REG_BINARY: 3,
	REG_DWORD: 4,
	REG_DWORD_BIG_ENDIAN: 5,
	REG_LINK: 6,
	REG_MULTI_SZ: 7,
	REG_RESOURCE_LIST: 8,
	REG_FULL_RESOURCE_DESCRIPTOR: 9,
	REG_RESOURCE_REQUIREMENTS_LIST: 10,
	REG_QWORD: 11
};
var absent = { present: false };
/** A REG_DWORD holding `value` (0 to 4294967295), little-endian as Windows stores it. */
function dword(value) {
	const bigEndian = value.toString(16).padStart(8, "0");
	return {
		present: true,
		type: registryTypes.REG_DWORD,
		hex: reverseBytes(bigEndian)
	};
}
/** The number of a well-formed REG_DWORD; null for absent, another type, or a length other than four bytes. */
function dwordOf(stored) {
	if (!stored.present || stored.type !== registryTypes.REG_DWORD || stored.hex.length !== 8) return null;
	return Number.parseInt(reverseBytes(stored.hex), 16);
}
/** What a registry value (null: not there) is as a stored value. */
function storedFrom(value) {
	if (!value) return absent;
	const hex = Array.from(value.data, (byte) => byte.toString(16).padStart(2, "0")).join("");
	return {
		present: true,
		type: value.type,
		hex
	};
}
/** The bytes of a stored value that is present. */
function bytesOf(stored) {
	return Uint8Array.from(stored.hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
/** Same presence, same type, same bytes. */
function isSameStored(a, b) {
	if (!a.present || !b.present) return a.present === b.present;
	return a.type === b.type && a.hex === b.hex;
}
/** The REG_* name of a type number; unknown ones as hexadecimal, e.g. "type 0x12". */
function registryTypeName(type) {
	const known = Object.entries(registryTypes).find(([, number]) => number === type);
	return known ? known[0] : `type 0x${type.toString(16)}`;
}
function reverseBytes(hex) {
	return (hex.match(/../g) ?? []).reverse().join("");
}
export { isSameStored as a, storedFrom as c, dwordOf as i, bytesOf as n, registryTypeName as o, dword as r, registryTypes as s, absent as t };
