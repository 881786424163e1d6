// A few choices beside each other, one of them chosen.
import { makeStyles, mergeClasses, ToggleButton, tokens } from '@fluentui/react-components';

const useStyles = makeStyles({
  group: {
    display: 'flex',
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  choice: {
    minWidth: 'auto',
    minHeight: '24px',
    border: 'none',
    padding: `0 ${tokens.spacingHorizontalS}`,
    fontWeight: tokens.fontWeightRegular,
  },
  // Quieter than a primary button: the page has one of those.
  chosen: {
    fontWeight: tokens.fontWeightSemibold,
    backgroundColor: tokens.colorNeutralBackground1Selected,
    boxShadow: `inset 0 -2px 0 ${tokens.colorCompoundBrandStroke}`,
    '@media (forced-colors: active)': { outline: '2px solid Highlight', outlineOffset: '-2px' },
  },
});

export interface Choice {
  readonly name: string;
  readonly isChosen: boolean;
  readonly choose: () => void;
}

export interface ChoicesProps {
  readonly label: string;
  readonly choices: readonly Choice[];
}

export function Choices({ label, choices }: ChoicesProps) {
  const styles = useStyles();
  return (
    <div className={styles.group} role="group" aria-label={label}>
      {choices.map(({ name, isChosen, choose }) => (
        <ToggleButton
          key={name}
          size="small"
          appearance="subtle"
          className={mergeClasses(styles.choice, isChosen && styles.chosen)}
          checked={isChosen}
          onClick={choose}
        >
          {name}
        </ToggleButton>
      ))}
    </div>
  );
}
