// electron/machine/machine.ts
/** TCP states by their number in the TCP MIB (RFC 4022); 100 is BOUND, which only some systems tell. */
var tcpState = {
	CLOSED: 1,
	LISTEN: 2,
	SYN_SENT: 3,
	SYN_RECEIVED: 4,
	ESTABLISHED: 5,
	FIN_WAIT_1: 6,
	FIN_WAIT_2: 7,
	CLOSE_WAIT: 8,
	CLOSING: 9,
	LAST_ACK: 10,
	TIME_WAIT: 11,
	DELETE_TCB: 12,
	BOUND: 100
};
/** The third word of an IPv4 address mapped into IPv6, as it lies in memory. */
var mappedPrefix = new Uint32Array(Uint8Array.of(0, 0, 255, 255).buffer)[0] ?? 0;
var practiceWindows = [
	"nt4",
	"windows2000",
	"server2003",
	"windows11"
];
export { practiceWindows as n, tcpState as r, mappedPrefix as t };
