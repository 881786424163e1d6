// The ticket of a change: the fields to fill in, and the ways to copy or save it.
// Protects: the main process composes what is copied or saved at that moment, from the current fields.
import {
  Button,
  Field,
  Input,
  makeStyles,
  Menu,
  MenuButton,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Switch,
  Text,
  tokens,
} from '@fluentui/react-components';
import { CheckmarkRegular } from '@fluentui/react-icons/svg/checkmark';
import { CopyRegular } from '@fluentui/react-icons/svg/copy';
import { SaveRegular } from '@fluentui/react-icons/svg/save';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../ipc/api';
import { ErrorPanel } from '../ui/error-panel';
import { useEvidenceActions } from '../ui/evidence-actions';
import { useMachine } from '../machine/machine-context';
import { Notice } from '../ui/notice';
import { ReadingView } from '../ui/reading-view';
import { Card } from '../ui/card';
import { useReading } from '../ui/use-reading';
import { TicketPreview } from './ticket-preview';
import type { AppError } from '../../electron/contract/errors/errors';
import { ticketFieldLimits, ticketFieldProblem, type TicketField } from '../../electron/contract/ticket/ticket-fields';
import {
  ticketFileFormats,
  type KeptTicketOptions,
  type TicketFileFormat,
  type TicketOptions,
  type TicketTextFormat,
} from '../../electron/contract/ticket/ticket';

const useStyles = makeStyles({
  row: { display: 'flex', flexWrap: 'wrap', alignItems: 'flex-start', gap: tokens.spacingHorizontalM },
  field: { flex: '1 1 200px', maxWidth: '320px' },
  file: { overflowWrap: 'anywhere' },
});

export interface TicketSectionProps {
  readonly changeId: string;
  /** When the change was last measured: a new value refreshes the preview. */
  readonly measuredAt?: string;
}

export function TicketSection({ changeId, measuredAt = '' }: TicketSectionProps) {
  const { t } = useTranslation();
  const { generation } = useMachine();
  const [options, readOptions] = useReading('ticket.options', generation);
  return (
    <Card title={t('ticket.title')}>
      <ReadingView reading={options} label={t('ticket.reading')} readAgain={readOptions}>
        {(kept) => <TicketForm changeId={changeId} measuredAt={measuredAt} kept={kept} />}
      </ReadingView>
    </Card>
  );
}

type TicketState =
  | { readonly kind: 'idle' | 'working' }
  | { readonly kind: 'copied'; readonly format: TicketTextFormat }
  | { readonly kind: 'saved'; readonly file: string }
  | { readonly kind: 'failed'; readonly error: AppError };

interface TicketFormProps extends Required<TicketSectionProps> {
  /** The inputs of the last time. */
  readonly kept: KeptTicketOptions;
}

function TicketForm({ changeId, measuredAt, kept }: TicketFormProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const evidence = useEvidenceActions();
  const [options, setOptions] = useState(kept.options);
  const [state, setState] = useState<TicketState>({ kind: 'idle' });
  // What was copied or saved before the change was measured again is no longer the ticket.
  const [shownAt, setShownAt] = useState(measuredAt);
  if (shownAt !== measuredAt) {
    setShownAt(measuredAt);
    if (state.kind === 'copied' || state.kind === 'saved') setState({ kind: 'idle' });
  }
  const isUsable =
    ticketFieldProblem('requester', options.requester) === null &&
    ticketFieldProblem('ticketNumber', options.ticketNumber) === null;
  const isBlocked = !isUsable || state.kind === 'working';

  const change = (part: Partial<TicketOptions>) => {
    setOptions((before) => ({ ...before, ...part }));
    setState({ kind: 'idle' });
  };

  const copy = async (format: TicketTextFormat) => {
    if (isBlocked) return;
    setState({ kind: 'working' });
    const result = await call('ticket.copy', { id: changeId, options, format });
    setState(result.ok ? { kind: 'copied', format } : { kind: 'failed', error: result.error });
  };

  const save = async (format: TicketFileFormat) => {
    if (isBlocked) return;
    setState({ kind: 'working' });
    const result = await call('ticket.save', { id: changeId, options, format });
    if (result.ok) setState({ kind: 'saved', file: result.value.file });
    else setState(result.error.code === 'NOT_CONFIRMED' ? { kind: 'idle' } : { kind: 'failed', error: result.error });
  };

  const copyIcon = (format: TicketTextFormat) =>
    state.kind === 'copied' && state.format === format ? <CheckmarkRegular /> : <CopyRegular />;

  return (
    <>
      <div className={styles.row}>
        <TicketInput
          field="ticketNumber"
          text={options.ticketNumber}
          onChange={(ticketNumber) => change({ ticketNumber })}
        />
        <TicketInput field="requester" text={options.requester} onChange={(requester) => change({ requester })} />
      </div>
      {kept.isDamaged && (
        <Notice intent="warning" title={t('ticket.damagedTitle')}>
          {t('ticket.damaged')}
        </Notice>
      )}
      <Switch
        label={t('ticket.leaveOut')}
        checked={options.leavesOutUserNames}
        onChange={(_, data) => change({ leavesOutUserNames: data.checked })}
      />
      <div className={styles.row}>
        <Button icon={copyIcon('text')} disabledFocusable={isBlocked} onClick={() => void copy('text')}>
          {t('ticket.copyText')}
        </Button>
        <Button icon={copyIcon('markdown')} disabledFocusable={isBlocked} onClick={() => void copy('markdown')}>
          {t('ticket.copyMarkdown')}
        </Button>
        <Menu>
          <MenuTrigger disableButtonEnhancement>
            <MenuButton icon={<SaveRegular />} disabledFocusable={isBlocked}>
              {t('ticket.saveAs')}
            </MenuButton>
          </MenuTrigger>
          <MenuPopover>
            <MenuList>
              {ticketFileFormats.map((format) => (
                <MenuItem key={format} onClick={() => void save(format)}>
                  {t(`ticket.files.${format}`)}
                </MenuItem>
              ))}
            </MenuList>
          </MenuPopover>
        </Menu>
        <Button onClick={() => evidence.save(null)}>{t('evidence.actions.save')}</Button>
      </div>
      <Text role="status">{state.kind === 'copied' && t(`ticket.copied.${state.format}`)}</Text>
      {state.kind === 'saved' && (
        <Notice intent="success" title={t('ticket.savedTitle')}>
          <span className={styles.file}>{state.file}</span>
        </Notice>
      )}
      {state.kind === 'failed' && <ErrorPanel error={state.error} />}
      {isUsable && <TicketPreview changeId={changeId} measuredAt={measuredAt} options={options} />}
    </>
  );
}

interface TicketInputProps {
  readonly field: TicketField;
  readonly text: string;
  readonly onChange: (text: string) => void;
}

function TicketInput({ field, text, onChange }: TicketInputProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const problem = ticketFieldProblem(field, text);
  return (
    <Field
      className={styles.field}
      label={t(`ticket.fields.${field}`)}
      validationState={problem ? 'error' : 'none'}
      validationMessage={problem ? t(`ticket.problems.${problem}`, { limit: ticketFieldLimits[field] }) : undefined}
    >
      <Input
        value={text}
        placeholder={t('ticket.optional')}
        autoComplete="off"
        spellCheck={false}
        onChange={(_, data) => onChange(data.value)}
      />
    </Field>
  );
}
