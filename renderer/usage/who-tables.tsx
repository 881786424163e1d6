// The tables of live usage: the ranges, and who uses their ports, TCP and UDP.
import { makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useMachine } from '../machine/machine-context';
import { WhoTable } from './who-table';
import { riskOf, shareAtRisk } from '../../electron/contract/usage/ports-at-risk';
import { endpointText } from '../../electron/contract/diagnosis/diagnosis-words';
import { knownStates, portsIn } from '../../electron/contract/usage/sample';
import type { ProcessUsage, UsageDetails, UsageSubject, UsageTableName } from '../../electron/contract/usage/usage';

const shownRows = 10;

const useStyles = makeStyles({
  tables: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 480px), 1fr))',
    gap: tokens.spacingHorizontalXXL,
    alignItems: 'start',
  },
});

export interface WhoTablesProps {
  readonly details: UsageDetails;
  readonly onFilter: (subject: UsageSubject, name: string) => void;
  readonly onSave: (table: UsageTableName) => void;
}

export function WhoTables({ details, onFilter, onSave }: WhoTablesProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { formats } = useMachine();
  const nobody = t('live.who.nobody');
  const known = (byState: readonly number[]) => knownStates(byState, details.tellsBound);
  const numbered = ({ processId, name }: Pick<ProcessUsage, 'processId' | 'name'>): string =>
    name === null ? t('live.who.nameless', { processId }) : t('live.who.named', { name, processId });
  const processName = (usage: ProcessUsage): string => {
    if (usage.processId !== 0) return numbered(usage);
    return portsIn(usage, 'TIME_WAIT') === usage.ports ? t('live.who.released') : t('live.who.unknownOwner');
  };
  return (
    <div className={styles.tables}>
      <WhoTable
        title={t('live.who.ranges')}
        nameColumn={t('live.who.range')}
        moreColumns={[t('live.who.share')]}
        rows={details.ranges.map((range) => ({
          key: range.name,
          name: t(`live.who.rangeNames.${range.name}`),
          subject: { kind: 'range', name: range.name },
          ports: range.ports,
          more: [
            t('live.who.rangeShare', {
              percent: formats.percent(shareAtRisk(riskOf(range))),
              usable: formats.count(range.usable),
            }),
          ],
        }))}
        nobody={nobody}
        onFilter={onFilter}
        onSave={() => onSave('ranges')}
      />
      <WhoTable
        title={t('live.who.processes')}
        nameColumn={t('live.who.process')}
        moreColumns={[t('live.who.releasedPorts')]}
        rows={details.processes.slice(0, shownRows).map((usage) => ({
          key: String(usage.processId),
          name: processName(usage),
          subject: { kind: 'process', processId: usage.processId },
          ports: usage.ports,
          byState: known(usage.byState),
          more: [usage.processId === 0 ? '' : formats.count(usage.released)],
          growth: usage.growth,
        }))}
        nobody={nobody}
        onFilter={onFilter}
        onSave={() => onSave('processes')}
      />
      <WhoTable
        title={t('live.who.endpoints')}
        nameColumn={t('live.who.endpoint')}
        moreColumns={[t('live.who.newPerSecond'), t('live.who.owner')]}
        rows={details.endpoints.slice(0, shownRows).map(({ address, port, ports, byState, growth, ...usage }) => {
          const name = endpointText({ address, port });
          return {
            key: name,
            name,
            subject: { kind: 'endpoint', address, port },
            ports,
            byState: known(byState),
            more: [
              usage.newPerSecond === null ? '–' : formats.count(Math.round(usage.newPerSecond * 10) / 10),
              usage.lastOwner === null ? '' : numbered(usage.lastOwner),
            ],
            growth,
          };
        })}
        nobody={nobody}
        onFilter={onFilter}
        onSave={() => onSave('endpoints')}
      />
      <WhoTable
        title={t('live.who.udpProcesses')}
        nameColumn={t('live.who.process')}
        rows={(details.udpProcesses ?? []).slice(0, shownRows).map((usage) => ({
          key: String(usage.processId),
          name: usage.processId === 0 ? t('live.who.unknownOwner') : numbered(usage),
          subject: { kind: 'udp-process', processId: usage.processId },
          ports: usage.ports,
          growth: usage.growth,
        }))}
        nobody={details.udpProcesses === null ? t('live.who.udpUnknown') : nobody}
        onFilter={onFilter}
        onSave={() => onSave('udp-processes')}
      />
      <WhoTable
        title={t('live.who.addresses')}
        nameColumn={t('live.who.address')}
        rows={details.addresses.slice(0, shownRows).map((usage) => ({
          key: usage.address,
          name: usage.address,
          subject: { kind: 'address', address: usage.address },
          ports: usage.ports,
          byState: known(usage.byState),
        }))}
        nobody={nobody}
        onFilter={onFilter}
        onSave={() => onSave('addresses')}
      />
    </div>
  );
}
