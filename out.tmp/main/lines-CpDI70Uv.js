// electron/machine/lines.ts
/** Calls `onLine` for each line of `socket`, and `onTooLong` once, when a line is longer than `longest` characters. */
function readLines(socket, longest, onLine, onTooLong) {
	let rest = "";
	let isOver = false;
	socket.setEncoding("utf8");
	socket.on("data", (text) => {
		if (isOver) return;
		const lines = text.split("\n");
		lines[0] = rest + (lines[0] ?? "");
		rest = lines.pop() ?? "";
		if (rest.length > longest || lines.some((line) => line.length > longest)) {
			isOver = true;
			rest = "";
			onTooLong();
			return;
		}
		for (const line of lines) onLine(line);
	});
}
export { readLines as t };
