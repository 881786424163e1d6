// Who uses the ports, as rows: processes, remote ends, local addresses or ranges. Pure.
// Protects: closed ports and those of unknown processes are no program's; what nobody told stays unknown.
import { endpointText } from '../../electron/contract/diagnosis/diagnosis-words';
import type { OwnerEvidence } from '../../electron/contract/diagnosis/diagnosis';
import { rangesOf, type RangeName } from '../../electron/contract/port-ranges/dynamic-ranges';
import type { Transport } from '../../electron/contract/usage/port-attempt';
import { knownStates, tcpStates } from '../../electron/contract/usage/sample';
import type {
  EndpointUsage,
  ProcessUsage,
  RangeUsage,
  UsageDetails,
  UsageSubject,
} from '../../electron/contract/usage/usage';

export const usedByTabs = ['processes', 'endpoints', 'addresses', 'ranges'] as const;
export type UsedByTab = (typeof usedByTabs)[number];

/** What there is of a transport: UDP has no ends. */
export const tabsOf = {
  tcp: usedByTabs,
  udp: ['processes', 'ranges'],
} as const satisfies Record<Transport, readonly UsedByTab[]>;

/** Who a row is about. */
export type RowUser =
  | { readonly kind: 'process'; readonly usage: ProcessUsage; readonly facts: OwnerEvidence | null }
  /** Released by their processes, and still in TIME_WAIT. */
  | { readonly kind: 'closed' }
  | { readonly kind: 'unknown-process' }
  | { readonly kind: 'endpoint'; readonly usage: EndpointUsage }
  | { readonly kind: 'address'; readonly address: string }
  | { readonly kind: 'range'; readonly usage: RangeUsage };

/** What the chart shows alone. */
export interface UsageFilter {
  readonly subject: UsageSubject;
  readonly name: string;
}

export interface UsedByRow {
  readonly key: string;
  readonly user: RowUser;
  readonly subject: UsageSubject;
  readonly ports: number;
  /** In the order of `tcpStates`, null where unknown. */
  readonly byState: readonly (number | null)[];
  /** Ports that fill its bar. */
  readonly limit: number;
  /** Ports a minute; null while too little is known, undefined where no trend is kept. */
  readonly growth?: number | null;
}

export interface UsedByInput {
  readonly details: UsageDetails;
  readonly transport: Transport;
  /** Usable ports of the transport. */
  readonly usable: number;
  readonly owners: readonly OwnerEvidence[];
}

/** Whoever takes this share of the limit in a minute stands above whoever does not grow. */
const growingShare = 0.005;

export function usedByRows(tab: UsedByTab, input: UsedByInput): readonly UsedByRow[] {
  const { details, transport, usable } = input;
  const states = (byState: readonly number[]) => knownStates(byState, transport === 'udp' || details.tellsBound);
  switch (tab) {
    case 'processes':
      return processRows(input, states);
    case 'endpoints':
      return growingFirst(
        details.endpoints.map((usage) => ({
          key: endpointText(usage),
          user: { kind: 'endpoint', usage },
          subject: { kind: 'endpoint', address: usage.address, port: usage.port },
          ports: usage.ports,
          byState: states(usage.byState),
          limit: usable,
          growth: usage.growth,
        })),
      );
    case 'addresses':
      return details.addresses.map((usage) => ({
        key: usage.address,
        user: { kind: 'address', address: usage.address },
        subject: { kind: 'address', address: usage.address },
        ports: usage.ports,
        byState: states(usage.byState),
        limit: usage.usable,
      }));
    case 'ranges': {
      const names: readonly RangeName[] = rangesOf[transport];
      return details.ranges
        .filter(({ name }) => names.includes(name))
        .map((usage) => ({
          key: usage.name,
          user: { kind: 'range', usage },
          subject: { kind: 'range', name: usage.name },
          ports: usage.ports,
          byState: states(usage.byState),
          limit: usage.usable,
        }));
    }
  }
}

function processRows(
  { details, transport, usable, owners }: UsedByInput,
  states: (byState: readonly number[]) => (number | null)[],
): readonly UsedByRow[] {
  const kind = transport === 'udp' ? 'udp-process' : 'process';
  const all = (transport === 'udp' ? details.udpProcesses : details.processes) ?? [];
  const rowOf = (usage: ProcessUsage): UsedByRow => ({
    key: String(usage.processId),
    user: { kind: 'process', usage, facts: owners.find(({ processId }) => processId === usage.processId) ?? null },
    subject: { kind, processId: usage.processId },
    ports: usage.ports,
    byState: states(usage.byState),
    limit: usable,
    growth: usage.growth,
  });
  const named = growingFirst(all.filter(({ processId }) => processId !== 0).map(rowOf));
  const nobodys = all.find(({ processId }) => processId === 0);
  return nobodys ? [...named, ...ownerlessRows({ ...rowOf(nobodys), user: { kind: 'unknown-process' } })] : named;
}

const timeWait = tcpStates.indexOf('TIME_WAIT');

/** Ports without an owner: in TIME_WAIT they have none, otherwise it was not told. */
function ownerlessRows(row: UsedByRow): readonly UsedByRow[] {
  const closed = row.byState[timeWait] ?? 0;
  const only = (isPart: (state: number) => boolean) => row.byState.map((ports, state) => (isPart(state) ? ports : 0));
  const parts: readonly UsedByRow[] = [
    { ...row, key: 'unknown', ports: row.ports - closed, byState: only((state) => state !== timeWait) },
    { ...row, key: 'closed', user: { kind: 'closed' }, ports: closed, byState: only((state) => state === timeWait) },
  ];
  // The trend is that of both together.
  return parts
    .filter(({ ports }) => ports > 0)
    .map((part, _, shown) => (shown.length === 1 ? part : { ...part, growth: null }));
}

function growingFirst(rows: readonly UsedByRow[]): readonly UsedByRow[] {
  const rise = ({ growth, limit }: UsedByRow) => ((growth ?? 0) >= limit * growingShare ? (growth ?? 0) : 0);
  return rows.toSorted((one, other) => rise(other) - rise(one) || other.ports - one.ports);
}
