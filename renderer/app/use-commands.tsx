// The commands that the shortcuts give, and what they answer below the heading of the page.
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../ipc/api';
import { useFormats } from '../machine/machine-context';
import { errorText } from '../text/error-text';
import { WindowMessage } from './window-message';
import type { ShownChange } from '../change/change-context';
import type { AppError } from '../../electron/contract/errors/errors';

type Answer =
  { readonly kind: 'backed-up' | 'no-change' } | { readonly kind: 'failed'; readonly error: AppError } | null;

export interface Commands {
  readonly backUp: () => void;
  readonly showLastChange: () => void;
  readonly answer: ReactNode;
}

/** `onBackup`: a backup was created. `onChange`: the last change is to be shown. */
export function useCommands(onBackup: () => void, onChange: (change: ShownChange) => void): Commands {
  const { t } = useTranslation();
  const formats = useFormats();
  const [answer, setAnswer] = useState<Answer>(null);
  const [count, setCount] = useState(0);
  const [isBusy, setIsBusy] = useState(false);

  const run = async (command: () => Promise<Answer>) => {
    if (isBusy) return;
    setAnswer(null);
    setIsBusy(true);
    setAnswer(await command());
    setCount((before) => before + 1);
    setIsBusy(false);
  };
  const backUp = async (): Promise<Answer> => {
    const created = await call('backup.create', {});
    if (!created.ok) return { kind: 'failed', error: created.error };
    onBackup();
    return { kind: 'backed-up' };
  };
  const showLastChange = async (): Promise<Answer> => {
    const last = await call('change.verify', {});
    if (!last.ok) return { kind: 'failed', error: last.error };
    if (last.value === null) return { kind: 'no-change' };
    onChange({ kind: 'outcome', outcome: last.value });
    return null;
  };

  const problem = answer?.kind === 'failed' ? errorText(answer.error, formats, t) : null;
  return {
    backUp: () => void run(backUp),
    showLastChange: () => void run(showLastChange),
    answer: answer && (
      <WindowMessage
        key={count}
        announcedAs={`command/${count}`}
        label={t('shortcuts.label')}
        intent={problem ? 'error' : answer.kind === 'backed-up' ? 'success' : 'info'}
        title={problem ? problem.title : t(answer.kind === 'backed-up' ? 'shortcuts.backedUp' : 'shortcuts.noChange')}
        dismiss={{ label: t('page.dismiss'), run: () => setAnswer(null) }}
      >
        {problem && [...problem.happened, problem.next].join(' ')}
      </WindowMessage>
    ),
  };
}
