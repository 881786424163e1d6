// A few choices beside each other, one of them chosen.
import { makeStyles, ToggleButton, tokens } from '@fluentui/react-components';

const useStyles = makeStyles({
  group: {
    display: 'flex',
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  choice: { minWidth: 'auto', border: 'none', padding: `0 ${tokens.spacingHorizontalS}` },
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
          appearance={isChosen ? 'primary' : 'subtle'}
          className={styles.choice}
          checked={isChosen}
          onClick={choose}
        >
          {name}
        </ToggleButton>
      ))}
    </div>
  );
}
