// Says that nothing is real, and opens what a trainer can play. Not loaded later: Fluent's helpers for the focus that it brings
// along have to be there before a heading receives it.
import { Button, makeStyles, Popover, PopoverSurface, PopoverTrigger, tokens } from '@fluentui/react-components';
import { ChevronDownRegular } from '@fluentui/react-icons/svg/chevron-down';
import { HatGraduationRegular } from '@fluentui/react-icons/svg/hat-graduation';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';

const PracticeControls = lazy(async () => ({ default: (await import('./practice-controls')).PracticeControls }));

const useStyles = makeStyles({
  pill: {
    minWidth: 0,
    height: '28px',
    paddingBlock: 0,
    whiteSpace: 'nowrap',
    borderRadius: tokens.borderRadiusCircular,
    border: `${tokens.strokeWidthThin} solid transparent`,
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightSemibold,
    backgroundColor: tokens.colorPaletteMarigoldBackground2,
    color: tokens.colorPaletteMarigoldForeground2,
    ':hover': {
      backgroundColor: tokens.colorPaletteMarigoldBackground2,
      color: tokens.colorPaletteMarigoldForeground2,
      borderTopColor: 'currentColor',
      borderBottomColor: 'currentColor',
      borderLeftColor: 'currentColor',
      borderRightColor: 'currentColor',
    },
    ':hover:active': {
      backgroundColor: tokens.colorPaletteMarigoldBackground2,
      color: tokens.colorPaletteMarigoldForeground2,
    },
  },
  note: { display: 'flex', flexShrink: 0 },
  text: { marginInlineEnd: tokens.spacingHorizontalXS },
  more: { '@media (max-width: 900px)': { display: 'none' } },
});

export function PracticePill() {
  const { t } = useTranslation();
  const styles = useStyles();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <div className={styles.note} role="note" aria-label={t('machine.practiceLabel')}>
      <Popover open={isOpen} onOpenChange={(_, { open }) => setIsOpen(open)} positioning="below-start">
        <PopoverTrigger disableButtonEnhancement>
          <Button className={styles.pill} icon={<HatGraduationRegular />}>
            <span className={styles.text}>
              {t('machine.practicePill')}
              <span className={styles.more}> {t('machine.practicePillMore')}</span>
            </span>
            <ChevronDownRegular />
          </Button>
        </PopoverTrigger>
        <PopoverSurface role="dialog" aria-label={t('practice.title')}>
          {isOpen && (
            <Suspense>
              <PracticeControls onDone={() => setIsOpen(false)} />
            </Suspense>
          )}
        </PopoverSurface>
      </Popover>
    </div>
  );
}
