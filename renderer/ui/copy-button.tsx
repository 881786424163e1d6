// Copies a text to the clipboard and confirms it: visibly for a moment, and to screen readers.
import { Button, useAnnounce } from '@fluentui/react-components';
import { CheckmarkRegular } from '@fluentui/react-icons/svg/checkmark';
import { CopyRegular } from '@fluentui/react-icons/svg/copy';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../ipc/api';

const shownFor = 2000;

export interface CopyButtonProps {
  readonly text: string;
  /** The button's accessible name, e.g. "Copy the key path". */
  readonly name: string;
}

export function CopyButton({ text, name }: CopyButtonProps) {
  const { t } = useTranslation();
  const { announce } = useAnnounce();
  const [isCopied, setIsCopied] = useState(false);

  useEffect(() => {
    if (!isCopied) return undefined;
    const timer = window.setTimeout(() => setIsCopied(false), shownFor);
    return () => window.clearTimeout(timer);
  }, [isCopied]);

  const copy = async () => {
    const result = await call('clipboard.write', { text });
    if (!result.ok) return;
    setIsCopied(true);
    announce(t('actions.copied'), { polite: true });
  };

  return (
    <Button
      size="small"
      icon={isCopied ? <CheckmarkRegular /> : <CopyRegular />}
      aria-label={isCopied ? t('copyNamesDone', { what: name }) : name}
      onClick={() => void copy()}
    >
      {isCopied ? t('actions.copied') : t('actions.copy')}
    </Button>
  );
}
