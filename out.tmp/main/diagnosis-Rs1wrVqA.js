// electron/contract/diagnosis.ts
/** From the worst to "cannot be told". */
var conclusions = [
	"exhausted-now",
	"leak",
	"churn",
	"will-be-exhausted",
	"small-range",
	"exhausted-before",
	"not-ports",
	"not-known"
];
/** Events of source Tcpip: 4227 = a port in TIME_WAIT was asked for again, 4231 = no TCP port left, 4266 = no UDP port left. */
var tcpipEvents = [
	4231,
	4227,
	4266
];
export { tcpipEvents as n, conclusions as t };
