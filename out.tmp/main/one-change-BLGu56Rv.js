import { join, resolve } from "node:path";
import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import { constants } from "node:fs";
import { createServer } from "node:net";
// electron/machine/one-change.ts
/** The file of a folder that is held open by the process whose turn it is (Windows). */
var turnFile = "turn.lock";
/**
* Turns for the files of one user in `folder`, which must exist. On Windows a file of that folder is held open so that
* nobody else can open it. On Linux an abstract socket; elsewhere there is only the practice machine, and every turn is given.
*/
function turnsOf(folder) {
	if (process.platform === "win32") return () => heldFile(join(folder, turnFile));
	if (process.platform !== "linux") return () => Promise.resolve(() => void 0);
	const name = createHash("sha256").update(resolve(folder)).digest("hex").slice(0, 32);
	return () => new Promise((settle) => {
		const server = createServer((socket) => socket.destroy());
		server.once("error", () => settle(null));
		server.listen({
			path: `\0ephemeral-port-wizard-${name}`,
			exclusive: true
		}, () => settle(() => void server.close()));
	});
}
/** UV_FS_O_EXLOCK of libuv, which Node hands through: on Windows the file is opened without any sharing. */
var exclusively = 268435456;
async function heldFile(file) {
	try {
		const held = await open(file, constants.O_RDWR | constants.O_CREAT | exclusively);
		return () => void held.close();
	} catch (error) {
		if (error instanceof Error && "code" in error && error.code === "EBUSY") return null;
		throw error;
	}
}
export { turnsOf as n, turnFile as t };
