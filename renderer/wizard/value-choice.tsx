// The choice for one parameter: keep it, set a number (typed or a common one), or restore the default of Windows.
import { Button, makeStyles, Radio, RadioGroup, Text, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { TFunction } from 'i18next';
import { useMachine } from '../machine/machine-context';
import { Card } from '../ui/card';
import { choiceLabel } from '../ui/choice-label';
import { storedText } from '../text/stored-text';
import { NumberField } from './number-field';
import type { Draft } from './drafts';
import { isAtLeast, type Parameter, type ParameterState } from '../../electron/contract/registry/parameters';

const useStyles = makeStyles({
  caption: { color: tokens.colorNeutralForeground3 },
  columns: { display: 'flex', flexWrap: 'wrap', columnGap: tokens.spacingHorizontalXXL, alignItems: 'flex-start' },
  choices: { flex: '1 1 260px' },
  number: {
    flex: '1 1 260px',
    maxWidth: '360px',
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
  },
  presets: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

export interface ValueChoiceProps {
  readonly state: ParameterState;
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
  readonly onEnter: () => void;
}

/** The name of a value, and what it means. */
export function groupLabel({ parameter: { name } }: ParameterState, t: TFunction): string {
  return t('value.groupLabel', { name, unit: t(`value.unit.${name}`) });
}

export function ValueChoice({ state, draft, onChange, onEnter }: ValueChoiceProps) {
  const { parameter, stored } = state;
  const { t } = useTranslation();
  const styles = useStyles();
  const { formats, machine } = useMachine();
  const { name } = parameter;
  const mayBeIgnored = name === 'MaxUserPort' && isAtLeast(machine.version, 6, 0);
  const label = groupLabel(state, t);
  const setText = (text: string) => onChange({ choice: 'set', text });
  return (
    <Card
      title={label}
      actions={
        <Text size={200} className={styles.caption}>
          {t(mayBeIgnored ? 'value.captionMayBeIgnored' : 'value.captionRestart')}
        </Text>
      }
    >
      <div className={styles.columns}>
        <RadioGroup
          className={styles.choices}
          aria-label={label}
          value={draft.choice}
          onChange={(_, data) => onChange({ ...draft, choice: choiceOf(data.value) })}
        >
          <Radio value="set" label={choiceLabel(t('value.set'))} />
          <Radio
            value="leave"
            label={choiceLabel(t('value.leave', { stored: storedText(stored, parameter, formats, t) }))}
          />
          {(stored.present || draft.choice === 'default') && (
            <Radio
              value="default"
              label={choiceLabel(
                parameter.whenAbsent === 'dynamic-range'
                  ? t('value.defaultRange')
                  : t('value.default', { value: parameter.defaultValue }),
              )}
            />
          )}
        </RadioGroup>
        {/* The article's own value is always at hand: who types a number has chosen it. */}
        {(draft.choice === 'set' || name === 'MaxUserPort') && (
          <div className={styles.number}>
            <NumberField
              parameter={parameter}
              text={draft.text}
              isChosen={draft.choice === 'set'}
              onChange={setText}
              onEnter={onEnter}
            />
            <div className={styles.presets} role="group" aria-label={t('value.presetsLabel', { name })}>
              {parameter.presets.map((preset) => (
                <Button key={preset} size="small" onClick={() => setText(String(preset))}>
                  {presetText(preset, parameter, t)}
                </Button>
              ))}
            </div>
          </div>
        )}
      </div>
    </Card>
  );
}

function choiceOf(value: string): Draft['choice'] {
  return value === 'set' || value === 'default' ? value : 'leave';
}

function presetText(value: number, parameter: Parameter, t: TFunction): string {
  if (value === parameter.defaultValue && parameter.whenAbsent === 'default')
    return t('value.presetDefault', { value });
  if (value === parameter.max) return t('value.presetHighest', { value });
  return t('value.preset', { value });
}
