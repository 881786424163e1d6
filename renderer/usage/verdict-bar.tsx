// What the verdict says of the ports, above the figures; and the way to do something about it.
import {
  Button,
  makeStyles,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
} from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useMachine } from '../machine/machine-context';
import { verdictText } from '../../electron/contract/diagnosis/diagnosis-text';
import type { Diagnosis, Severity } from '../../electron/contract/diagnosis/verdict';

const useStyles = makeStyles({ body: { whiteSpace: 'normal' } });

const intents = {
  ok: 'success',
  neutral: 'info',
  unknown: 'info',
  warning: 'warning',
  critical: 'error',
} as const satisfies Record<Severity, string>;

/** Whether there is bad news, or nothing is known. */
export function isToldOf(diagnosis: Diagnosis | null): diagnosis is Diagnosis {
  const severity = diagnosis?.verdict.severity;
  return severity === 'critical' || severity === 'warning' || severity === 'unknown';
}

export interface VerdictBarProps {
  readonly diagnosis: Diagnosis;
  /** Opens the step that says what to do. */
  readonly onFix: () => void;
}

export function VerdictBar({ diagnosis: { verdict }, onFix }: VerdictBarProps) {
  const { t } = useTranslation();
  const { t: words } = useTranslation('diagnosis');
  const styles = useStyles();
  const { formats } = useMachine();
  const { title, reasons } = verdictText(verdict, words, formats);
  return (
    <MessageBar
      key={`${verdict.conclusion} ${verdict.culprit?.processId ?? ''}`}
      intent={intents[verdict.severity]}
      politeness="polite"
    >
      <MessageBarBody className={styles.body}>
        <MessageBarTitle>{title}</MessageBarTitle> {reasons[0]}
      </MessageBarBody>
      <MessageBarActions>
        <Button appearance="primary" onClick={onFix}>
          {t(verdict.recommendation.kind === 'none' ? 'live.seeResult' : 'live.fix')}
        </Button>
      </MessageBarActions>
    </MessageBar>
  );
}
