// The details of a process as text, for whoever is responsible for it. Pure.
// Protects: what is not known is "unknown"; no name that a program gives itself forges a line.
import type { TFunction } from 'i18next';
import type { Formats } from '../text/format';
import { serviceText } from '../../electron/contract/diagnosis/owner-text';
import { rounded } from '../../electron/contract/diagnosis/diagnosis-words';
import type { Culprit, Owner } from '../../electron/contract/diagnosis/verdict';
import { onOneLine } from '../../electron/contract/text/kept-text';
import type { ServiceFacts } from '../../electron/contract/usage/process-facts';

export interface DetailsContext {
  readonly computer: string;
  /** Milliseconds since 1970. */
  readonly measuredAt: number;
}

/** `culprit` has the figures, where it is the same owner. */
export function processDetails(
  owner: Owner,
  culprit: Culprit | null,
  { computer, measuredAt }: DetailsContext,
  formats: Formats,
  t: TFunction,
): string {
  const figures = culprit?.processId === owner.processId ? culprit : null;
  const unknown = t('processDetails.unknown');
  const { ports = null, growth = null, handles = null } = figures ?? {};
  const count = (value: number | null) => (value === null ? unknown : formats.count(value));
  const lines = {
    program:
      owner.kind === 'gone' ? t('processDetails.ended', { name: owner.name ?? unknown }) : (owner.name ?? unknown),
    processIds: owner.processIds.join(', '),
    path: owner.path ?? unknown,
    company: owner.company ?? unknown,
    ...(owner.services.length > 0 && { services: owner.services.map((service) => detailsOf(service, t)).join('; ') }),
    ports: count(ports),
    growth: growth === null ? unknown : t('processDetails.perMinute', { ports: formats.count(rounded(growth)) }),
    handles: count(handles),
    computer,
    measured: formats.moment(measuredAt),
  };
  return (Object.entries(lines) as [keyof typeof lines, string][])
    .map(([name, value]) =>
      t('processDetails.line', { name: t(`processDetails.names.${name}`), value: onOneLine(value) }),
    )
    .join('\n');
}

function detailsOf(service: ServiceFacts, t: TFunction): string {
  const shown = serviceText(service);
  return service.isStoppable ? shown : t('processDetails.notStoppable', { service: shown });
}
