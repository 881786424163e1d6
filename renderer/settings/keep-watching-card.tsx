// *Keep watching*: whether ports are recorded, also while no window is open.
// Protects: a recording that does not work is told here, with its reason.
import { Switch } from '@fluentui/react-components';
import { RecordRegular } from '@fluentui/react-icons/svg/record';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../ipc/api';
import { useMachine } from '../machine/machine-context';
import { Card } from '../ui/card';
import { Notice } from '../ui/notice';
import { ReadingView } from '../ui/reading-view';
import { useReading } from '../ui/use-reading';
import { SettingRow } from './setting-row';
import type { Result } from '../../electron/contract/errors/result';
import type { KeepWatching } from '../../electron/contract/recording/recording';

export interface KeepWatchingCardProps {
  /** Tells how keeping went, and reads again. */
  readonly onKept: (kept: Promise<Result<null>>, read: () => void) => Promise<void>;
}

export function KeepWatchingCard({ onKept }: KeepWatchingCardProps) {
  const { t } = useTranslation();
  const { generation } = useMachine();
  const [state, readState] = useReading('recording.state', generation);
  return (
    <Card title={t('recording.settings.title')}>
      <ReadingView reading={state} label={t('settings.reading')} readAgain={readState}>
        {(shown) => (
          <KeepWatchingRow
            state={shown}
            onChange={(isOn) => void onKept(call('recording.keep-watching', { isOn }), readState)}
          />
        )}
      </ReadingView>
    </Card>
  );
}

interface KeepWatchingRowProps {
  readonly state: KeepWatching;
  readonly onChange: (isOn: boolean) => void;
}

function KeepWatchingRow({ state, onChange }: KeepWatchingRowProps) {
  const { t } = useTranslation();
  const nameId = useId();
  const problem = problemOf(state);
  return (
    <>
      <SettingRow
        icon={<RecordRegular />}
        name={t('recording.settings.keepWatching')}
        nameId={nameId}
        hint={t('recording.settings.hint')}
      >
        <Switch aria-labelledby={nameId} checked={state.isOn} onChange={(_, { checked }) => onChange(checked)} />
      </SettingRow>
      {problem && (
        <Notice intent={problem === 'elsewhere' ? 'info' : 'warning'} title={t(titles[problem])}>
          {problem === 'notRecording' ? t('recording.settings.notRecordingText') : state.recording?.trouble}
        </Notice>
      )}
    </>
  );
}

const titles = {
  damaged: 'recording.settings.damaged',
  elsewhere: 'recording.settings.elsewhere',
  notRecording: 'recording.settings.notRecording',
  notWritten: 'recording.settings.notWritten',
} as const;

function problemOf({ isOn, isDamaged, recording, isElsewhere }: KeepWatching) {
  if (isDamaged) return 'damaged';
  if (!isOn) return null;
  if (isElsewhere) return 'elsewhere';
  if (recording === null) return 'notRecording';
  return recording.trouble === null ? null : 'notWritten';
}
