export { t as unmeasuredComputer } from "./unmeasured-computer-DBOBN_rP.js";
