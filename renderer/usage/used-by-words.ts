// The rows of "Used by" in words.
import { useTranslation } from 'react-i18next';
import { useMachine } from '../machine/machine-context';
import { useStatesText } from './state-words';
import { growthText } from './time-words';
import type { RowUser, UsedByRow } from './used-by-rows';
import { endpointText, rounded } from '../../electron/contract/diagnosis/diagnosis-words';
import { onOneLine } from '../../electron/contract/text/kept-text';
import { riskOf, shareAtRisk } from '../../electron/contract/usage/ports-at-risk';
import type { ProcessUsage } from '../../electron/contract/usage/usage';

export interface UsedByWords {
  readonly name: (user: RowUser) => string;
  /** Below the name; empty where there is no more to say. */
  readonly note: (user: RowUser) => string;
  /** For whoever is responsible for it, a line for each figure. `computer` is where it was measured, `at` when. */
  readonly details: (row: UsedByRow, measured: { readonly computer: string; readonly at: number }) => string;
}

export function useUsedByWords(): UsedByWords {
  const { t } = useTranslation();
  const { formats } = useMachine();
  const statesText = useStatesText();

  const numbered = ({ processId, name }: Pick<ProcessUsage, 'processId' | 'name'>): string =>
    name === null ? t('live.usedBy.nameless', { processId }) : t('live.usedBy.named', { name, processId });

  const name = (user: RowUser): string => {
    switch (user.kind) {
      case 'process':
        return numbered(user.usage);
      case 'closed':
        return t('live.usedBy.released');
      case 'unknown-process':
        return t('live.usedBy.unknownOwner');
      case 'endpoint':
        return endpointText(user.usage);
      case 'address':
        return user.address;
      case 'range':
        return t(`live.usedBy.rangeNames.${user.usage.name}`);
    }
  };

  const notes = (user: RowUser): readonly (string | null)[] => {
    switch (user.kind) {
      case 'process':
        return [
          servicesOf(user),
          user.usage.released > 0 ? t('live.usedBy.releasedBy', { ports: formats.count(user.usage.released) }) : null,
        ];
      case 'endpoint': {
        const { newPerSecond, lastOwner } = user.usage;
        return [
          newPerSecond === null || newPerSecond === 0
            ? null
            : t('live.usedBy.newPerSecond', { rate: formats.count(rounded(newPerSecond)) }),
          lastOwner && t('live.usedBy.lastOwner', { owner: numbered(lastOwner) }),
        ];
      }
      case 'range':
        return [
          t('live.usedBy.rangeUsable', {
            percent: formats.percent(shareAtRisk(riskOf(user.usage))),
            usable: formats.count(user.usage.usable),
          }),
        ];
      case 'closed':
      case 'unknown-process':
      case 'address':
        return [];
    }
  };

  return {
    name,
    note: (user) => joined(notes(user), ' · '),
    details: ({ user, ports, byState, growth }, { computer, at }) => {
      const services = servicesOf(user);
      const path = user.kind === 'process' ? (user.facts?.path ?? null) : null;
      return joined(
        [
          onOneLine(name(user)),
          services && t('live.usedBy.details.services', { services: onOneLine(services) }),
          path && t('live.usedBy.details.path', { path: onOneLine(path) }),
          t('live.usedBy.details.ports', { ports: formats.count(ports) }),
          t('live.usedBy.details.states', { states: statesText(byState) }),
          growth === undefined
            ? null
            : t('live.usedBy.details.growth', {
                growth: growth === null ? t('usage.unknown') : growthText(growth, formats.count),
              }),
          t('live.usedBy.details.computer', { computer, when: formats.moment(at) }),
        ],
        '\n',
      );
    },
  };
}

function servicesOf(user: RowUser): string | null {
  const services = user.kind === 'process' ? (user.facts?.services ?? []) : [];
  return services.length === 0 ? null : services.map(({ name }) => name).join(', ');
}

function joined(parts: readonly (string | null)[], separator: string): string {
  return parts.filter((part) => part !== null && part !== '').join(separator);
}
