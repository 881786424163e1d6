// What the chosen numbers would give: ports to lend, and new connections a second that they bear for ever. Pure.
import { checkNumber, rangeFrom, type AllDrafts } from './drafts';
import { dwordOf } from '../../electron/contract/stored-value';
import type { ParameterName } from '../../electron/contract/catalogue';
import type { ParametersView } from '../../electron/contract/models';

export interface WhatIf {
  readonly ports: number;
  /** A closed port rests this long before it is lent again. */
  readonly seconds: number;
  /** To one destination: ports ÷ seconds. */
  readonly perSecond: number;
}

/** Null while a number is invalid, or the range is not known. From Vista on, MaxUserPort is left out: what it does is uncertain. */
export function whatIf(drafts: AllDrafts, view: ParametersView): WhatIf | null {
  const ports = view.ranges ? rangePorts(drafts, view) : portsBeforeVista(drafts, view);
  const seconds = numberOf('TcpTimedWaitDelay', drafts, view);
  if (ports === null || seconds === null) return null;
  return { ports, seconds, perSecond: ports / seconds };
}

function rangePorts({ range }: AllDrafts, { effective }: ParametersView): number | null {
  if (range.choice === 'set') return rangeFrom(range)?.number ?? null;
  return effective.known ? effective.range.number : null;
}

/** Ports 1025 up to MaxUserPort (929851). */
function portsBeforeVista(drafts: AllDrafts, view: ParametersView): number | null {
  const highest = numberOf('MaxUserPort', drafts, view);
  return highest === null ? null : highest - 1024;
}

/** What Windows would go by; its default where the stored value is none that it accepts. */
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
