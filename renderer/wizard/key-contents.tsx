// The article's key and what it stores now; how to open it manually is one click away.
import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  Button,
  makeStyles,
  Text,
  tokens,
} from '@fluentui/react-components';
import { OpenRegular } from '@fluentui/react-icons/svg/open';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TFunction } from 'i18next';
import { call } from '../ipc/api';
import type { Formats } from '../text/format';
import { Card } from '../ui/card';
import { CodeBlock } from '../ui/code-block';
import { DataTable } from '../ui/data-table';
import { ErrorPanel } from '../ui/error-panel';
import { useMachine } from '../machine/machine-context';
import { Notice } from '../ui/notice';
import { rangeText } from '../text/range-text';
import { RawRange } from '../port-ranges/raw-range';
import { storedText } from '../text/stored-text';
import { registryTypeName } from '../../electron/contract/registry/stored-value';
import type { AppError } from '../../electron/contract/errors/errors';
import type { ParametersView } from '../../electron/contract/current-state/current-state';
import type { ParameterState } from '../../electron/contract/registry/parameters';

const useStyles = makeStyles({
  meanings: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
});

export function KeyContents({ view }: { readonly view: ParametersView }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { formats, machine } = useMachine();
  return (
    <Card title={t('locate.key')}>
      <CodeBlock text={view.keyPath} copyName={t('copyNames.keyPath')} />
      <DataTable
        label={t('locate.tableLabel')}
        columns={[t('locate.name'), t('locate.storedValue'), t('locate.type')]}
        rows={view.parameters.map((state) => parameterRow(state, formats, t))}
      />
      <Text>{t('locate.effective', { range: rangeText(view.effective, formats, t) })}</Text>
      <RawRange reading={view.effective} />
      {view.origin && (
        <Notice intent="info" title={t('locate.originTitle')}>
          {t(`locate.origins.${view.origin}`)}
        </Notice>
      )}
      <Accordion collapsible>
        <AccordionItem value="manual">
          <AccordionHeader as="h3">{t('locate.manualTitle')}</AccordionHeader>
          <AccordionPanel>
            <div className={styles.meanings}>
              {view.parameters.map(({ parameter }) => (
                <Text key={parameter.name} size={200}>
                  <strong>{parameter.name}</strong>: {t(`locate.meanings.${parameter.name}`)}{' '}
                  {t('locate.allowed', { min: parameter.min, max: parameter.max, source: parameter.source })}
                </Text>
              ))}
              <Text>{t('locate.manual')}</Text>
              {machine.kind === 'windows' && <OpenEditor />}
            </div>
          </AccordionPanel>
        </AccordionItem>
      </Accordion>
    </Card>
  );
}

function parameterRow({ parameter, stored }: ParameterState, formats: Formats, t: TFunction): [string, ...string[]] {
  return [
    parameter.name,
    storedText(stored, parameter, formats, t),
    stored.present ? registryTypeName(stored.type) : t('stored.noNumber'),
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
