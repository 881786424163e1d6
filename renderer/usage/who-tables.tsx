// The three tables of who uses the ports.
import { makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { WhoTable } from './who-table';
import { tcpStates } from '../../electron/contract/usage/sample';
import type { UsageDetails, UsageSubject, UsageTableName } from '../../electron/contract/usage/usage';

const shownRows = 10;
const timeWait = tcpStates.indexOf('TIME_WAIT');

const useStyles = makeStyles({
  tables: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(330px, 1fr))',
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
  const processName = ({ processId, name, ports, byState }: UsageDetails['processes'][number]): string => {
    if (processId === 0)
      return (byState[timeWait] ?? 0) === ports ? t('live.who.released') : t('live.who.unknownOwner');
    return name === null ? t('live.who.nameless', { processId }) : t('live.who.named', { name, processId });
  };
  return (
    <div className={styles.tables}>
      <WhoTable
        title={t('live.who.processes')}
        nameColumn={t('live.who.process')}
        rows={details.processes.slice(0, shownRows).map((usage) => ({
          ...usage,
          key: String(usage.processId),
          name: processName(usage),
          subject: { kind: 'process', processId: usage.processId },
        }))}
        onFilter={onFilter}
        onSave={() => onSave('processes')}
      />
      <WhoTable
        title={t('live.who.endpoints')}
        nameColumn={t('live.who.endpoint')}
        rows={details.endpoints.slice(0, shownRows).map((usage) => {
          const name = usage.address.includes(':')
            ? `[${usage.address}]:${usage.port}`
            : `${usage.address}:${usage.port}`;
          return { ...usage, key: name, name, subject: { kind: 'endpoint', address: usage.address, port: usage.port } };
        })}
        onFilter={onFilter}
        onSave={() => onSave('endpoints')}
      />
      <WhoTable
        title={t('live.who.addresses')}
        nameColumn={t('live.who.address')}
        rows={details.addresses.slice(0, shownRows).map((usage) => ({
          ...usage,
          key: usage.address,
          name: usage.address,
          subject: { kind: 'address', address: usage.address },
        }))}
        onFilter={onFilter}
        onSave={() => onSave('addresses')}
      />
    </div>
  );
}
