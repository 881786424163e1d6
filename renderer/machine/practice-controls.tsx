// What a trainer can play: another Windows, its sockets, its rights, a restart, a reset.
import { Button, Checkbox, Field, makeStyles, Select, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../ipc/api';
import { practiceWindows, type PracticeRules } from '../../electron/contract/machine/practice';
import { practiceLoads, type PracticeLoad } from '../../electron/contract/usage/usage';

const useStyles = makeStyles({
  select: { width: '100%', '> select': { minWidth: 0, textOverflow: 'ellipsis' } },
  field: { minWidth: 0, gridTemplateColumns: 'minmax(0, 1fr)' },
  check: { marginInlineStart: `calc(${tokens.spacingHorizontalS} * -1)` },
  menu: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, width: '320px', maxWidth: '80vw' },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

export interface PracticeControlsProps {
  /** The page begins anew. */
  readonly onDone: () => void;
}

export function PracticeControls({ onDone }: PracticeControlsProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [rules, setRules] = useState<PracticeRules | null>(null);
  const [load, setLoad] = useState<PracticeLoad | null>(null);
  const read = () => {
    void call('practice.read', {}).then((answer) => answer.ok && setRules(answer.value));
    void call('usage.settings', {}).then((answer) => answer.ok && setLoad(answer.value.load));
  };
  useEffect(read, []);

  return (
    <div className={styles.menu}>
      <Field className={styles.field} label={t('practice.which')}>
        <Select
          className={styles.select}
          value={rules?.which ?? ''}
          onChange={(_, { value }) => {
            const which = practiceWindows.find((name) => name === value);
            // The page begins anew; after a Cancel the choice is what it was.
            if (which) void call('practice.reset', { which }).then(({ ok }) => (ok ? onDone() : read()));
          }}
        >
          {rules === null && <option value="" />}
          {practiceWindows.map((which) => (
            <option key={which} value={which}>
              {t(`practice.names.${which}`)}
            </option>
          ))}
        </Select>
      </Field>
      <Field className={styles.field} label={t('practice.load')}>
        <Select
          className={styles.select}
          value={load ?? ''}
          onChange={(_, { value }) => {
            const chosen = practiceLoads.find((name) => name === value) ?? null;
            setLoad(chosen);
            void call('practice.load', { load: chosen });
          }}
        >
          <option value="">{t('practice.realSockets')}</option>
          {practiceLoads.map((name) => (
            <option key={name} value={name}>
              {t(`live.loads.${name}`)}
            </option>
          ))}
        </Select>
      </Field>
      <Checkbox
        className={styles.check}
        label={t('practice.withoutRights')}
        checked={rules?.isWithoutRights ?? false}
        onChange={(_, { checked }) => void call('practice.set-without-rights', { isOn: checked === true }).then(read)}
      />
      {rules?.which === 'windows11' && (
        <Checkbox
          className={styles.check}
          label={t('practice.honours')}
          checked={rules.isMaxUserPortHonoured}
          onChange={(_, { checked }) =>
            void call('practice.set-max-user-port-honoured', { isOn: checked === true }).then(read)
          }
        />
      )}
      <div className={styles.buttons}>
        <Button onClick={() => void call('practice.restart', {}).then(onDone)}>{t('practice.restart')}</Button>
        <Button onClick={() => void call('practice.reset', { which: null }).then(onDone)}>{t('practice.reset')}</Button>
      </div>
    </div>
  );
}
