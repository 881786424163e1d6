// What netsh said, letter for letter, where its answer could not be understood; folded away.
// Protects: a range that was not understood is never shown as a guess.
import { Accordion, AccordionHeader, AccordionItem, AccordionPanel } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { CodeBlock } from '../ui/code-block';
import type { RangeReading } from '../../electron/contract/port-ranges/dynamic-ranges';

export interface RawRangeProps {
  readonly reading: RangeReading;
}

export function RawRange({ reading }: RawRangeProps) {
  const { t } = useTranslation();
  if (reading.known || reading.raw.trim() === '') return null;
  return (
    <Accordion collapsible>
      <AccordionItem value="raw">
        <AccordionHeader as="h3" size="small">
          {t('range.rawTitle')}
        </AccordionHeader>
        <AccordionPanel>
          <CodeBlock text={reading.raw} copyName={t('copyNames.rawRange')} />
        </AccordionPanel>
      </AccordionItem>
    </Accordion>
  );
}
