// The choice for one parameter: leave it, set a number (typed or a common one), or restore the default of Windows.
import { Button, Field, makeStyles, Radio, RadioGroup, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { TFunction } from 'i18next';
import { useFormats } from '../machine/machine-context';
import { storedText } from '../text/stored-text';
import { NumberField } from './number-field';
import type { Draft } from './drafts';
import type { Parameter } from '../../electron/contract/registry/parameters';
import type { ParameterState } from '../../electron/contract/registry/parameters';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  number: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    maxWidth: '400px',
    paddingInlineStart: tokens.spacingHorizontalXXXL,
  },
  presets: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

export interface ValueChoiceProps {
  readonly state: ParameterState;
  readonly draft: Draft;
  readonly isOptional: boolean;
  readonly onChange: (draft: Draft) => void;
  readonly onEnter: () => void;
}

export function ValueChoice({ state: { parameter, stored }, draft, isOptional, onChange, onEnter }: ValueChoiceProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const formats = useFormats();
  const label = t('value.groupLabel', { name: parameter.name, unit: t(`value.unit.${parameter.name}`) });
  return (
    <div className={styles.root}>
      <Field label={isOptional ? t('value.optionalLabel', { label }) : label} size="large">
        <RadioGroup value={draft.choice} onChange={(_, data) => onChange({ ...draft, choice: choiceOf(data.value) })}>
          <Radio value="leave" label={t('value.leave', { stored: storedText(stored, parameter, formats, t) })} />
          <Radio
            value="default"
            label={
              parameter.whenAbsent === 'dynamic-range'
                ? t('value.defaultRange')
                : t('value.default', { value: parameter.defaultValue })
            }
          />
          <Radio value="set" label={t('value.set')} />
        </RadioGroup>
      </Field>
      {draft.choice === 'set' && (
        <div className={styles.number}>
          <NumberField
            parameter={parameter}
            text={draft.text}
            onChange={(text) => onChange({ ...draft, text })}
            onEnter={onEnter}
          />
          <div className={styles.presets} role="group" aria-label={t('value.presetsLabel', { name: parameter.name })}>
            {parameter.presets.map((preset) => (
              <Button key={preset} onClick={() => onChange({ ...draft, text: String(preset) })}>
                {presetText(preset, parameter, t)}
              </Button>
            ))}
          </div>
        </div>
      )}
    </div>
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
