// The label of a radio button or check box. Fluent grays it while it is not selected, as if it could not be.
import { tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

export function choiceLabel(children: ReactNode) {
  return { children, style: { color: tokens.colorNeutralForeground1 } };
}
