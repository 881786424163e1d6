export { t as windowsMachine } from "./windows-machine-DKka3FHS.js";
