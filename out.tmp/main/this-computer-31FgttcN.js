export { t as macComputer } from "./this-computer-CiLO4zpz.js";
