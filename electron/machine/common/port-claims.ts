// Who else needs ports of this computer, from its port table, its processes and its excluded ranges.
import { failure, success } from '../../contract/errors/result';
import { rangesOf } from '../../contract/port-ranges/dynamic-ranges';
import type { Listener } from '../../contract/change/side-effects';
import { tcpState, type PortTable, type ProcessNames } from '../interfaces/usage';
import type { ExcludedRangeReader, PortClaims } from '../interfaces/ports';

export interface ClaimSources {
  /** One of its own: a reading holds only until the next one of the same table. */
  readonly portTable: PortTable;
  readonly processNames: ProcessNames;
  readonly excludedRanges?: ExcludedRangeReader;
}

export function portClaimsFrom({ portTable, processNames, excludedRanges }: ClaimSources): PortClaims {
  return {
    async listeners(transport = 'tcp') {
      const names = await processNames.read();
      const table = await portTable.read();
      if (!table.ok) return table;
      const { states } = table.value;
      const rows = transport === 'udp' ? table.value.udp : table.value;
      if (!rows) return failure({ code: 'NOT_AVAILABLE_HERE' });
      const { count, localPorts, processIds } = rows;
      const found = new Map<string, Listener>();
      for (let row = 0; row < count; row += 1) {
        if (transport === 'tcp' && states[row] !== tcpState.LISTEN) continue;
        const [port, processId] = [localPorts[row] ?? 0, processIds[row] ?? 0];
        found.set(`${port} ${processId}`, {
          port,
          processId,
          name: names.ok ? (names.value.get(processId) ?? null) : null,
        });
      }
      return success([...found.values()].sort((a, b) => a.port - b.port || a.processId - b.processId));
    },
    excluded: (transport = 'tcp') =>
      excludedRanges?.read(rangesOf[transport][0]) ?? Promise.resolve(failure({ code: 'NOT_AVAILABLE_HERE' })),
    async programs() {
      const names = await processNames.read();
      return names.ok ? success([...new Set(names.value.values())]) : names;
    },
  };
}
