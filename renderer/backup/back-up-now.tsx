// Creates a backup now, with a note to recognize it by, asked for in a popover.
import {
  Button,
  Field,
  Input,
  makeStyles,
  Popover,
  PopoverSurface,
  PopoverTrigger,
  Spinner,
  tokens,
} from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../ipc/api';
import { medium } from '../ui/layout';
import type { BackupInfo } from '../../electron/contract/backup/backup-info';
import type { Result } from '../../electron/contract/errors/result';
import { keptTextProblem, longestNote } from '../../electron/contract/text/kept-text';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, width: '300px', maxWidth: '80vw' },
  icon: { [medium]: { display: 'none' } },
  buttons: { display: 'flex', justifyContent: 'flex-end' },
});

export interface BackUpNowProps {
  readonly isPrimary: boolean;
  readonly onCreated: (result: Result<BackupInfo>) => void;
}

export function BackUpNow({ isPrimary, onCreated }: BackUpNowProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [isOpen, setIsOpen] = useState(false);
  const [note, setNote] = useState('');
  const [isTaking, setIsTaking] = useState(false);
  const problem = keptTextProblem(note, longestNote);

  const create = async (event: SyntheticEvent) => {
    event.preventDefault();
    if (isTaking || problem !== null) return;
    setIsTaking(true);
    const result = await call('backup.create', note.trim() === '' ? {} : { note: note.trim() });
    setIsTaking(false);
    setIsOpen(false);
    if (result.ok) setNote('');
    onCreated(result);
  };

  return (
    <Popover open={isOpen} onOpenChange={(_, data) => setIsOpen(data.open || isTaking)} trapFocus>
      <PopoverTrigger disableButtonEnhancement>
        <Button
          appearance={isPrimary ? 'primary' : 'secondary'}
          icon={{ className: styles.icon, children: <AddRegular /> }}
        >
          {t('backups.take')}
        </Button>
      </PopoverTrigger>
      <PopoverSurface aria-label={t('backups.take')}>
        <form className={styles.form} onSubmit={(event) => void create(event)}>
          <Field
            label={t('backups.noteLabel')}
            hint={t('backups.noteHint')}
            validationState={problem ? 'error' : 'none'}
            validationMessage={problem ? t(`ticket.problems.${problem}`, { limit: longestNote }) : undefined}
          >
            <Input value={note} maxLength={longestNote} onChange={(_, data) => setNote(data.value)} />
          </Field>
          <div className={styles.buttons}>
            <Button
              type="submit"
              appearance="primary"
              icon={isTaking ? <Spinner size="tiny" /> : undefined}
              disabledFocusable={isTaking || problem !== null}
            >
              {t(isTaking ? 'backups.taking' : 'backups.takeNow')}
            </Button>
          </div>
        </form>
      </PopoverSurface>
    </Popover>
  );
}
