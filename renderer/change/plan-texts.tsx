// The change and its undo as texts that work without this program; collapsed by default.
import { Accordion, AccordionHeader, AccordionItem, AccordionPanel } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { CodeBlock } from '../ui/code-block';
import type { PlanTexts } from '../../electron/contract/change/plan';

const textNames = ['apply', 'undo', 'applyCommands', 'undoCommands'] as const satisfies readonly (keyof PlanTexts)[];

const copyNames = {
  apply: 'copyNames.applyText',
  undo: 'copyNames.undoText',
  applyCommands: 'copyNames.applyCommands',
  undoCommands: 'copyNames.undoCommands',
} as const;

export interface PlanTextsViewProps {
  readonly texts: PlanTexts;
}

export function PlanTextsView({ texts }: PlanTextsViewProps) {
  const { t } = useTranslation();
  return (
    <Accordion multiple collapsible>
      {textNames.map((name) => {
        const text = texts[name];
        if (text.length === 0) return null;
        return (
          <AccordionItem key={name} value={name}>
            <AccordionHeader as="h3" size="small">
              {t(`texts.${name}`)}
            </AccordionHeader>
            <AccordionPanel>
              <CodeBlock text={typeof text === 'string' ? text : text.join('\n')} copyName={t(copyNames[name])} />
            </AccordionPanel>
          </AccordionItem>
        );
      })}
    </Accordion>
  );
}
