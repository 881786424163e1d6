// The groups of states in words.
import { useTranslation } from 'react-i18next';
import { useMachine } from '../machine/machine-context';
import { tcpStates } from '../../electron/contract/usage/sample';
import type { GroupPorts } from './chart-groups';

/** The states of a group as the chart calls them, e.g. "Bound, Listening". */
export function useGroupName(): (group: Pick<GroupPorts, 'states'>) => string {
  const { t } = useTranslation();
  return ({ states }) =>
    states.length > 3
      ? t('usage.states.OTHER.short')
      : states.map((state) => t(`usage.states.${state}.short`)).join(', ');
}

/** Ports by state, as Windows calls the states, e.g. "ESTABLISHED 12, BOUND unknown". Those with none are left out. */
export function useStatesText(): (byState: readonly (number | null)[]) => string {
  const { t } = useTranslation();
  const { formats } = useMachine();
  return (byState) =>
    tcpStates
      .map((state, index) => ({ state, ports: byState[index] ?? null }))
      .filter(({ ports }) => ports !== 0)
      .map(({ state, ports }) =>
        t('usage.part', { state, ports: ports === null ? t('usage.unknown') : formats.count(ports) }),
      )
      .join(', ');
}
