// The choice for the dynamic port range of a transport (Vista and later): what is recommended, a custom range, or the current one.
import { Badge, Button, makeStyles, Radio, RadioGroup, Text, tokens } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMachine } from '../machine/machine-context';
import { Card } from '../ui/card';
import { choiceLabel } from '../ui/choice-label';
import { NumberField } from './number-field';
import { rangeFrom, rangeRules, type RangeDraft } from './drafts';
import { rangePresets } from '../../electron/contract/port-ranges/dynamic-ranges';
import { lastPort } from '../../electron/contract/port-ranges/port-ranges';
import type { RangeReading } from '../../electron/contract/port-ranges/dynamic-ranges';

const useStyles = makeStyles({
  recommended: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
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

/** The range of Windows Server 2003 is for training: it has fewer ports. */
const presetNames = ['default', 'wide', 'widest'] as const satisfies readonly (keyof typeof rangePresets)[];
const practicePresetNames = [...presetNames, 'as2003'] as const;

export interface RangeChoiceProps {
  readonly transport: 'tcp' | 'udp';
  readonly reading: RangeReading;
  /** What the verdict recommends; null for nothing. */
  readonly recommended: RangeDraft | null;
  /** Why it does. */
  readonly why: ReactNode;
  readonly draft: RangeDraft;
  readonly onChange: (draft: RangeDraft) => void;
  readonly onEnter: () => void;
}

export function RangeChoice({ transport, reading, recommended, why, draft, onChange, onEnter }: RangeChoiceProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { machine } = useMachine();
  const [isCustom, setIsCustom] = useState(false);
  const label = t(`dynamicRange.label.${transport}`);
  if (!reading.known)
    return (
      <Card title={label}>
        <Text>{t(`dynamicRange.unknown.${transport}`)}</Text>
      </Card>
    );
  const isRecommended = recommended !== null && !isCustom && isSame(draft, recommended);
  const range = recommended && rangeFrom(recommended);
  const current = { first: reading.range.start, last: lastPort(reading.range) };
  const rules = rangeRules(draft, {
    start: t(`dynamicRange.start.${transport}`),
    number: t(`dynamicRange.number.${transport}`),
  });

  const choose = (choice: string) => {
    setIsCustom(choice === 'set');
    if (choice === 'recommended' && recommended !== null) onChange(recommended);
    else onChange({ ...draft, choice: choice === 'set' ? 'set' : 'leave' });
  };

  return (
    <Card title={label} actions={range && why}>
      <RadioGroup
        aria-label={label}
        value={isRecommended ? 'recommended' : draft.choice}
        onChange={(_, { value }) => choose(value)}
      >
        {range && (
          <Radio
            value="recommended"
            label={choiceLabel(
              <span className={styles.recommended}>
                {t('dynamicRange.bounds', { first: range.start, last: lastPort(range) })}
                <Badge appearance="tint" color="success">
                  {t('dynamicRange.recommendedBadge')}
                </Badge>
              </span>,
            )}
          />
        )}
        <Radio value="leave" label={choiceLabel(t('value.leave', { stored: t('dynamicRange.bounds', current) }))} />
        {/* Above its fields. */}
        <Radio value="set" label={choiceLabel(t('dynamicRange.set'))} />
      </RadioGroup>
      {draft.choice === 'set' && !isRecommended && (
        <div className={styles.numbers}>
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
          <div className={styles.presets} role="group" aria-label={t(`dynamicRange.presetsLabel.${transport}`)}>
            {(machine.kind === 'practice' ? practicePresetNames : presetNames).map((name) => {
              const { start, number } = rangePresets[name];
              return (
                <Button
                  key={name}
                  size="small"
                  onClick={() => onChange({ ...draft, start: String(start), number: String(number) })}
                >
                  {t(`dynamicRange.presets.${name}`, { start, number, last: start + number - 1 })}
                </Button>
              );
            })}
          </div>
        </div>
      )}
    </Card>
  );
}

function isSame(one: RangeDraft, other: RangeDraft): boolean {
  return one.choice === other.choice && one.start === other.start && one.number === other.number;
}
