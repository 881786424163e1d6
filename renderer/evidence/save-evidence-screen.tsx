// What would be saved as evidence, with the choice to replace names; then a native dialog asks where to.
import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  Button,
  Field,
  makeStyles,
  Spinner,
  Switch,
} from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../ipc/api';
import { useMachine } from '../machine/machine-context';
import { Card } from '../ui/card';
import { DataTable } from '../ui/data-table';
import { ErrorPanel } from '../ui/error-panel';
import { Notice } from '../ui/notice';
import { Page } from '../ui/page';
import { PageFooter } from '../ui/page-footer';
import { kindOf, missingRows, partRows } from './part-kinds';
import type { EvidencePreview } from '../../electron/contract/evidence/evidence';
import type { AppError } from '../../electron/contract/errors/errors';
import type { Result } from '../../electron/contract/errors/result';

const useStyles = makeStyles({ file: { overflowWrap: 'anywhere' } });

export interface SaveEvidenceScreenProps {
  /** A picture of the chart; null where none was shown. */
  readonly chart: Uint8Array | null;
  readonly onClose: () => void;
}

type Saving =
  | { readonly kind: 'idle' | 'running' }
  | { readonly kind: 'saved'; readonly file: string }
  | { readonly kind: 'failed'; readonly error: AppError };

export function SaveEvidenceScreen({ chart, onClose }: SaveEvidenceScreenProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [preview, setPreview] = useState<Result<EvidencePreview> | null>(null);
  const [replaceNames, setReplaceNames] = useState(false);
  const [saving, setSaving] = useState<Saving>({ kind: 'idle' });

  useEffect(() => {
    let isWanted = true;
    void call('evidence.preview', { chart }).then((answer) => {
      if (isWanted) setPreview(answer);
    });
    return () => {
      isWanted = false;
    };
  }, [chart]);

  const save = async ({ token }: EvidencePreview) => {
    setSaving({ kind: 'running' });
    const answer = await call('evidence.save', { token, replaceNames });
    if (answer.ok) setSaving({ kind: 'saved', file: answer.value.file });
    else setSaving(answer.error.code === 'NOT_CONFIRMED' ? { kind: 'idle' } : { kind: 'failed', error: answer.error });
  };

  const isSaved = saving.kind === 'saved';
  return (
    <Page
      title={t('evidence.saving.title')}
      footer={
        <PageFooter hint={t('evidence.saving.text')}>
          <Button appearance={isSaved ? 'primary' : 'secondary'} onClick={onClose}>
            {t(isSaved ? 'evidence.saving.close' : 'evidence.saving.cancel')}
          </Button>
          {!isSaved && (
            <Button
              appearance="primary"
              disabledFocusable={preview?.ok !== true || saving.kind === 'running'}
              onClick={() => preview?.ok === true && void save(preview.value)}
            >
              {t('evidence.saving.save')}
            </Button>
          )}
        </PageFooter>
      }
    >
      {saving.kind === 'saved' && (
        <Notice intent="success" title={t('evidence.saving.savedTitle')}>
          <span className={styles.file}>{saving.file}</span>
        </Notice>
      )}
      {saving.kind === 'failed' && <ErrorPanel error={saving.error} isAnswer />}
      {preview === null && <Spinner label={t('evidence.saving.gathering')} labelPosition="after" size="small" />}
      {preview?.ok === false && <ErrorPanel error={preview.error} />}
      {preview?.ok === true && (
        <>
          <Field hint={t('evidence.saving.replaceNamesHint')}>
            <Switch
              label={t('evidence.saving.replaceNames')}
              checked={replaceNames}
              disabled={saving.kind === 'running' || isSaved}
              onChange={(_, { checked }) => setReplaceNames(checked)}
            />
          </Field>
          <Contents preview={preview.value} replaceNames={replaceNames} />
        </>
      )}
    </Page>
  );
}

interface ContentsProps {
  readonly preview: EvidencePreview;
  readonly replaceNames: boolean;
}

function Contents({ preview, replaceNames }: ContentsProps) {
  const { t } = useTranslation();
  const { formats } = useMachine();
  const missing = missingRows(preview);
  return (
    <>
      <Card title={t('evidence.saving.contents')}>
        <DataTable
          label={t('evidence.saving.contents')}
          columns={[t('evidence.saving.content'), t('evidence.saving.size')]}
          rows={partRows(preview, replaceNames).map(
            ({ kind, sizeInBytes, isLeftOut }) =>
              [
                t(`evidence.parts.${kind}`),
                isLeftOut ? t('evidence.saving.leftOut') : formats.bytes(sizeInBytes),
              ] as const,
          )}
        />
      </Card>
      {missing.length > 0 && (
        <Accordion collapsible>
          <AccordionItem value="missing">
            <AccordionHeader as="h2">
              {t('evidence.saving.missing', { number: formats.count(missing.length) })}
            </AccordionHeader>
            <AccordionPanel>
              <DataTable
                label={t('evidence.saving.missing', { number: formats.count(missing.length) })}
                columns={[t('evidence.saving.content'), t('evidence.saving.why')]}
                rows={missing.map(
                  ({ name, reason }) => [t(`evidence.parts.${kindOf(name)}`), t(`evidence.reasons.${reason}`)] as const,
                )}
              />
            </AccordionPanel>
          </AccordionItem>
        </Accordion>
      )}
    </>
  );
}
