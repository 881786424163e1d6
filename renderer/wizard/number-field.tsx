// A field for one number: decimal or 0x hexadecimal, validated while typing, with the reason if it is refused.
// Protects: pasted text of several lines is refused, because the input would silently join the lines.
import { Field, Input } from '@fluentui/react-components';
import { useState, type ClipboardEvent, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { TFunction } from 'i18next';
import { hexText } from '../text/format';
import { checkNumber, type NumberCheck, type NumberRule } from './drafts';

const longestQuote = 40;

export interface NumberFieldProps {
  readonly parameter: NumberRule;
  readonly text: string;
  /** Whether the number counts: else nothing is said about it. */
  readonly isChosen?: boolean;
  readonly onChange: (text: string) => void;
  readonly onEnter: () => void;
}

export function NumberField({ parameter, text, isChosen = true, onChange, onEnter }: NumberFieldProps) {
  const { t } = useTranslation();
  const [isPasteRefused, setIsPasteRefused] = useState(false);
  const check = checkNumber(text, parameter);

  const change = (next: string) => {
    setIsPasteRefused(false);
    onChange(next);
  };

  const paste = (event: ClipboardEvent<HTMLInputElement>) => {
    const hasSeveralLines = /[\r\n\u2028\u2029]/.test(event.clipboardData.getData('text').trim());
    if (hasSeveralLines) event.preventDefault();
    setIsPasteRefused(hasSeveralLines);
  };

  const keyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter' && check.ok) onEnter();
  };

  return (
    <Field
      label={t('value.fieldLabel', { name: parameter.name })}
      hint={t('value.fieldHint', { min: parameter.min, max: parameter.max })}
      validationState={isPasteRefused ? 'warning' : !isChosen ? 'none' : check.ok ? 'success' : 'error'}
      validationMessage={
        isPasteRefused
          ? t('number.pasteRefused')
          : !isChosen
            ? undefined
            : check.ok
              ? equivalentText(check, t)
              : problemText(check, text, parameter, t)
      }
    >
      <Input
        value={isChosen ? text : ''}
        placeholder={isChosen ? undefined : text}
        autoComplete="off"
        spellCheck={false}
        onChange={(_, data) => change(data.value)}
        onPaste={paste}
        onKeyDown={keyDown}
      />
    </Field>
  );
}

function equivalentText({ value, base }: Extract<NumberCheck, { ok: true }>, t: TFunction): string {
  return base === 16
    ? t('number.equivalentHex', { decimal: value })
    : t('number.equivalentDecimal', { hex: hexText(value) });
}

function problemText(
  check: Extract<NumberCheck, { ok: false }>,
  text: string,
  parameter: NumberRule,
  t: TFunction,
): string {
  const { min, max } = parameter;
  if ('value' in check) {
    const value =
      check.base === 16 ? t('number.typedHex', { decimal: check.value, hex: hexText(check.value) }) : check.value;
    return t(`number.${check.problem}`, { value, bound: check.problem === 'below' ? min : max });
  }
  const trimmed = text.trim();
  const quote = trimmed.length > longestQuote ? `${trimmed.slice(0, longestQuote)}…` : trimmed;
  const problem = t(`number.problem.${check.problem}`, { text: quote, min, max });
  const { suggestion } = check;
  return suggestion === null ? problem : t('number.suggestion', { problem, suggestion });
}
