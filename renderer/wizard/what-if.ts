// What the chosen numbers would give: usable ports, and the sustainable rate of new connections per second. Pure.
import { checkNumber, rangeFrom, type AllDrafts } from './drafts';
import { dwordOf } from '../../electron/contract/registry/stored-value';
import { usablePorts } from '../../electron/contract/port-ranges/port-ranges';
import type { PortRange } from '../../electron/contract/port-ranges/dynamic-ranges';
import type { ParameterName } from '../../electron/contract/registry/parameters';
import type { ParametersView } from '../../electron/contract/current-state/current-state';

export interface WhatIf {
  /** Without the excluded ones. */
  readonly ports: number;
  /** Ports of the range that Windows assigns to nobody. */
  readonly excluded: number;
  /** Seconds a closed port stays in TIME_WAIT before it is assigned again. */
  readonly seconds: number;
  /** To one destination: ports ÷ seconds. */
  readonly perSecond: number;
}

/** Null while a number is invalid or the range is unknown. Since Vista, MaxUserPort is left out: its effect is uncertain. */
export function whatIf(drafts: AllDrafts, view: ParametersView): WhatIf | null {
  const range = view.ranges ? requestedRange(drafts, view) : rangeBeforeVista(drafts, view);
  const seconds = numberOf('TcpTimedWaitDelay', drafts, view);
  if (range === null || seconds === null) return null;
  const ports = usablePorts(range, view.excluded ?? []);
  return { ports, excluded: range.number - ports, seconds, perSecond: ports / seconds };
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
