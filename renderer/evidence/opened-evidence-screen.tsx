// An evidence file that is open: the diagnosis, the recorded usage, the history and the ticket of another computer, read-only.
// Protects: a banner says on each of them whose they are and from when; nothing here acts on this computer.
import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  Button,
  makeStyles,
  SearchBox,
  Tab,
  TabList,
  Text,
} from '@fluentui/react-components';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../ipc/api';
import { ReasonList } from '../diagnosis/reason-list';
import { Conclusion, EvidenceTable } from '../diagnosis/verdict-parts';
import { HistoryFaults } from '../history/history-faults';
import { HistoryList } from '../history/history-list';
import { useHistory } from '../history/use-history';
import { useMachine } from '../machine/machine-context';
import { Card } from '../ui/card';
import { CodeBlock } from '../ui/code-block';
import { Notice } from '../ui/notice';
import { Page } from '../ui/page';
import { ReadingView } from '../ui/reading-view';
import { visibleText } from '../text/readable-value';
import { Recorded } from '../usage/recorded-usage';
import { RecordingSourceContext, type RecordingSource } from '../usage/recording-source';
import { verdictText } from '../../electron/contract/diagnosis/diagnosis-text';
import type { Diagnosis } from '../../electron/contract/diagnosis/verdict';
import type { OpenedEvidenceView } from '../../electron/contract/evidence/evidence';

const useStyles = makeStyles({ paragraph: { margin: 0 }, search: { width: '220px', alignSelf: 'end' } });

const tabs = ['diagnosis', 'recording', 'history', 'ticket'] as const;
type EvidenceTab = (typeof tabs)[number];

export interface OpenedEvidenceScreenProps {
  readonly opened: OpenedEvidenceView;
  readonly onClose: () => void;
}

export function OpenedEvidenceScreen({ opened, onClose }: OpenedEvidenceScreenProps) {
  const { t } = useTranslation();
  const [tab, setTab] = useState<EvidenceTab>('diagnosis');
  const has: Readonly<Record<EvidenceTab, boolean>> = {
    diagnosis: true,
    recording: opened.recorded !== null,
    history: opened.hasHistory,
    ticket: opened.ticket !== null,
  };
  return (
    <Page title={t('evidence.opened.title')} before={<Banner {...opened.origin} onClose={onClose} />}>
      <TabList
        aria-label={t('evidence.opened.tabs')}
        selectedValue={tab}
        onTabSelect={(_, { value }) => setTab(tabs.find((each) => each === value) ?? 'diagnosis')}
      >
        {tabs
          .filter((each) => has[each])
          .map((each) => (
            <Tab key={each} value={each}>
              {t(`evidence.opened.tab.${each}`)}
            </Tab>
          ))}
      </TabList>
      {tab === 'diagnosis' && <OpenedDiagnosis {...opened.diagnosis} />}
      {tab === 'recording' && <OpenedRecording opened={opened} />}
      {tab === 'history' && <OpenedHistory token={opened.token} />}
      {tab === 'ticket' && opened.ticket !== null && (
        <CodeBlock text={opened.ticket} copyName={t('evidence.opened.tab.ticket')} />
      )}
    </Page>
  );
}

function Banner({
  computerName,
  madeAt,
  areNamesReplaced,
  isPractice,
  fileName,
  onClose,
}: OpenedEvidenceView['origin'] & { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { formats } = useMachine();
  const computer = computerName === null ? t('evidence.opened.unknownComputer') : visibleText(computerName);
  const lines = [
    t('evidence.opened.text'),
    ...(areNamesReplaced ? [t('evidence.opened.replaced')] : []),
    ...(isPractice ? [t('evidence.opened.practice')] : []),
    t('evidence.opened.file', { file: visibleText(fileName) }),
  ];
  return (
    <Notice
      intent="warning"
      title={t('evidence.opened.banner', { computer, when: formats.dateTime(madeAt) })}
      action={<Button onClick={onClose}>{t('evidence.opened.close')}</Button>}
    >
      {lines.join(' ')}
    </Notice>
  );
}

function OpenedDiagnosis({ verdict, evidence }: Diagnosis) {
  const { t } = useTranslation();
  const { t: words } = useTranslation('diagnosis');
  const styles = useStyles();
  const { formats } = useMachine();
  const { title, text, reasons, nextStep } = verdictText(verdict, words, formats);
  return (
    <>
      <Card title={t('evidence.opened.tab.diagnosis')}>
        <Conclusion verdict={verdict} title={title} text={text} />
        <p className={styles.paragraph}>
          <strong>{t('evidence.opened.nextStep')}</strong> {nextStep}
        </p>
        <ReasonList reasons={verdict.reasons} texts={reasons} />
      </Card>
      <Accordion collapsible defaultOpenItems="evidence">
        <AccordionItem value="evidence">
          <AccordionHeader as="h2">{t('symptom.evidence')}</AccordionHeader>
          <AccordionPanel>
            <EvidenceTable evidence={evidence} />
          </AccordionPanel>
        </AccordionItem>
      </Accordion>
    </>
  );
}

function OpenedRecording({ opened: { token, recorded, origin, diagnosis } }: { readonly opened: OpenedEvidenceView }) {
  const { t } = useTranslation();
  const source = useMemo(
    (): RecordingSource => ({
      read: (question) => call('evidence.recording', { token, question }),
      snapshot: (at, isSimulated) => call('evidence.snapshot', { token, at, isSimulated }),
      isSimulated: diagnosis.evidence.of === 'simulated',
      computer: visibleText(origin.computerName ?? t('evidence.opened.unknownComputer')),
    }),
    [token, diagnosis, origin, t],
  );
  const span = useMemo(
    () => recorded && { from: recorded.from, to: Math.max(recorded.to, recorded.from + 1) },
    [recorded],
  );
  if (span === null) return null;
  return (
    <RecordingSourceContext value={source}>
      <Recorded span={span} />
    </RecordingSourceContext>
  );
}

function OpenedHistory({ token }: { readonly token: string }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const readPage = useCallback(
    (before: number | undefined) => call('evidence.history', before === undefined ? { token } : { token, before }),
    [token],
  );
  const [view, readAgain] = useHistory(0, readPage);
  const [search, setSearch] = useState('');
  return (
    <>
      <SearchBox
        className={styles.search}
        aria-label={t('evidence.opened.searchHistory')}
        placeholder={t('evidence.opened.searchHistory')}
        value={search}
        onChange={(_, { value }) => setSearch(value)}
      />
      <ReadingView reading={view} label={t('evidence.opened.readingHistory')} readAgain={readAgain}>
        {({ entries, faults, isPartial }) => (
          <>
            <HistoryFaults faults={faults} />
            {entries.length === 0 ? (
              <Text>{t('evidence.opened.noHistory')}</Text>
            ) : (
              <HistoryList
                entries={entries}
                isPartial={isPartial}
                search={search}
                panel={null}
                panelId={null}
                undoingId={null}
                onUndo={nothing}
                onTicket={nothing}
              />
            )}
          </>
        )}
      </ReadingView>
    </>
  );
}

/** No entry of another computer can be undone, or has a ticket of its own. */
const nothing = () => undefined;
