import { a as readRegFileColumns, t as readWholeFile } from "./reg-file-disk-WmjgoVWi.js";
import { parentPort, workerData } from "node:worker_threads";
// electron/backup/reg-file-worker.ts
function send(message, transfer = []) {
	parentPort?.postMessage(message, [...transfer]);
}
function run({ path, mode, codePage }) {
	const file = readWholeFile(path);
	if (!file.ok) {
		send({
			kind: "failed",
			failure: file.failure
		});
		return;
	}
	const onProgress = (fraction) => send({
		kind: "progress",
		fraction
	});
	const reading = readRegFileColumns(file.bytes, {
		mode,
		codePage,
		onProgress
	});
	const transfer = reading.ok ? [
		reading.columns.arena,
		reading.columns.keys.buffer,
		reading.columns.values.buffer
	] : [];
	send({
		kind: "read",
		reading
	}, transfer);
}
run(workerData);
export {};
