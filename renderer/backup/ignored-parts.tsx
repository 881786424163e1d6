// What of a file is never written, as one warning that opens: keys with their reasons, and lines that Windows skips.
import { Button, makeStyles, Text } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FindingList } from '../findings/finding-list';
import { useMachine } from '../machine/machine-context';
import { visibleText } from '../text/readable-value';
import { DataTable } from '../ui/data-table';
import { Notice } from '../ui/notice';
import { ShowMore, usePart } from '../ui/show-more';
import type { Comparison } from '../../electron/contract/backup/comparison';
import type { ShownFinding } from '../../electron/contract/findings/findings';

// Paths have no place to break at.
const useStyles = makeStyles({ keys: { '& td, & th': { overflowWrap: 'anywhere' } } });

export interface IgnoredPartsProps {
  readonly comparison: Pick<Comparison, 'refused' | 'refusedLeftOut' | 'skippedCount'>;
  /** The skipped lines that are listed. */
  readonly lines: readonly ShownFinding[];
  readonly onOutdated: () => void;
}

export function IgnoredParts({
  comparison: { refused, refusedLeftOut, skippedCount },
  lines,
  onOutdated,
}: IgnoredPartsProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { formats } = useMachine();
  const [isOpen, setIsOpen] = useState(false);
  const [part, more] = usePart(refused);
  const keyCount = refused.length + refusedLeftOut;
  if (keyCount === 0 && skippedCount === 0) return null;
  const keysText = t('comparison.ignoredKeys', { count: keyCount, formatted: formats.count(keyCount) });
  const linesText = t('comparison.ignoredLines', { count: skippedCount, formatted: formats.count(skippedCount) });
  const both = t('comparison.ignoredBoth', { keys: keysText, lines: linesText });
  const what = keyCount === 0 ? linesText : skippedCount === 0 ? keysText : both;
  return (
    <Notice
      intent="warning"
      title={t('comparison.ignoredTitle', { what })}
      action={
        <Button aria-expanded={isOpen} onClick={() => setIsOpen((present) => !present)}>
          {t(isOpen ? 'comparison.hideIgnored' : 'comparison.showIgnored')}
        </Button>
      }
    >
      {isOpen && keyCount > 0 && (
        <>
          <Text block>{t('comparison.refusedLead')}</Text>
          <div className={styles.keys}>
            <DataTable
              label={t('comparison.refusedLabel')}
              columns={[t('comparison.key'), t('comparison.values'), t('comparison.reason')]}
              rows={part.map(({ path, isDeletion, reason, valueCount }) => [
                isDeletion ? t('comparison.deletion', { path: visibleText(path) }) : visibleText(path),
                formats.count(valueCount),
                t(`comparison.refusals.${reason}`),
              ])}
            />
          </div>
          <ShowMore more={more} />
          {refusedLeftOut > 0 && (
            <Text block>
              {t('comparison.notListed', { count: refusedLeftOut, formatted: formats.count(refusedLeftOut) })}
            </Text>
          )}
        </>
      )}
      {isOpen && skippedCount > 0 && (
        <>
          <Text block>{t('comparison.skipped', { count: skippedCount, formatted: formats.count(skippedCount) })}</Text>
          <FindingList findings={lines} onOutdated={onOutdated} />
        </>
      )}
    </Notice>
  );
}
