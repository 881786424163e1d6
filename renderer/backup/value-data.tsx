// The data of a value in readable form: type and content; long data is collapsed.
import { Button, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMachine } from '../machine/machine-context';
import { readableValue } from '../text/readable-value';
import type { ShownValue } from '../../electron/contract/backup/comparison';

const useStyles = makeStyles({
  type: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase100, display: 'block' },
  line: {
    display: 'block',
    overflowWrap: 'anywhere',
    whiteSpace: 'pre-wrap',
    unicodeBidi: 'isolate',
    minHeight: '1em',
  },
  dump: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200, whiteSpace: 'pre' },
  box: { minWidth: 0 },
  wide: { overflowX: 'auto' },
});

const foldedLines = 4;
const foldedLetters = 160;

export interface ValueDataProps {
  readonly value: ShownValue;
  /** Name of the value, for the label of the button that expands it. */
  readonly name: string;
}

export function ValueData({ value, name }: ValueDataProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { formats } = useMachine();
  const [isUnfolded, setIsUnfolded] = useState(false);
  if (!value.present) return <Text>{t('stored.absent')}</Text>;

  const { type, lines, isDump } = readableValue(value);
  const folded = lines
    .slice(0, foldedLines)
    .map((line) => (line.length > foldedLetters ? `${line.slice(0, foldedLetters)}…` : line));
  const isLong = lines.length > foldedLines || lines.some(({ length }) => length > foldedLetters);
  const size = formats.bytes(value.size);
  const isCut = value.size > value.hex.length / 2;
  return (
    <div className={mergeClasses(styles.box, isDump && styles.wide)}>
      <span className={styles.type}>{type}</span>
      {value.size === 0 && <Text>{t('comparison.noData')}</Text>}
      {(isUnfolded ? lines : folded).map((line, index) => (
        <span key={index} translate="no" className={mergeClasses(styles.line, isDump && styles.dump)}>
          {line}
        </span>
      ))}
      {isLong && (
        <Button
          size="small"
          aria-expanded={isUnfolded}
          aria-label={t(isUnfolded ? 'comparison.foldName' : 'comparison.unfoldName', { name, size })}
          onClick={() => setIsUnfolded((present) => !present)}
        >
          {isUnfolded ? t('comparison.fold') : t('comparison.unfold', { size })}
        </Button>
      )}
      {isCut && (isUnfolded || !isLong) && (
        <Text size={200} block>
          {t('comparison.cut', { shown: formats.bytes(value.hex.length / 2), size })}
        </Text>
      )}
    </div>
  );
}
