// The buttons of the verdict's next step, and what came of them.
import { Button, makeStyles, Spinner, Text, tokens } from '@fluentui/react-components';
import { AlertRegular } from '@fluentui/react-icons/svg/alert';
import { CheckmarkRegular } from '@fluentui/react-icons/svg/checkmark';
import { CopyRegular } from '@fluentui/react-icons/svg/copy';
import { OpenRegular } from '@fluentui/react-icons/svg/open';
import { useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../ipc/api';
import { useRightsShield } from '../machine/rights-shield';
import { ErrorPanel } from '../ui/error-panel';
import type { CopyAction, PageAction, PageActions } from './page-actions';
import type { AppError } from '../../electron/contract/errors/errors';
import type { Result } from '../../electron/contract/errors/result';

const useStyles = makeStyles({
  row: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
});

/** What a button of this place does; the page does the others in places of their own. */
type ButtonAction = Exclude<PageAction, { kind: 'restart' | 'check-again' | 'change' }>;

const icons = {
  'copy-process-details': <CopyRegular />,
  'copy-services': <CopyRegular />,
  'copy-instructions': <CopyRegular />,
  'copy-command': <CopyRegular />,
  'open-services': <OpenRegular />,
  'open-task-manager': <OpenRegular />,
  notify: <AlertRegular />,
  'measure-as-administrator': undefined,
} as const satisfies Record<ButtonAction['kind'], ReactElement | undefined>;

type State =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running' | 'done'; readonly action: ButtonAction['kind'] }
  | { readonly kind: 'failed'; readonly error: AppError };

export interface NextActionsProps {
  readonly actions: PageActions;
  /** What a copying action copies. */
  readonly textOf: (action: CopyAction) => string;
  /** Measures once with administrator rights, and shows what the verdict is then. */
  readonly measure: () => Promise<Result<null>>;
  /** Shown for a restart. */
  readonly restart: ReactNode;
}

export function NextActions({ actions: { primary, others }, textOf, measure, restart }: NextActionsProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const shield = useRightsShield();
  const [state, setState] = useState<State>({ kind: 'idle' });
  const buttons = [primary, ...others].filter(isButton);
  if (buttons.length === 0 && primary.kind !== 'restart') return null;

  const run = async (action: ButtonAction) => {
    setState({ kind: 'running', action: action.kind });
    const result = await carryOut(action, textOf, measure);
    setState(result.ok ? { kind: 'done', action: action.kind } : { kind: 'failed', error: result.error });
  };

  const isNotifying = ({ kind }: ButtonAction) => kind === 'notify' && state.kind === 'done' && state.action === kind;
  const isRunning = ({ kind }: ButtonAction) => state.kind === 'running' && state.action === kind;

  return (
    <>
      <div className={styles.row}>
        {primary.kind === 'restart' && restart}
        {buttons.map((action) => (
          <Button
            key={action.kind}
            appearance={action === primary && !isNotifying(action) ? 'primary' : 'secondary'}
            icon={
              isRunning(action) ? (
                <Spinner size="tiny" />
              ) : isNotifying(action) ? (
                <CheckmarkRegular />
              ) : (
                (icons[action.kind] ?? shield)
              )
            }
            disabledFocusable={state.kind === 'running'}
            onClick={() => void run(action)}
          >
            {t(`symptom.actions.${action.kind}`)}
          </Button>
        ))}
        <Text role="status">{state.kind === 'done' && t(`symptom.actionsDone.${state.action}`)}</Text>
      </div>
      {state.kind === 'failed' && <ErrorPanel error={state.error} />}
    </>
  );
}

function isButton(action: PageAction): action is ButtonAction {
  return action.kind in icons;
}

function carryOut(
  action: ButtonAction,
  textOf: NextActionsProps['textOf'],
  measure: NextActionsProps['measure'],
): Promise<Result<null>> {
  switch (action.kind) {
    case 'copy-process-details':
    case 'copy-services':
    case 'copy-instructions':
    case 'copy-command':
      return call('clipboard.write', { text: textOf(action) });
    case 'open-services':
      return call('windows-tool.open', { tool: 'services' });
    case 'open-task-manager':
      return call('windows-tool.open', { tool: 'task-manager' });
    case 'notify':
      return call('usage.notify', { isOn: true });
    case 'measure-as-administrator':
      return measure();
  }
}
