// The shield icon for actions that ask for administrator rights; none if the program already has them.
import { useTranslation } from 'react-i18next';
import { useChangeWay } from './machine-context';
import type { ReactElement } from 'react';

/** The icon of a button; `otherwise` if no rights are needed. Not a component: a button reserves space for one that renders nothing. */
export function useRightsShield(otherwise?: ReactElement): ReactElement | undefined {
  return useChangeWay() === 'ask' ? <RightsShield /> : otherwise;
}

export function RightsShield() {
  const { t } = useTranslation();
  return (
    <svg role="img" aria-label={t('rights.needed')} viewBox="0 0 16 16" width="1em" height="1em">
      <path
        d="M8 .6 14.4 2.7V8c0 3.5-2.6 6.2-6.4 7.5C4.2 14.2 1.6 11.5 1.6 8V2.7Z"
        fill="#ffffff"
        stroke="#5c5c5c"
        strokeWidth=".6"
      />
      <path d="M7.7 1.7V7.6H2.6V3.4Z" fill="#2b6cd4" />
      <path d="M8.3 1.7V7.6H13.4V3.4Z" fill="#ffc83d" />
      <path d="M2.6 8.2H7.7V14.3C4.8 13.2 2.8 11 2.6 8.2Z" fill="#ffc83d" />
      <path d="M13.4 8.2H8.3V14.3C11.2 13.2 13.2 11 13.4 8.2Z" fill="#2b6cd4" />
    </svg>
  );
}
