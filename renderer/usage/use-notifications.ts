// Whether the desktop is notified of alerts.
import { useEffect, useState } from 'react';
import { call } from '../ipc/api';
import type { AppError } from '../../electron/contract/errors/errors';

export interface NotificationSetting {
  /** Null until it is known. */
  readonly isOn: boolean | null;
  /** What was chosen before cannot be read. */
  readonly isDamaged: boolean;
  readonly set: (isOn: boolean) => void;
}

export function useNotifications(onError: (error: AppError) => void): NotificationSetting {
  const [isOn, setIsOn] = useState<boolean | null>(null);
  const [isDamaged, setIsDamaged] = useState(false);
  useEffect(() => {
    void call('usage.settings', {}).then((answer) => {
      if (!answer.ok) return;
      setIsOn(answer.value.notifications);
      setIsDamaged(answer.value.isDamaged);
    });
  }, []);
  const set = (requested: boolean) => {
    if (isOn === null || requested === isOn) return;
    setIsOn(requested);
    setIsDamaged(false);
    void call('usage.notify', { isOn: requested }).then((answer) => {
      if (answer.ok) return;
      setIsOn(!requested);
      onError(answer.error);
    });
  };
  return { isOn, isDamaged, set };
}
