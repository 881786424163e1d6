// The title bar: the name of the program in our own frame, which PC this is, with which rights, and the practice machine.
// 40 px, as electron/window/frame.ts has it. Below the system's frame it has no name, and nothing to drag.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import icon from '../../build/icon/icon.svg';
import { MachinePills } from '../machine/machine-pills';
import type { MachineInfo } from '../../electron/contract/machine/machine-info';

const useStyles = makeStyles({
  bar: {
    flexShrink: 0,
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    height: '40px',
    minWidth: 0,
    paddingInline: tokens.spacingHorizontalL,
    boxSizing: 'border-box',
    overflow: 'hidden',
    whiteSpace: 'nowrap',
  },
  // Below the system's own title bar: a line of the page.
  below: { height: '36px' },
  // Where the system's buttons are not: beside them on Windows and Linux, after them on macOS.
  own: {
    marginInlineStart: 'env(titlebar-area-x, 0px)',
    width: 'env(titlebar-area-width, 100%)',
  },
  name: { flexShrink: 0, fontSize: tokens.fontSizeBase200, '@media (max-width: 700px)': { display: 'none' } },
  icon: { flexShrink: 0, width: '16px', height: '16px' },
});

/** Whether the title bar is ours; false below the system's frame. */
function hasOwnFrame(): boolean {
  return (
    'windowControlsOverlay' in navigator && (navigator.windowControlsOverlay as { readonly visible: boolean }).visible
  );
}

export interface TitleBarProps {
  /** Null until it is known. */
  readonly machine: MachineInfo | null;
}

export function TitleBar({ machine }: TitleBarProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const isOwn = hasOwnFrame();
  return (
    <header className={mergeClasses(styles.bar, isOwn ? styles.own : styles.below)} data-drag={isOwn} data-pane>
      {isOwn && (
        <>
          <img className={styles.icon} src={icon} alt="" />
          <span className={styles.name}>{t('app.title')}</span>
        </>
      )}
      {machine && <MachinePills />}
    </header>
  );
}
