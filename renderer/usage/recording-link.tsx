// That port usage is being recorded, with the way to what was recorded.
// Protects: nothing is shown unless something is recorded; what is wrong with the recording is told in the settings.
import { Button } from '@fluentui/react-components';
import { RecordRegular } from '@fluentui/react-icons/svg/record';
import { useTranslation } from 'react-i18next';
import { useMachine } from '../machine/machine-context';
import { useReading } from '../ui/use-reading';

export interface RecordingLinkProps {
  readonly onOpen: () => void;
}

export function RecordingLink({ onOpen }: RecordingLinkProps) {
  const { t } = useTranslation();
  const { generation } = useMachine();
  const [state] = useReading('recording.state', generation);
  if (state.status !== 'ready') return null;
  const { isOn, isElsewhere, recording } = state.value;
  const isRecording = isElsewhere || (recording !== null && recording.trouble === null);
  if (!isOn || !isRecording) return null;
  return (
    <Button size="small" appearance="subtle" icon={<RecordRegular />} title={t('recording.show')} onClick={onOpen}>
      {t('recording.isRecording')}
    </Button>
  );
}
