// What a backup or .reg file and the registry differ in, what of it is ignored, and the mistakes of a file.
import { makeStyles, Tab, TabList, Text, tokens } from '@fluentui/react-components';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FindingList } from '../findings/finding-list';
import { useMachine } from '../machine/machine-context';
import { Section } from '../ui/section';
import { DiffTable } from './diff-table';
import { IgnoredParts } from './ignored-parts';
import { doubtfulNames, ownRows } from './restore-choice';
import { SubKeys } from './sub-keys';
import type { Comparison } from '../../electron/contract/backup/comparison';

const useStyles = makeStyles({
  bar: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: tokens.spacingHorizontalM },
  when: { color: tokens.colorNeutralForeground3 },
});

export interface ComparisonViewProps {
  readonly comparison: Comparison;
  /** When it was made, in ms since 1970. */
  readonly at: number;
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (name: string, isChosen: boolean) => void;
  readonly onOutdated: () => void;
}

export function ComparisonView({ comparison, at, chosen, onChoose, onOutdated }: ComparisonViewProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { formats } = useMachine();
  const { source, isComplete, rows, rowsLeftOut, findings, findingsLeftOut } = comparison;
  const [shown, setShown] = useState<'differences' | 'all'>('differences');

  const own = useMemo(() => ownRows(rows), [rows]);
  const different = useMemo(() => rows.filter(({ kind }) => kind !== 'same'), [rows]);
  const ownDifferent = own.filter(({ kind }) => kind !== 'same');
  const doubtful = useMemo(() => doubtfulNames({ findings }), [findings]);
  const ownShown = shown === 'all' ? own : ownDifferent;
  const column = t(source.kind === 'backup' ? 'comparison.inTheBackup' : 'comparison.inTheFile');
  const noDifference = source.kind === 'backup' && !isComplete ? 'noDifferenceKnown' : 'noDifference';
  const isSkipped = ({ finding }: (typeof findings)[number]) => finding.code === 'SKIPPED_LINE';
  const mistakes = findings.filter((finding) => !isSkipped(finding));

  return (
    <>
      <div className={styles.bar}>
        <TabList
          size="small"
          appearance="filled-circular"
          aria-label={t('comparison.shownLabel')}
          selectedValue={shown}
          onTabSelect={(_, { value }) => setShown(value === 'all' ? 'all' : 'differences')}
        >
          <Tab value="differences">
            {t('comparison.differences', {
              count: ownDifferent.length,
              formatted: formats.count(ownDifferent.length),
            })}
          </Tab>
          <Tab value="all">{t('comparison.all', { count: own.length, formatted: formats.count(own.length) })}</Tab>
        </TabList>
        <Text size={200} className={styles.when}>
          {t('comparison.comparedAt', { time: formats.clock(at) })}
        </Text>
      </div>
      {ownShown.length === 0 && <Text>{t(`comparison.${rows.length === 0 ? 'nothing' : noDifference}`)}</Text>}
      {ownShown.length > 0 && (
        <DiffTable
          label={t('comparison.tableLabel')}
          rows={ownShown}
          source={column}
          doubtful={doubtful}
          chosen={chosen}
          onChoose={onChoose}
        />
      )}
      {rowsLeftOut > 0 && (
        <Text>{t('comparison.leftOut', { count: rowsLeftOut, formatted: formats.count(rowsLeftOut) })}</Text>
      )}
      <IgnoredParts comparison={comparison} lines={findings.filter(isSkipped)} onOutdated={onOutdated} />
      {(mistakes.length > 0 || findingsLeftOut > 0) && (
        <Section title={t('comparison.findingsTitle')}>
          <FindingList findings={mistakes} onOutdated={onOutdated} />
          {findingsLeftOut > 0 && (
            <Text>
              {t('comparison.notListed', { count: findingsLeftOut, formatted: formats.count(findingsLeftOut) })}
            </Text>
          )}
        </Section>
      )}
      <SubKeys rows={shown === 'all' ? rows : different} source={column} />
    </>
  );
}
