// The four colors of the chart: the states that tell causes apart have one each, the others share the last. Pure.
// Protects: ports that are unknown stay unknown; the sum of the groups is the sum of the states.
import { tcpStates, type TcpStateGroup } from '../../electron/contract/usage/sample';

/** The states of each group, from the bottom of the stack to the top. */
export const chartGroups = [
  ['ESTABLISHED'],
  ['TIME_WAIT'],
  ['CLOSE_WAIT'],
  ['SYN_SENT', 'LISTEN', 'BOUND', 'OTHER'],
] as const satisfies readonly (readonly TcpStateGroup[])[];

/** The columns of `byState` in each group. */
export const groupColumns = chartGroups.map((states) => states.map((state) => tcpStates.indexOf(state)));

export interface GroupPorts {
  /** Index in `chartGroups`. */
  readonly group: number;
  /** Those of the group with ports; where there is none, all of them. */
  readonly states: readonly TcpStateGroup[];
  /** Ports that are known. */
  readonly ports: number;
  /** A state of the group is not told. */
  readonly isPartlyUnknown: boolean;
}

/** The groups with ports, or with ports that are unknown, from the bottom of the stack to the top; also those in `seen`. */
export function groupsWithPorts(
  byState: readonly (number | null)[],
  seen: readonly number[] = [],
): readonly GroupPorts[] {
  return chartGroups
    .map((states, group): GroupPorts => {
      const counts = states.map((state) => byState[tcpStates.indexOf(state)] ?? null);
      const held = states.filter((_, index) => (counts[index] ?? 0) > 0);
      return {
        group,
        states: held.length > 0 ? held : states,
        ports: counts.reduce<number>((sum, count) => sum + (count ?? 0), 0),
        isPartlyUnknown: counts.includes(null),
      };
    })
    .filter(({ group, ports, isPartlyUnknown }) => ports > 0 || isPartlyUnknown || seen.includes(group));
}

/** The groups that have ports at any moment of these columns, one for each state. */
export function groupsSeen(columns: readonly (readonly (number | null)[])[]): readonly number[] {
  return groupColumns.flatMap((states, group) =>
    states.some((state) => columns[state]?.some((ports) => ports !== null && ports > 0)) ? [group] : [],
  );
}
