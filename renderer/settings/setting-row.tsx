// One setting: what it is, a line about it, and its control at the end.
import { Caption1, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalL}`,
    minHeight: '48px',
  },
  icon: { flexShrink: 0, fontSize: '20px', lineHeight: 0 },
  words: { flex: '1 1 220px', display: 'flex', flexDirection: 'column', minWidth: 0 },
  hint: { color: tokens.colorNeutralForeground3 },
});

export interface SettingRowProps {
  readonly icon: ReactNode;
  readonly name: string;
  /** Of the name, for the control to refer to. */
  readonly nameId: string;
  readonly hint: string;
  readonly children: ReactNode;
}

export function SettingRow({ icon, name, nameId, hint, children }: SettingRowProps) {
  const styles = useStyles();
  return (
    <div className={styles.row}>
      <span className={styles.icon} aria-hidden>
        {icon}
      </span>
      <span className={styles.words}>
        <span id={nameId}>{name}</span>
        <Caption1 className={styles.hint}>{hint}</Caption1>
      </span>
      {children}
    </div>
  );
}
