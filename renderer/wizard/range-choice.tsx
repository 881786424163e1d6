// The choice for the dynamic port range of a transport (Vista and later): leave it, or set first port and number of ports.
import { Button, Field, makeStyles, Radio, RadioGroup, Text, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useMachine } from '../machine/machine-context';
import { rangeText } from '../text/range-text';
import { NumberField } from './number-field';
import { rangeRules, type RangeDraft } from './drafts';
import { rangePresets } from '../../electron/contract/port-ranges/dynamic-ranges';
import type { RangeReading } from '../../electron/contract/port-ranges/dynamic-ranges';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  numbers: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    paddingInlineStart: tokens.spacingHorizontalXXXL,
  },
  fields: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalL,
    '> *': { flex: '1 1 180px', maxWidth: '260px' },
  },
  presets: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

const presetNames = ['default', 'as2003', 'wide', 'widest'] as const satisfies readonly (keyof typeof rangePresets)[];

export interface RangeChoiceProps {
  readonly transport: 'tcp' | 'udp';
  readonly reading: RangeReading;
  readonly draft: RangeDraft;
  readonly onChange: (draft: RangeDraft) => void;
  readonly onEnter: () => void;
}

export function RangeChoice({ transport, reading, draft, onChange, onEnter }: RangeChoiceProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { formats } = useMachine();
  if (!reading.known) return <Text>{t(`dynamicRange.unknown.${transport}`)}</Text>;
  const rules = rangeRules(draft, {
    start: t(`dynamicRange.start.${transport}`),
    number: t(`dynamicRange.number.${transport}`),
  });
  return (
    <div className={styles.root}>
      <Field label={t(`dynamicRange.label.${transport}`)} size="large">
        <RadioGroup
          value={draft.choice}
          onChange={(_, { value }) => onChange({ ...draft, choice: value === 'set' ? 'set' : 'leave' })}
        >
          <Radio value="leave" label={t('value.leave', { stored: rangeText(reading, formats, t) })} />
          <Radio value="set" label={t('dynamicRange.set')} />
        </RadioGroup>
      </Field>
      {draft.choice === 'set' && (
        <div className={styles.numbers}>
          <div className={styles.presets} role="group" aria-label={t(`dynamicRange.presetsLabel.${transport}`)}>
            {presetNames.map((name) => {
              const { start, number } = rangePresets[name];
              return (
                <Button key={name} onClick={() => onChange({ ...draft, start: String(start), number: String(number) })}>
                  {t(`dynamicRange.presets.${name}`, { start, number })}
                </Button>
              );
            })}
          </div>
          <div className={styles.fields}>
            <NumberField
              parameter={rules.start}
              text={draft.start}
              onChange={(start) => onChange({ ...draft, start })}
              onEnter={onEnter}
            />
            <NumberField
              parameter={rules.number}
              text={draft.number}
              onChange={(number) => onChange({ ...draft, number })}
              onEnter={onEnter}
            />
          </div>
        </div>
      )}
    </div>
  );
}
