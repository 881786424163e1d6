// The thread of the program that asks Windows for administrator rights, as a script beside the suite.
import '../../electron/machine/windows/elevation/run-as-thread';
