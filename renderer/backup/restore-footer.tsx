// The way from a comparison to a restore: what is selected, what has to be accepted first, and the button.
// Protects: a damaged backup, and one of another computer, take a deliberate extra step.
import { Button, Checkbox, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRightsShield } from '../machine/rights-shield';
import { choiceLabel } from '../ui/choice-label';
import { Notice } from '../ui/notice';

const useStyles = makeStyles({
  row: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  hint: { flex: '1 1 160px', color: tokens.colorNeutralForeground3 },
});

export interface Accepted {
  readonly acceptDamaged: boolean;
  readonly acceptOtherComputer: boolean;
}

export interface RestoreFooterProps {
  readonly chosenCount: number;
  /** A value is selected that is no parameter. */
  readonly hasForeign: boolean;
  readonly isDamaged: boolean;
  readonly isOfAnother: boolean;
  readonly onRestore: (accepted: Accepted) => void;
}

export function RestoreFooter({ chosenCount, hasForeign, isDamaged, isOfAnother, onRestore }: RestoreFooterProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const shield = useRightsShield();
  const [acceptDamaged, setAcceptDamaged] = useState(false);
  const [acceptOtherComputer, setAcceptOtherComputer] = useState(false);
  const isAccepted = (!isDamaged || acceptDamaged) && (!isOfAnother || acceptOtherComputer);
  return (
    <>
      {hasForeign && (
        <Notice intent="warning" title={t('comparison.foreignTitle')}>
          {t('comparison.foreign')}
        </Notice>
      )}
      <div className={styles.row}>
        <Text size={200} className={styles.hint}>
          {t('comparison.restoreHint')}
        </Text>
        {isDamaged && (
          <Checkbox
            label={choiceLabel(t('comparison.acceptSeal'))}
            checked={acceptDamaged}
            onChange={(_, data) => setAcceptDamaged(data.checked === true)}
          />
        )}
        {isOfAnother && (
          <Checkbox
            label={choiceLabel(t('comparison.acceptComputer'))}
            checked={acceptOtherComputer}
            onChange={(_, data) => setAcceptOtherComputer(data.checked === true)}
          />
        )}
        <Button
          appearance="primary"
          icon={shield}
          disabledFocusable={chosenCount === 0 || !isAccepted}
          onClick={() => onRestore({ acceptDamaged, acceptOtherComputer })}
        >
          {t('comparison.restore', { count: chosenCount })}
        </Button>
      </div>
    </>
  );
}
