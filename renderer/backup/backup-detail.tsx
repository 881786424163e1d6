// What is selected in the list of backups: what it is, what it would restore, and what can be done with it.
import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  Button,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Text,
} from '@fluentui/react-components';
import { ArrowExportRegular } from '@fluentui/react-icons/svg/arrow-export';
import { MoreHorizontalRegular } from '@fluentui/react-icons/svg/more-horizontal';
import { useMemo, useState, type ReactNode, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../ipc/api';
import { BackupFacts } from '../change/backup-facts';
import { useShowChange } from '../change/change-context';
import { useMachine } from '../machine/machine-context';
import { useRightsShield } from '../machine/rights-shield';
import { momentText } from '../text/day-text';
import { visibleText } from '../text/readable-value';
import { Detail } from '../ui/list-detail';
import { Notice } from '../ui/notice';
import { noteParts, titleOf, type Source } from './backup-source';
import { ComparisonView } from './comparison-view';
import { isRestorable } from './diff-table';
import { IntegrityLabel } from './integrity-label';
import { RestoreFooter, type Accepted } from './restore-footer';
import { selectedAtFirst } from './restore-choice';
import type { Comparison } from '../../electron/contract/backup/comparison';

/** What can be done with a backup beside restoring it. */
export type BackupAction = 'export' | 'reveal' | 'delete';

export interface BackupDetailProps {
  readonly source: Source;
  /** Null until it is there, and where there is none. */
  readonly comparison: Comparison | null;
  /** When the comparison was made, in ms since 1970. */
  readonly at: number;
  /** Progress, failure, or what became of an action. */
  readonly panel: ReactNode;
  readonly isBusy: boolean;
  readonly headingRef: Ref<HTMLHeadingElement>;
  readonly onAction: (action: BackupAction) => void;
  readonly onCloseFile: () => void;
  /** Something was restored or corrected: what was read before is outdated. */
  readonly onOutdated: () => void;
}

export function BackupDetail(props: BackupDetailProps) {
  const { source, comparison, at, panel, headingRef, onOutdated } = props;
  const { t } = useTranslation();
  const { formats } = useMachine();
  const showChange = useShowChange();
  const [now] = useState(Date.now);
  const [choice, setChoice] = useState<{ readonly token: string; readonly names: ReadonlySet<string> } | null>(null);
  const chosen = useMemo(() => {
    if (comparison === null) return new Set<string>();
    return choice?.token === comparison.token ? choice.names : new Set(selectedAtFirst(comparison));
  }, [comparison, choice]);
  const listing =
    comparison?.source.kind === 'backup' ? comparison.source.listing : source.kind === 'backup' ? source.listing : null;
  const isDamaged = listing !== null && listing.integrity !== 'intact';
  const isOfAnother = listing !== null && !listing.isOfThisComputer;

  const choose = (name: string, isChosen: boolean) => {
    if (comparison === null) return;
    const names = new Set(chosen);
    if (isChosen) names.add(name);
    else names.delete(name);
    setChoice({ token: comparison.token, names });
  };
  const restore = (token: string, accepted: Accepted) => {
    const names = [...chosen];
    showChange({
      kind: 'plan',
      title: t('comparison.restoreTitle'),
      askForPlan: () => call('restore.plan', { token, names, ...accepted }),
      onClose: (isOutdated) => isOutdated && onOutdated(),
    });
  };

  const facts: readonly ReactNode[] =
    listing === null
      ? [source.kind === 'file' && visibleText(source.path)]
      : [
          <IntegrityLabel key="integrity" integrity={listing.integrity} />,
          t('history.userAt', { user: visibleText(listing.userName), computer: visibleText(listing.computerName) }),
          ...noteParts(listing),
          listing.place === 'own' && t('backups.own'),
          listing.isNeededForUndo && t('backups.neededForUndo'),
        ];
  return (
    <Detail
      title={titleOf(source, now, formats, t)}
      headingRef={headingRef}
      facts={facts.filter((fact) => fact !== false)}
      actions={<Actions {...props} />}
      footer={
        comparison?.rows.some(isRestorable) && (
          <RestoreFooter
            key={comparison.token}
            chosenCount={chosen.size}
            hasForeign={comparison.rows.some((row) => !row.isCatalogue && row.keyPath === '' && chosen.has(row.name))}
            isDamaged={isDamaged}
            isOfAnother={isOfAnother}
            onRestore={(accepted) => restore(comparison.token, accepted)}
          />
        )
      }
    >
      {panel}
      {isDamaged && (
        <Notice intent="warning" title={t('errors.SEAL_BROKEN.title')}>
          {t(`errors.SEAL_BROKEN.seals.${listing.integrity}`)}{' '}
          {t(listing.integrity === 'missing' ? 'comparison.missing' : 'comparison.sealBroken')}{' '}
          {comparison?.isComplete === false && t('comparison.incomplete')}
        </Notice>
      )}
      {isOfAnother && (
        <Notice intent="warning" title={t('comparison.otherComputerTitle')}>
          {t('comparison.otherComputer', { computer: visibleText(listing.computerName) })}
        </Notice>
      )}
      {comparison !== null && (
        <ComparisonView comparison={comparison} at={at} chosen={chosen} onChoose={choose} onOutdated={onOutdated} />
      )}
      {listing !== null && (
        <Accordion collapsible>
          <AccordionItem value="file">
            <AccordionHeader as="h3" size="small">
              {t('backups.details')}
            </AccordionHeader>
            <AccordionPanel>
              <BackupFacts backup={listing.backup} />
            </AccordionPanel>
          </AccordionItem>
        </Accordion>
      )}
      <SameBackups source={source} />
    </Detail>
  );
}

function SameBackups({ source }: Pick<BackupDetailProps, 'source'>) {
  const { t } = useTranslation();
  const { formats } = useMachine();
  const [now] = useState(Date.now);
  const oldest = source.kind === 'backup' ? source.same.at(-1) : undefined;
  if (source.kind === 'file' || !oldest) return null;
  const when = momentText(oldest.backup.createdAt, now, formats, t);
  return <Text size={200}>{t('backups.same', { count: source.same.length, when })}</Text>;
}

function Actions({ source, isBusy, onAction, onCloseFile }: BackupDetailProps) {
  const { t } = useTranslation();
  const shield = useRightsShield();
  if (source.kind === 'file')
    return (
      <Button appearance="subtle" onClick={onCloseFile}>
        {t('backups.closeFile')}
      </Button>
    );
  const { integrity, place } = source.listing;
  const isMissing = integrity === 'missing';
  return (
    <>
      <Button icon={<ArrowExportRegular />} disabledFocusable={isBusy || isMissing} onClick={() => onAction('export')}>
        {t('backups.export')}
      </Button>
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <Button appearance="subtle" icon={<MoreHorizontalRegular />} aria-label={t('backups.more')} />
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuItem disabled={isMissing} onClick={() => onAction('reveal')}>
              {t('actions.showInFolder')}
            </MenuItem>
            <MenuItem
              disabled={isBusy}
              icon={place === 'machine' ? shield : undefined}
              onClick={() => onAction('delete')}
            >
              {t('backups.delete')}
            </MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
    </>
  );
}
