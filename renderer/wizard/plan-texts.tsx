// The same change, and its undo, as texts that work without this program.
import { makeStyles, Tab, TabList, tokens } from '@fluentui/react-components';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CodeBlock } from '../ui/code-block';
import type { PlanTexts } from '../../electron/contract/models';

const textNames = ['apply', 'undo', 'applyCommands', 'undoCommands'] as const satisfies readonly (keyof PlanTexts)[];
type TextName = (typeof textNames)[number];

const copyNames = {
  apply: 'copyNames.applyText',
  undo: 'copyNames.undoText',
  applyCommands: 'copyNames.applyCommands',
  undoCommands: 'copyNames.undoCommands',
} as const;

const useStyles = makeStyles({
  tabs: { flexWrap: 'wrap' },
  panel: { paddingBlockStart: tokens.spacingVerticalS },
});

export interface PlanTextsViewProps {
  readonly texts: PlanTexts;
}

export function PlanTextsView({ texts }: PlanTextsViewProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [shown, setShown] = useState<TextName>('apply');
  const id = useId();
  const text = texts[shown];
  return (
    <div>
      <TabList
        size="small"
        className={styles.tabs}
        aria-label={t('value.textsLabel')}
        selectedValue={shown}
        onTabSelect={(_, data) => setShown(textNames.find((name) => name === data.value) ?? 'apply')}
      >
        {textNames.map((name) => (
          <Tab key={name} id={`${id}-${name}`} value={name} aria-controls={`${id}-panel`}>{t(`texts.${name}`)}</Tab>
        ))}
      </TabList>
      <div id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${shown}`} className={styles.panel}>
        <CodeBlock text={typeof text === 'string' ? text : text.join('\n')} copyName={t(copyNames[shown])} />
      </div>
    </div>
  );
}
