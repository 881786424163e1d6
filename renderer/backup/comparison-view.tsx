// A backup or .reg file compared with the registry: what differs, what is refused, and which values to restore.
// Protects: the user selects every value other than the parameters individually; a damaged backup takes a deliberate extra step.
import { Button, Checkbox, Switch, Text } from '@fluentui/react-components';
import { ArrowLeftRegular } from '@fluentui/react-icons/svg/arrow-left';
import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../ipc/api';
import { useShowChange } from '../change/change-context';
import { FindingList } from '../findings/finding-list';
import { BackupFacts } from '../change/backup-facts';
import { useMachine } from '../machine/machine-context';
import { Notice } from '../ui/notice';
import { Page } from '../ui/page';
import { PageFooter } from '../ui/page-footer';
import { visibleText } from '../text/readable-value';
import { Section } from '../ui/section';
import { DiffTable, isRestorable } from './diff-table';
import { RefusedKeys } from './refused-keys';
import { SubKeys } from './sub-keys';
import { foldedName } from '../../electron/contract/registry/value-name';
import type { Comparison, DiffRow } from '../../electron/contract/backup/comparison';

export interface ComparisonViewProps {
  readonly comparison: Comparison;
  readonly panel: ReactNode;
  readonly onBack: () => void;
  readonly onReadAgain: () => void;
}

export function ComparisonView({ comparison, panel, onBack, onReadAgain }: ComparisonViewProps) {
  const { t } = useTranslation();
  const { formats } = useMachine();
  const {
    token,
    source,
    isComplete,
    rows,
    rowsLeftOut,
    refused,
    refusedLeftOut,
    findings,
    findingsLeftOut,
    skippedCount,
  } = comparison;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(tickedAtFirst(comparison)));
  const [isOnlyDifferent, setIsOnlyDifferent] = useState(true);
  const [isDamageAccepted, setIsDamageAccepted] = useState(false);
  const [isComputerAccepted, setIsComputerAccepted] = useState(false);
  const showChange = useShowChange();

  const shown = useMemo(
    () => (isOnlyDifferent ? rows.filter(({ kind }) => kind !== 'same') : rows),
    [rows, isOnlyDifferent],
  );
  const own = useMemo(() => articleFirst(shown.filter(({ keyPath }) => keyPath === '')), [shown]);
  const isDamaged = source.kind === 'backup' && source.listing.integrity !== 'intact';
  const mayLack = source.kind === 'backup' && !isComplete;
  const isOfAnother = source.kind === 'backup' && !source.listing.isOfThisComputer;
  const hasForeign = rows.some((row) => !row.isCatalogue && row.keyPath === '' && chosen.has(row.name));
  const noDifference = mayLack ? 'noDifferenceKnown' : 'noDifference';
  const nothing = rows.length === 0 ? 'nothing' : noDifference;
  const column = t(source.kind === 'backup' ? 'comparison.inTheBackup' : 'comparison.inTheFile');

  const choose = (name: string, isChosen: boolean) => {
    setChosen((present) => {
      const next = new Set(present);
      if (isChosen) next.add(name);
      else next.delete(name);
      return next;
    });
  };
  const restore = () => {
    const names = [...chosen];
    showChange({
      kind: 'plan',
      title: t('comparison.restoreTitle'),
      askForPlan: () =>
        call('restore.plan', {
          token,
          names,
          acceptDamaged: isDamageAccepted,
          acceptOtherComputer: isComputerAccepted,
        }),
      onClose: (isOutdated) => isOutdated && onReadAgain(),
    });
  };

  const footer = rows.some(isRestorable) && (
    <PageFooter
      hint={t('comparison.restoreHint')}
      notice={
        hasForeign && (
          <Notice intent="warning" title={t('comparison.foreignTitle')}>
            {t('comparison.foreign')}
          </Notice>
        )
      }
    >
      {isDamaged && (
        <Checkbox
          label={t('comparison.acceptSeal')}
          checked={isDamageAccepted}
          onChange={(_, data) => setIsDamageAccepted(data.checked === true)}
        />
      )}
      {isOfAnother && (
        <Checkbox
          label={t('comparison.acceptComputer')}
          checked={isComputerAccepted}
          onChange={(_, data) => setIsComputerAccepted(data.checked === true)}
        />
      )}
      <Button
        appearance="primary"
        disabledFocusable={
          chosen.size === 0 || (isDamaged && !isDamageAccepted) || (isOfAnother && !isComputerAccepted)
        }
        onClick={restore}
      >
        {t('comparison.restore', { count: chosen.size })}
      </Button>
    </PageFooter>
  );

  return (
    <Page
      title={titleOf(comparison)}
      before={
        <div>
          <Button appearance="subtle" icon={<ArrowLeftRegular />} onClick={onBack}>
            {t('comparison.back')}
          </Button>
        </div>
      }
      footer={footer}
    >
      <Text>{t('comparison.lead')}</Text>
      {source.kind === 'backup' && <BackupFacts backup={source.listing.backup} />}
      {panel}
      {isDamaged && (
        <Notice intent="warning" title={t('errors.SEAL_BROKEN.title')}>
          {t(`errors.SEAL_BROKEN.seals.${source.listing.integrity}`)} {t('comparison.sealBroken')}{' '}
          {mayLack && t('comparison.incomplete')}
        </Notice>
      )}
      {isOfAnother && (
        <Notice intent="warning" title={t('comparison.otherComputerTitle')}>
          {t('comparison.otherComputer', { computer: visibleText(source.listing.computerName) })}
        </Notice>
      )}
      {(findings.length > 0 || skippedCount > 0) && (
        <Section title={t('comparison.findingsTitle')}>
          {skippedCount > 0 && (
            <Text>{t('comparison.skipped', { count: skippedCount, formatted: formats.count(skippedCount) })}</Text>
          )}
          <FindingList findings={findings} onOutdated={onReadAgain} />
          {findingsLeftOut > 0 && (
            <Text>
              {t('comparison.notListed', { count: findingsLeftOut, formatted: formats.count(findingsLeftOut) })}
            </Text>
          )}
        </Section>
      )}
      <RefusedKeys refused={refused} leftOut={refusedLeftOut} />
      <Section title={t('comparison.valuesTitle')}>
        <Switch
          label={t('comparison.onlyDifferent')}
          checked={isOnlyDifferent}
          onChange={(_, data) => setIsOnlyDifferent(data.checked)}
        />
        {own.length === 0 && <Text>{t(`comparison.${nothing}`)}</Text>}
        {own.length > 0 && (
          <DiffTable label={t('comparison.tableLabel')} rows={own} source={column} chosen={chosen} onChoose={choose} />
        )}
        {rowsLeftOut > 0 && (
          <Text>{t('comparison.leftOut', { count: rowsLeftOut, formatted: formats.count(rowsLeftOut) })}</Text>
        )}
      </Section>
      <SubKeys rows={shown} source={column} />
    </Page>
  );

  function titleOf({ source: of }: Comparison): string {
    return of.kind === 'backup'
      ? t('comparison.titleBackup', { when: formats.dateTime(of.listing.backup.createdAt) })
      : t('comparison.titleFile', { path: visibleText(of.path) });
  }
}

/** The initial selection: parameters whose value in the file Windows would accept. */
function tickedAtFirst({ rows, findings }: Comparison): string[] {
  const mistaken = new Set(
    findings.flatMap(({ finding }) =>
      'name' in finding && !(finding.code === 'DECIMAL_AS_HEX' && !finding.isCertain) ? [foldedName(finding.name)] : [],
    ),
  );
  return rows
    .filter((row) => row.isCatalogue && isRestorable(row) && !mistaken.has(foldedName(row.name)))
    .map(({ name }) => name);
}

function articleFirst(rows: readonly DiffRow[]): DiffRow[] {
  return rows.toSorted((a, b) => Number(b.isCatalogue) - Number(a.isCatalogue));
}
