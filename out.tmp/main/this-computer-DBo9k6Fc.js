export { t as linuxComputer } from "./this-computer-5QN0xVu3.js";
