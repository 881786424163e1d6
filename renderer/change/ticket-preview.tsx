// The ticket as it would be copied, collapsed by default; updates while the user types.
import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  makeStyles,
  Tab,
  TabList,
  tokens,
} from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../ipc/api';
import { ErrorPanel } from '../ui/error-panel';
import { useMachine } from '../machine/machine-context';
import type { Result } from '../../electron/contract/errors/result';
import {
  ticketTextFormats,
  type TicketOptions,
  type TicketTextFormat,
  type TicketTexts,
} from '../../electron/contract/ticket/ticket';

/** In ms, after the last keystroke. */
const pause = 250;

const useStyles = makeStyles({
  text: {
    margin: 0,
    padding: tokens.spacingHorizontalS,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase300,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  },
});

export interface TicketPreviewProps {
  readonly changeId: string;
  readonly measuredAt: string;
  readonly options: TicketOptions;
}

export function TicketPreview({ changeId, measuredAt, options }: TicketPreviewProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { generation } = useMachine();
  const [format, setFormat] = useState<TicketTextFormat>('text');
  const [isOpen, setIsOpen] = useState(false);
  const [made, setMade] = useState<Result<TicketTexts> | null>(null);

  useEffect(() => {
    if (!isOpen) return undefined;
    let isCurrent = true;
    const timer = window.setTimeout(() => {
      void call('ticket.make', { id: changeId, options }).then((result) => {
        if (isCurrent) setMade(result);
      });
    }, pause);
    return () => {
      isCurrent = false;
      window.clearTimeout(timer);
    };
  }, [isOpen, changeId, measuredAt, options, generation]);

  return (
    <Accordion collapsible onToggle={(_, { openItems }) => setIsOpen(openItems.length > 0)}>
      <AccordionItem value="preview">
        <AccordionHeader as="h3" size="small">
          {t('ticket.preview.title')}
        </AccordionHeader>
        <AccordionPanel>
          {made?.ok && (
            <TabList
              size="small"
              selectedValue={format}
              onTabSelect={(_, { value }) => setFormat(value === 'markdown' ? value : 'text')}
            >
              {ticketTextFormats.map((each) => (
                <Tab key={each} value={each}>
                  {t(`ticket.preview.${each}`)}
                </Tab>
              ))}
            </TabList>
          )}
          {made?.ok && (
            <pre className={styles.text} tabIndex={0} aria-label={t(`ticket.preview.${format}`)}>
              {made.value[format]}
            </pre>
          )}
          {made?.ok === false && <ErrorPanel error={made.error} />}
        </AccordionPanel>
      </AccordionItem>
    </Accordion>
  );
}
