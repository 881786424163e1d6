// The keys of a file that are never written, each with the reason in plain words.
import { Text } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { DataTable } from '../ui/data-table';
import { useMachine } from '../machine/machine-context';
import { visibleText } from '../text/readable-value';
import { Section } from '../ui/section';
import { ShowMore, usePart } from '../ui/show-more';
import type { Comparison } from '../../electron/contract/backup/comparison';

export interface RefusedKeysProps {
  readonly refused: Comparison['refused'];
  /** Those that are not listed. */
  readonly leftOut: number;
}

export function RefusedKeys({ refused, leftOut }: RefusedKeysProps) {
  const { t } = useTranslation();
  const { formats } = useMachine();
  const [part, more] = usePart(refused);
  if (refused.length === 0) return null;
  const count = refused.length + leftOut;
  return (
    <Section title={t('comparison.refusedTitle', { count, formatted: formats.count(count) })}>
      <Text>{t('comparison.refusedLead')}</Text>
      <DataTable
        label={t('comparison.refusedLabel')}
        columns={[t('comparison.key'), t('comparison.values'), t('comparison.reason')]}
        rows={part.map(({ path, isDeletion, reason, valueCount }) => [
          isDeletion ? t('comparison.deletion', { path: visibleText(path) }) : visibleText(path),
          formats.count(valueCount),
          t(`comparison.refusals.${reason}`),
        ])}
      />
      <ShowMore more={more} />
      {leftOut > 0 && <Text>{t('comparison.notListed', { count: leftOut, formatted: formats.count(leftOut) })}</Text>}
    </Section>
  );
}
