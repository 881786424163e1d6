import { t as failure } from "./result-E377XOyn.js";
import { release, type } from "node:os";
// electron/machine/practice/unmeasured-computer.ts
var notAvailable = () => Promise.resolve(failure({ code: "NOT_AVAILABLE_HERE" }));
var unmeasuredComputer = {
	of: "this-computer",
	product: `${type()} ${release()}`,
	portTable: { read: notAvailable },
	portRange: { read: notAvailable }
};
export { unmeasuredComputer as t };
