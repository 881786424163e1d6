// How far a change has come: a bar and the current stage; every stage is one click away, and in view once one has failed.
import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  makeStyles,
  ProgressBar,
  Text,
} from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { StageList, stageText } from './stage-list';
import type { StageRow } from './stage-progress';

const useStyles = makeStyles({ current: { display: 'block' } });

const listName = 'stages';

export interface StageProgressProps {
  readonly rows: readonly StageRow[];
  readonly isFailed: boolean;
}

export function StageProgress({ rows, isFailed }: StageProgressProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [isOpen, setIsOpen] = useState(false);
  const current = rows.find(({ status }) => status === 'running');
  const done = rows.filter(({ status }) => status === 'done').length;
  return (
    <>
      {!isFailed && (
        <>
          <ProgressBar value={done} max={rows.length} aria-label={t('apply.stagesTitle')} />
          <Text className={styles.current} role="status">
            {current && stageText(current, t)}
          </Text>
        </>
      )}
      <Accordion
        collapsible
        openItems={isOpen || isFailed ? [listName] : []}
        onToggle={(_, { openItems }) => setIsOpen(openItems.length > 0)}
      >
        <AccordionItem value={listName}>
          <AccordionHeader as="h3">{t('apply.stagesList')}</AccordionHeader>
          <AccordionPanel>
            <StageList rows={rows} isAnnounced={false} />
          </AccordionPanel>
        </AccordionItem>
      </Accordion>
    </>
  );
}
