// Values before and after, side by side; a range that changes alike for IPv4 and IPv6 is one row.
import { useTranslation } from 'react-i18next';
import { DataTable } from '../ui/data-table';
import { useFormats } from '../machine/machine-context';
import { nameText, valueText } from '../text/stored-text';
import { isRangeChange, isSameSetting, type Change } from '../../electron/contract/change/change';
import { rangesOf } from '../../electron/contract/port-ranges/dynamic-ranges';

export interface ChangesTableProps {
  readonly label: string;
  readonly before: string;
  readonly after: string;
  readonly changes: readonly Change[];
}

export function ChangesTable({ label, before, after, changes }: ChangesTableProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const alike = transports.filter((transport) => isAlike(transport, changes));
  const isTold = (change: Change) =>
    !isRangeChange(change) || !alike.some((transport) => rangesOf[transport][1] === change.range);
  const nameOf = (change: Change) => {
    const both = isRangeChange(change) && alike.find((transport) => rangesOf[transport][0] === change.range);
    return both ? t(`value.bothVersions.${both}`) : nameText(change.name, t);
  };
  return (
    <DataTable
      label={label}
      columns={[t('value.valueName'), before, after]}
      rows={changes
        .filter(isTold)
        .map((change) => [
          nameOf(change),
          valueText(change.name, change.before, formats, t),
          valueText(change.name, change.after, formats, t),
        ])}
    />
  );
}

const transports = ['tcp', 'udp'] as const;

/** Whether the ranges of both versions of IP change in the same way. */
function isAlike(transport: (typeof transports)[number], changes: readonly Change[]): boolean {
  const [ipv4, ipv6] = rangesOf[transport].map((name) =>
    changes.filter(isRangeChange).find(({ range }) => range === name),
  );
  return (
    ipv4 !== undefined &&
    ipv6 !== undefined &&
    isSameSetting(ipv4.before, ipv6.before) &&
    isSameSetting(ipv4.after, ipv6.after)
  );
}
