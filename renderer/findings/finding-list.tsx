// Findings, each with its explanation and, if there is one, its correction: a change like any other.
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { WrenchRegular } from '@fluentui/react-icons/svg/wrench';
import { useTranslation } from 'react-i18next';
import { call } from '../ipc/api';
import { useShowChange } from '../change/change-context';
import { ShowMore, usePart } from '../ui/show-more';
import { findingText } from './finding-text';
import type { ShownFinding } from '../../electron/contract/findings/findings';

const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    margin: `${tokens.spacingVerticalS} 0`,
    padding: 0,
    listStyle: 'none',
  },
  item: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  text: { flex: '1 1 260px', minWidth: 0, overflowWrap: 'anywhere' },
});

export interface FindingListProps {
  readonly findings: readonly ShownFinding[];
  /** Called when something may have been corrected: earlier readings are outdated. */
  readonly onOutdated: () => void;
}

export function FindingList({ findings, onOutdated }: FindingListProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [part, more] = usePart(findings);
  const showChange = useShowChange();

  const correct = (id: string) => {
    showChange({
      kind: 'plan',
      title: t('findings.changeTitle'),
      askForPlan: () => call('correction.plan', { id }),
      onClose: (isOutdated) => isOutdated && onOutdated(),
    });
  };

  return (
    <>
      <ul className={styles.list}>
        {part.map((shown, index) => {
          const { text, correction } = findingText(shown, t);
          const { correctionId } = shown;
          return (
            <li key={index} className={styles.item}>
              <span className={styles.text}>{text}</span>
              {correction !== null && correctionId !== null && (
                <Button size="small" icon={<WrenchRegular />} onClick={() => correct(correctionId)}>
                  {correction}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      <ShowMore more={more} />
    </>
  );
}
