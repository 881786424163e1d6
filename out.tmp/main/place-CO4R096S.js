import { join } from "node:path";
import { randomBytes } from "node:crypto";
import { tmpdir } from "node:os";
// electron/shell/elevation/place.ts
function newMeeting() {
	return {
		channel: randomBytes(16).toString("hex"),
		secret: randomBytes(32).toString("hex")
	};
}
var option = "--elevated-worker";
function meetingArgument({ channel, secret }) {
	return `${option}=${channel}.${secret}`;
}
/** True when the process was meant to be a worker, well-formed or not: it must never become a window then. */
function isWorkerArgument(argument) {
	return argument === option || argument.startsWith(`${option}=`);
}
/** The meeting that an argument names, or null. */
function readMeeting(argument) {
	const [, channel, secret] = /^--elevated-worker=([0-9a-f]{32})\.([0-9a-f]{64})$/.exec(argument) ?? [];
	return channel !== void 0 && secret !== void 0 ? {
		channel,
		secret
	} : null;
}
/** Elsewhere than on Windows, the folder that holds the channel alone: only this user may enter it. */
function channelFolder(channel) {
	return process.platform === "win32" ? null : join(tmpdir(), `ephemeral-port-wizard-${channel}`);
}
function channelPath(channel) {
	const folder = channelFolder(channel);
	return folder === null ? `\\\\.\\pipe\\ephemeral-port-wizard-${channel}` : join(folder, "worker");
}
export { newMeeting as a, meetingArgument as i, channelPath as n, readMeeting as o, isWorkerArgument as r, channelFolder as t };
