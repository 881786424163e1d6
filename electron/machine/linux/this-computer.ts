// The sockets and the ephemeral port range of the Linux computer that we run on (ip(7), proc(5)).
import { readFile } from 'node:fs/promises';
import { release } from 'node:os';
import type { MachineAction } from '../../contract/errors';
import { failure, success } from '../../contract/result';
import type { UsageSource } from '../machine';
import { addProcNetTcp, socketColumns } from './proc-net-tcp';

const rangeFile = '/proc/sys/net/ipv4/ip_local_port_range';
const tcp4File = '/proc/net/tcp';
/** Not there when IPv6 is switched off. */
const tcp6File = '/proc/net/tcp6';

/** Linux has one range for TCP and UDP, IPv4 and IPv6. */
export const linuxComputer: UsageSource = {
  of: 'this-computer',
  product: `Linux ${release()}`,
  portRange: {
    async read() {
      try {
        const text = await readFile(rangeFile, 'utf8');
        const reading = readLocalPortRange(text);
        return success({ ipv4Tcp: reading, ipv4Udp: reading, ipv6Tcp: reading, ipv6Udp: reading });
      } catch (error) {
        return failed('port-range.read', error);
      }
    },
  },
  portTable: {
    async read() {
      try {
        const columns = socketColumns(4096);
        for (const file of [tcp4File, tcp6File]) {
          const bytes = await readTable(file);
          const problemLine = bytes ? addProcNetTcp(bytes, columns) : null;
          if (problemLine !== null) return failed('port-table.read', `${file}: line ${problemLine} is not a socket`);
        }
        return success({ takenAt: Date.now(), ...columns, processIds: new Uint32Array(columns.count) });
      } catch (error) {
        return failed('port-table.read', error);
      }
    },
  },
};

async function readTable(file: string): Promise<Uint8Array | null> {
  try {
    return await readFile(file);
  } catch (error) {
    const isAbsentIpv6 = file === tcp6File && error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (isAbsentIpv6) return null;
    throw error;
  }
}

/** Reads "32768	60999": first and last port, both included. */
export function readLocalPortRange(text: string) {
  const match = /^\s*(\d{1,5})\s+(\d{1,5})\s*$/.exec(text);
  const [first, last] = [Number(match?.[1]), Number(match?.[2])];
  if (!match || first < 1 || last > 65535 || last < first) return { known: false, raw: text } as const;
  return { known: true, range: { start: first, number: last - first + 1 } } as const;
}

function failed(action: MachineAction, cause: unknown) {
  return failure({ code: 'MACHINE_FAILED', action, windowsCode: null, detail: String(cause) });
}
