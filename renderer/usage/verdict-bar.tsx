// What the verdict says of the ports, above the figures, where it is bad news; and the way to do something about it.
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
import type { Diagnosis } from '../../electron/contract/diagnosis/verdict';

const useStyles = makeStyles({ body: { whiteSpace: 'normal' } });

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
  if (verdict.severity !== 'critical' && verdict.severity !== 'warning') return null;
  const { title, reasons } = verdictText(verdict, words, formats);
  return (
    <MessageBar
      key={`${verdict.conclusion} ${verdict.culprit?.processId ?? ''}`}
      intent={verdict.severity === 'critical' ? 'error' : 'warning'}
      politeness="polite"
    >
      <MessageBarBody className={styles.body}>
        <MessageBarTitle>{title}</MessageBarTitle> {reasons[0]}
      </MessageBarBody>
      <MessageBarActions>
        <Button appearance="primary" onClick={onFix}>
          {t('live.fix')}
        </Button>
      </MessageBarActions>
    </MessageBar>
  );
}
