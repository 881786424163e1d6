// A menu of the page. It opens inside the page, so that it belongs to its landmark, and is not cut off by what scrolls.
import { makeStyles, Menu, MenuList, MenuPopover, MenuTrigger, type MenuProps } from '@fluentui/react-components';
import type { ReactElement, ReactNode } from 'react';

const useStyles = makeStyles({ popover: { zIndex: 10 } });

export interface PageMenuProps extends Pick<MenuProps, 'checkedValues' | 'onCheckedValueChange'> {
  /** The button that opens it. */
  readonly button: ReactElement;
  readonly children: ReactNode;
}

export function PageMenu({ button, children, ...checked }: PageMenuProps) {
  const styles = useStyles();
  return (
    <Menu inline positioning={{ position: 'below', align: 'end', strategy: 'fixed' }} {...checked}>
      <MenuTrigger disableButtonEnhancement>{button}</MenuTrigger>
      <MenuPopover className={styles.popover}>
        <MenuList>{children}</MenuList>
      </MenuPopover>
    </Menu>
  );
}
