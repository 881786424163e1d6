// electron/contract/proof.ts
/** What became of a setting, or of a whole change. */
var effectVerdicts = [
	"waiting-for-restart",
	"took-effect",
	"stored-but-not-effective",
	"not-known"
];
var probeEnds = [
	"new-port-seen",
	"tries-used",
	"out-of-time",
	"no-port-left",
	"failed"
];
/**
* What a probe says: a port that the old range could not have given; ports of the old range only, too many for chance
* (less than one in ten thousand); or nothing either way.
*/
var probeFindings = [
	"new-port",
	"old-ports-only",
	"nothing"
];
/** Why a probe can be run now, was run, or would tell nothing. */
var probeStates = [
	"possible",
	"done",
	"waiting-for-restart",
	"no-new-ports",
	"old-range-not-known",
	"no-port-range-changed"
];
export { probeStates as i, probeEnds as n, probeFindings as r, effectVerdicts as t };
