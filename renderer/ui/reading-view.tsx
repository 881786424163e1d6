// What a reading shows until it is ready: a labeled spinner, or the failure with "Try again".
import { Spinner } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { ErrorPanel } from './error-panel';
import type { Reading } from './use-reading';
import type { ReactNode } from 'react';

export interface ReadingViewProps<T> {
  readonly reading: Reading<T>;
  readonly label: string;
  readonly readAgain: () => void;
  readonly children: (value: T) => ReactNode;
}

export function ReadingView<T>({ reading, label, readAgain, children }: ReadingViewProps<T>) {
  const { t } = useTranslation();
  switch (reading.status) {
    case 'loading':
      return <Spinner label={label} labelPosition="after" size="small" />;
    case 'failed':
      return (
        <ErrorPanel
          error={reading.error}
          action={{ label: t('actions.tryAgain'), run: readAgain, isRunning: reading.isRetrying }}
        />
      );
    case 'ready':
      return children(reading.value);
  }
}
