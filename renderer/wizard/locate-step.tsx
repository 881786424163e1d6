// Step 3: the article's key, what it stores now, and how to open it manually.
import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { OpenRegular } from '@fluentui/react-icons/svg/open';
import { useState, type Dispatch } from 'react';
import { useTranslation } from 'react-i18next';
import type { TFunction } from 'i18next';
import { call } from '../ipc/api';
import { hexText, type Formats } from '../text/format';
import { LiveFindings } from '../findings/live-findings';
import { CodeBlock } from '../ui/code-block';
import { DataTable } from '../ui/data-table';
import { ErrorPanel } from '../ui/error-panel';
import { useMachine } from '../machine/machine-context';
import { Notice } from '../ui/notice';
import { rangeText } from '../text/range-text';
import { RawRange } from '../port-ranges/raw-range';
import { ReadingView } from '../ui/reading-view';
import { Section } from '../ui/section';
import { storedText } from '../text/stored-text';
import { useReading } from '../ui/use-reading';
import { StepFrame } from './step-frame';
import { dwordOf, registryTypeName } from '../../electron/contract/registry/stored-value';
import type { AppError } from '../../electron/contract/errors/errors';
import type { ParametersView } from '../../electron/contract/current-state/current-state';
import type { ParameterState } from '../../electron/contract/registry/parameters';
import type { WizardAction } from './wizard-state';

const useStyles = makeStyles({
  meaning: { color: tokens.colorNeutralForeground2 },
});

export interface LocateStepProps {
  readonly dispatch: Dispatch<WizardAction>;
}

export function LocateStep({ dispatch }: LocateStepProps) {
  const { t } = useTranslation();
  const { generation } = useMachine();
  const [view, readView] = useReading('parameters.read', generation);
  return (
    <StepFrame
      step="locate"
      title={t('locate.title')}
      onBack={() => dispatch({ type: 'back' })}
      next={{ run: () => dispatch({ type: 'next' }), reason: view.status === 'ready' ? null : t('locate.reading') }}
    >
      <LiveFindings />
      <ReadingView reading={view} label={t('locate.reading')} readAgain={readView}>
        {(value) => <KeyContents view={value} />}
      </ReadingView>
    </StepFrame>
  );
}

function KeyContents({ view }: { readonly view: ParametersView }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { formats, machine } = useMachine();
  return (
    <>
      <Section title={t('locate.key')}>
        <CodeBlock text={view.keyPath} copyName={t('copyNames.keyPath')} />
        <DataTable
          label={t('locate.tableLabel')}
          columns={[t('locate.name'), t('locate.storedValue'), t('locate.type'), t('locate.decimal'), t('locate.hex')]}
          rows={view.parameters.map((state) => parameterRow(state, formats, t))}
        />
        {view.parameters.map(({ parameter }) => (
          <Text key={parameter.name} size={200} className={styles.meaning}>
            <strong>{parameter.name}</strong>: {t(`locate.meanings.${parameter.name}`)}{' '}
            {t('locate.allowed', { min: parameter.min, max: parameter.max, source: parameter.source })}
          </Text>
        ))}
        <Text>{t('locate.effective', { range: rangeText(view.effective, formats, t) })}</Text>
        <RawRange reading={view.effective} />
        {view.origin && (
          <Notice intent="info" title={t('locate.originTitle')}>
            {t(`locate.origins.${view.origin}`)}
          </Notice>
        )}
      </Section>
      <Section title={t('locate.manualTitle')}>
        <Text>{t('locate.manual')}</Text>
        {machine.kind === 'windows' && <OpenEditor />}
      </Section>
    </>
  );
}

function parameterRow({ parameter, stored }: ParameterState, formats: Formats, t: TFunction): [string, ...string[]] {
  const number = dwordOf(stored);
  const none = t('stored.noNumber');
  return [
    parameter.name,
    storedText(stored, parameter, formats, t),
    stored.present ? registryTypeName(stored.type) : none,
    number === null ? none : String(number),
    number === null ? none : hexText(number),
  ];
}

function OpenEditor() {
  const { t } = useTranslation();
  const [state, setState] = useState<{ readonly error: AppError | null } | null>(null);

  const open = async () => {
    const result = await call('windows-tool.open', { tool: 'registry-editor' });
    setState({ error: result.ok ? null : result.error });
  };

  return (
    <div>
      <Button icon={<OpenRegular />} onClick={() => void open()}>
        {t('locate.openEditor')}
      </Button>
      <span role="status">{state?.error === null && <Text> {t('locate.editorOpened')}</Text>}</span>
      {state?.error && <ErrorPanel error={state.error} />}
    </div>
  );
}
