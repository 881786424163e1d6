// Parts of a verdict in words, which the page of the diagnosis and an opened evidence file both show.
import { useTranslation } from 'react-i18next';
import { useMachine } from '../machine/machine-context';
import { DataTable } from '../ui/data-table';
import { Notice } from '../ui/notice';
import { evidenceRows } from '../../electron/contract/diagnosis/evidence-text';
import type { Evidence } from '../../electron/contract/diagnosis/diagnosis';
import type { Severity, Verdict } from '../../electron/contract/diagnosis/verdict';

const intents = {
  ok: 'success',
  neutral: 'info',
  warning: 'warning',
  critical: 'error',
  unknown: 'info',
} as const satisfies Record<Severity, string>;

export interface ConclusionProps {
  readonly verdict: Verdict;
  readonly title: string;
  readonly text: string;
}

export function Conclusion({ verdict, title, text }: ConclusionProps) {
  return (
    // Another conclusion is another message, and is announced as one.
    <Notice
      key={`${verdict.conclusion} ${verdict.culprit?.processId ?? ''}`}
      intent={intents[verdict.severity]}
      title={title}
      isLarge
    >
      {text}
    </Notice>
  );
}

export function EvidenceTable({ evidence }: { readonly evidence: Evidence }) {
  const { t } = useTranslation();
  const { t: words } = useTranslation('diagnosis');
  const { formats } = useMachine();
  return (
    <DataTable
      label={t('symptom.evidence')}
      columns={[t('symptom.figure'), t('symptom.value'), t('symptom.source')]}
      rows={evidenceRows(evidence, words, formats).map(({ name, value, source }) => [name, value, source] as const)}
    />
  );
}
