// The steps above the page: where the user is, and the way back to a step that was reached.
import { Button, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { CheckmarkCircleFilled } from '@fluentui/react-icons/svg/checkmark-circle';
import { useTranslation } from 'react-i18next';
import { small } from '../ui/layout';
import { canGoTo, isFinished, stepNames, type StepName, type WizardState } from './wizard-state';

const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    margin: 0,
    padding: 0,
    listStyle: 'none',
    [small]: { display: 'none' },
  },
  // In place of the list, where there is no room for it.
  position: { display: 'none', fontWeight: tokens.fontWeightSemibold, [small]: { display: 'inline' } },
  item: {
    display: 'flex',
    alignItems: 'center',
    // The line to the next step.
    '&:not(:last-child)::after': {
      content: '""',
      width: '24px',
      borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
    },
  },
  button: {
    minWidth: 0,
    padding: `${tokens.spacingVerticalXXS} ${tokens.spacingHorizontalS}`,
    fontWeight: tokens.fontWeightRegular,
    // Future steps must be readable too.
    ':disabled': { color: tokens.colorNeutralForeground3 },
  },
  current: {
    fontWeight: tokens.fontWeightSemibold,
    '@media (forced-colors: active)': { outline: '2px solid Highlight' },
  },
  number: {
    display: 'grid',
    placeContent: 'center',
    flexShrink: 0,
    width: '22px',
    height: '22px',
    marginInlineEnd: tokens.spacingHorizontalSNudge,
    borderRadius: tokens.borderRadiusCircular,
    border: `${tokens.strokeWidthThin} solid currentColor`,
    boxSizing: 'border-box',
    fontSize: tokens.fontSizeBase200,
  },
  currentNumber: {
    border: 'none',
    color: tokens.colorNeutralForegroundOnBrand,
    backgroundColor: tokens.colorBrandBackground,
  },
  finished: { border: 'none', fontSize: tokens.fontSizeBase500, color: tokens.colorPaletteGreenForeground1 },
});

export interface StepperProps {
  readonly state: WizardState;
  readonly onGoTo: (step: StepName) => void;
}

export function Stepper({ state, onGoTo }: StepperProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <>
      <ol className={styles.list}>
        {stepNames.map((step) => (
          <li key={step} className={styles.item}>
            <Step step={step} state={state} onGoTo={onGoTo} />
          </li>
        ))}
      </ol>
      <Text className={styles.position}>
        {t('rail.position', {
          number: stepNames.indexOf(state.step) + 1,
          count: stepNames.length,
          name: t(`steps.${state.step}.name`),
        })}
      </Text>
    </>
  );
}

function Step({ step, state, onGoTo }: StepperProps & { readonly step: StepName }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const number = stepNames.indexOf(step) + 1;
  const isCurrent = state.step === step;
  const isBehind = !isCurrent && isFinished(state, step);
  const name = t(`steps.${step}.name`);
  return (
    <Button
      appearance="subtle"
      size="small"
      className={mergeClasses(styles.button, isCurrent && styles.current)}
      aria-current={isCurrent ? 'step' : undefined}
      aria-label={[`${number}. ${name}`, isBehind ? t('rail.finished') : ''].filter(Boolean).join(', ')}
      disabled={!isCurrent && !canGoTo(state, step)}
      onClick={isCurrent ? undefined : () => onGoTo(step)}
    >
      <span
        className={mergeClasses(styles.number, isCurrent && styles.currentNumber, isBehind && styles.finished)}
        aria-hidden
      >
        {isBehind ? <CheckmarkCircleFilled /> : number}
      </span>
      {name}
    </Button>
  );
}
