// What sockets on the computer itself showed about a change, and a button to probe again.
// Protects: a simulated proof is labeled as such; an inconclusive probe is shown as inconclusive.
import { Button, makeStyles, Spinner, Text, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { TFunction } from 'i18next';
import { useMachine } from '../machine/machine-context';
import { Section } from '../ui/section';
import type { Proof, ProbeReport } from '../../electron/contract/change/effect';

const useStyles = makeStyles({
  list: {
    margin: 0,
    padding: 0,
    listStyle: 'none',
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
  },
  hint: { color: tokens.colorNeutralForeground2 },
});

export interface ProofSectionProps {
  readonly proof: Proof;
  readonly isRunning: boolean;
  readonly onAgain: () => void;
}

export function ProofSection({ proof: { probe, reports }, isRunning, onAgain }: ProofSectionProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { machine } = useMachine();
  const isSimulated = machine.kind === 'practice';
  const isPossible = probe === 'possible' || probe === 'done';
  return (
    <Section title={t(isSimulated ? 'proof.titleSimulated' : 'proof.title')}>
      {isRunning && <Spinner size="tiny" labelPosition="after" label={t('proof.running')} />}
      {!isRunning && probe !== 'done' && <Text>{t(`proof.states.${probe}`)}</Text>}
      {!isRunning && reports.length > 0 && (
        <ul className={styles.list}>
          {reports.map((report) => (
            <li key={report.transport + report.ip}>{reportText(report, t)}</li>
          ))}
        </ul>
      )}
      {isPossible && (
        <>
          <Text size={200} className={styles.hint}>
            {t(isSimulated ? 'proof.hintSimulated' : 'proof.hint')}
          </Text>
          <div>
            <Button disabledFocusable={isRunning} onClick={onAgain}>
              {t('proof.again')}
            </Button>
          </div>
        </>
      )}
    </Section>
  );
}

function reportText(
  { ip, transport, oldRange, opened, lowest, highest, newPort, ended, finding, detail }: ProbeReport,
  t: TFunction,
): string {
  const words = {
    ip: `${ip === 'ipv4' ? 'IPv4' : 'IPv6'}${transport === 'udp' ? ' UDP' : ''}`,
    count: opened,
    port: newPort ?? '',
    ports: `${lowest ?? ''}–${highest ?? ''}`,
    old: `${oldRange.start}–${oldRange.start + oldRange.number - 1}`,
  };
  if (finding !== 'nothing' || ended === 'tries-used' || ended === 'new-port-seen')
    return t(`proof.findings.${finding}`, words);
  const said = detail === '' ? '' : ` ${t('proof.details', { detail })}`;
  return t(`proof.failed.${ended}`, { ...words, count: opened }) + said;
}
