// The verbatim output of netsh if it could not be parsed; collapsed by default.
// Protects: a range that could not be parsed is never guessed.
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
