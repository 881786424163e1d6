// Tells the user, when a change takes long, that it is still running: it cannot and must not be stopped from here.
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '../ui/notice';

const slowAfterMs = 30_000;

export function SlowNotice({ isRunning }: { readonly isRunning: boolean }) {
  return isRunning ? <AfterAWhile /> : null;
}

function AfterAWhile() {
  const { t } = useTranslation();
  const [isSlow, setIsSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsSlow(true), slowAfterMs);
    return () => clearTimeout(timer);
  }, []);
  return isSlow ? (
    <Notice intent="info" title={t('apply.slowTitle')}>
      {t('apply.slow')}
    </Notice>
  ) : null;
}
