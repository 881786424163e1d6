// What the chosen numbers would give: usable ports, and the sustainable rate of new connections per second. Pure.
import { checkNumber, rangeFrom, type AllDrafts } from './drafts';
import { dwordOf } from '../../electron/contract/registry/stored-value';
import { usablePorts } from '../../electron/contract/port-ranges/port-ranges';
import type { PortRange } from '../../electron/contract/port-ranges/dynamic-ranges';
import type { ParameterName } from '../../electron/contract/registry/parameters';
import type { ParametersView } from '../../electron/contract/current-state/current-state';

interface Usable {
  /** Usable ports: those of the range without the excluded ones. */
  readonly ports: number;
  /** Ports of the range that Windows assigns to nobody; null where it does not tell: `ports` may be fewer then. */
  readonly excluded: number | null;
}

/** Of TCP over IPv4. */
export interface WhatIf extends Usable {
  /** Seconds a closed port stays in TIME_WAIT before it is assigned again. */
  readonly seconds: number;
  /** To one destination: ports ÷ seconds. */
  readonly perSecond: number;
  /** Of UDP over IPv4, where a range is set for it. */
  readonly udp: Usable | null;
}

/** Null while a number is invalid or the range is unknown. Since Vista, MaxUserPort is left out: its effect is uncertain. */
export function whatIf(drafts: AllDrafts, view: ParametersView): WhatIf | null {
  const range = view.ranges ? requestedRange(drafts, view) : rangeBeforeVista(drafts, view);
  const seconds = numberOf('TcpTimedWaitDelay', drafts, view);
  const udpRange = drafts.udpRange.choice === 'set' ? rangeFrom(drafts.udpRange) : null;
  if (range === null || seconds === null) return null;
  const usable = usableOf(range, view.excluded.tcp);
  const udp = udpRange && usableOf(udpRange, view.excluded.udp);
  return { ...usable, seconds, perSecond: usable.ports / seconds, udp };
}

function usableOf(range: PortRange, excluded: readonly PortRange[] | null): Usable {
  const ports = usablePorts(range, excluded ?? []);
  return { ports, excluded: excluded && range.number - ports };
}

function requestedRange({ range }: AllDrafts, { effective }: ParametersView): PortRange | null {
  if (range.choice === 'set') return rangeFrom(range);
  return effective.known ? effective.range : null;
}

/** Ports 1025 up to MaxUserPort (929851). */
function rangeBeforeVista(drafts: AllDrafts, view: ParametersView): PortRange | null {
  const highest = numberOf('MaxUserPort', drafts, view);
  return highest === null ? null : { start: 1025, number: highest - 1024 };
}

/** What Windows would use; its default if it does not accept the stored value. */
function numberOf(name: ParameterName, drafts: AllDrafts, { parameters }: ParametersView): number | null {
  const state = parameters.find(({ parameter }) => parameter.name === name);
  if (!state) return null;
  const { parameter, stored } = state;
  const { choice, text } = drafts[name];
  if (choice === 'default') return parameter.defaultValue;
  if (choice === 'set') {
    const check = checkNumber(text, parameter);
    return check.ok ? check.value : null;
  }
  const number = dwordOf(stored);
  return number !== null && number >= parameter.min && number <= parameter.max ? number : parameter.defaultValue;
}
