// Who holds ports, in words, as the beginning of a sentence. Pure.
// Protects: nobody is named who is not known to hold the ports.
import type { DiagnosisWords } from './diagnosis-words';
import type { ServiceFacts } from '../usage/process-facts';
import type { Owner } from './verdict';

export function ownerText({ kind, name, processId, processIds, services }: Owner, words: DiagnosisWords): string {
  switch (kind) {
    case 'system':
      return words('owner.system', { processId });
    case 'gone':
      return name === null ? words('owner.gone', { processId }) : words('owner.goneNamed', { name, processId });
    case 'unknown':
      return words('owner.unknown', { processId });
    case 'program':
    case 'service':
    case 'protected':
      if (services.length > 0)
        return words('owner.services', {
          count: services.length,
          services: services.map((service) => service.name).join(', '),
          name: name ?? words('owner.svchost'),
          processId,
        });
      if (name === null) return words('owner.nameless', { processId });
      return processIds.length > 1
        ? words('owner.family', { name, count: processIds.length })
        : words('owner.named', { name, processId });
  }
}

/** The services of a process as the list of Services shows them; of those that can be stopped, if there are any. */
export function servicesText({ services }: Owner): string {
  const stoppable = services.filter(({ isStoppable }) => isStoppable);
  return (stoppable.length > 0 ? stoppable : services).map(serviceText).join(', ');
}

/** E.g. "DNS Client (Dnscache)". */
export function serviceText({ name, displayName }: ServiceFacts): string {
  return displayName === name ? name : `${displayName} (${name})`;
}
