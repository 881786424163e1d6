// Mistakes in the live registry; renders nothing if there are none.
import { useTranslation } from 'react-i18next';
import { ErrorPanel } from '../ui/error-panel';
import { useMachine } from '../machine/machine-context';
import { Notice } from '../ui/notice';
import { useReading } from '../ui/use-reading';
import { FindingList } from './finding-list';

export interface LiveFindingsProps {
  /** Called when something may have been corrected. */
  readonly onOutdated?: () => void;
}

export function LiveFindings({ onOutdated }: LiveFindingsProps) {
  const { t } = useTranslation();
  const { generation } = useMachine();
  const [findings, readFindings] = useReading('findings.read', generation);
  const outdate = () => {
    readFindings();
    onOutdated?.();
  };
  if (findings.status === 'failed') {
    return (
      <ErrorPanel
        error={findings.error}
        action={{ label: t('actions.tryAgain'), run: readFindings, isRunning: findings.isRetrying }}
      />
    );
  }
  if (findings.status === 'loading' || findings.value.length === 0) return null;
  return (
    <Notice intent="warning" title={t('findings.liveTitle', { count: findings.value.length })}>
      <FindingList findings={findings.value} onOutdated={outdate} />
    </Notice>
  );
}
