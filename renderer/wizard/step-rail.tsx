// The six steps on the left: where the user is, which part of the article each step covers, and the way back.
import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CheckmarkCircleFilled } from '@fluentui/react-icons/svg/checkmark-circle';
import { useTranslation } from 'react-i18next';
import { narrow } from '../ui/layout';
import { canGoTo, isFinished, stepNames, type StepName, type WizardState } from './wizard-state';

const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
    margin: 0,
    padding: 0,
    listStyle: 'none',
    [narrow]: { flexDirection: 'row', flexWrap: 'wrap' },
  },
  button: {
    width: '100%',
    minWidth: 0,
    justifyContent: 'flex-start',
    textAlign: 'start',
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalS}`,
    fontWeight: tokens.fontWeightRegular,
    // Future steps must be readable too.
    ':disabled': { color: tokens.colorNeutralForeground3 },
  },
  current: {
    fontWeight: tokens.fontWeightSemibold,
    backgroundColor: tokens.colorNeutralBackground1Selected,
    boxShadow: `inset 3px 0 0 ${tokens.colorBrandStroke1}`,
    '@media (forced-colors: active)': { outline: '2px solid Highlight' },
  },
  number: {
    display: 'grid',
    placeContent: 'center',
    flexShrink: 0,
    width: '22px',
    height: '22px',
    marginInlineEnd: tokens.spacingHorizontalS,
    borderRadius: tokens.borderRadiusCircular,
    border: `${tokens.strokeWidthThin} solid currentColor`,
    boxSizing: 'border-box',
    fontSize: tokens.fontSizeBase200,
  },
  finished: { border: 'none', fontSize: tokens.fontSizeBase500, color: tokens.colorPaletteGreenForeground1 },
  words: { display: 'flex', flexDirection: 'column', minWidth: 0 },
  hideWhenNarrow: { [narrow]: { display: 'none' } },
  article: { fontSize: tokens.fontSizeBase200, fontWeight: tokens.fontWeightRegular, [narrow]: { display: 'none' } },
});

export interface StepRailProps {
  readonly state: WizardState;
  readonly onGoTo: (step: StepName) => void;
}

export function StepRail({ state, onGoTo }: StepRailProps) {
  const styles = useStyles();
  return (
    <ol className={styles.list}>
      {stepNames.map((step) => (
        <li key={step}>
          <RailItem step={step} state={state} onGoTo={onGoTo} />
        </li>
      ))}
    </ol>
  );
}

function RailItem({ step, state, onGoTo }: StepRailProps & { readonly step: StepName }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const number = stepNames.indexOf(step) + 1;
  const isCurrent = state.step === step;
  const isTicked = !isCurrent && isFinished(state, step);
  const name = t(`steps.${step}.name`);
  const label = [`${number}. ${name}`, t(`steps.${step}.article`), isTicked ? t('rail.finished') : '']
    .filter(Boolean)
    .join(', ');
  return (
    <Button
      appearance="subtle"
      className={mergeClasses(styles.button, isCurrent && styles.current)}
      aria-current={isCurrent ? 'step' : undefined}
      aria-label={label}
      disabled={!isCurrent && !canGoTo(state, step)}
      onClick={isCurrent ? undefined : () => onGoTo(step)}
    >
      <span className={mergeClasses(styles.number, isTicked && styles.finished)}>
        {isTicked ? <CheckmarkCircleFilled /> : number}
      </span>
      <span className={mergeClasses(styles.words, !isCurrent && styles.hideWhenNarrow)}>
        <span>{name}</span>
        <span className={styles.article}>{t(`steps.${step}.article`)}</span>
      </span>
    </Button>
  );
}
