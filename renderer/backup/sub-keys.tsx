// Values in subkeys of the Parameters key, by key: shown, never written.
import { Accordion, AccordionHeader, AccordionItem, AccordionPanel, Text } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { visibleText } from '../text/readable-value';
import { Section } from '../ui/section';
import { ShowMore, usePart } from '../ui/show-more';
import { DiffTable } from './diff-table';
import type { DiffRow } from '../../electron/contract/backup/comparison';

export interface SubKeysProps {
  readonly rows: readonly DiffRow[];
  readonly source: string;
}

export function SubKeys({ rows, source }: SubKeysProps) {
  const { t } = useTranslation();
  const keys = byKey(rows);
  const [part, more] = usePart(keys);
  if (keys.length === 0) return null;
  return (
    <Section title={t('comparison.subKeysTitle')}>
      <Text>{t('comparison.obstacles.sub-key')}</Text>
      <Accordion multiple collapsible>
        {part.map(([keyPath, values]) => (
          <AccordionItem key={keyPath} value={keyPath}>
            <AccordionHeader as="h3" size="small">
              {t('comparison.subKey', { path: visibleText(keyPath), count: values.length })}
            </AccordionHeader>
            <AccordionPanel>
              <DiffTable
                label={t('comparison.subKeyLabel', { path: visibleText(keyPath) })}
                rows={values}
                source={source}
              />
            </AccordionPanel>
          </AccordionItem>
        ))}
      </Accordion>
      <ShowMore more={more} />
    </Section>
  );
}

function byKey(rows: readonly DiffRow[]): (readonly [string, readonly DiffRow[]])[] {
  const keys = new Map<string, DiffRow[]>();
  for (const row of rows) {
    if (row.keyPath === '') continue;
    const values = keys.get(row.keyPath) ?? [];
    keys.set(row.keyPath, values);
    values.push(row);
  }
  return [...keys];
}
