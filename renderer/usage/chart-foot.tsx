// Below the chart: how it is measured, what happened in the time shown, where there is no measurement, and how to move in it.
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { ChevronLeftRegular } from '@fluentui/react-icons/svg/chevron-left';
import { ChevronRightRegular } from '@fluentui/react-icons/svg/chevron-right';
import { ZoomInRegular } from '@fluentui/react-icons/svg/zoom-in';
import { ZoomOutRegular } from '@fluentui/react-icons/svg/zoom-out';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChartMark } from './chart-marks';
import { useGapText } from './gap-text';
import type { RecordedGap } from '../../electron/contract/recording/recording';

const shownMarks = 3;

const useStyles = makeStyles({
  foot: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS },
  notes: {
    flex: 1,
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: tokens.spacingHorizontalM,
    minWidth: 0,
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
});

export interface ChartFootProps {
  /** Of the colors. */
  readonly legend: ReactNode;
  readonly text: string;
  readonly gaps: readonly RecordedGap[];
  /** In view, the oldest first. */
  readonly marks: readonly ChartMark[];
  /** So many gaps are told one by one. */
  readonly shownGaps: number;
  /** Names a moment. */
  readonly timeText: (at: number) => string;
  readonly onZoom: (factor: number) => void;
  readonly onPan: (share: number) => void;
}

export function ChartFoot({ legend, text, gaps, marks, shownGaps, timeText, onZoom, onPan }: ChartFootProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const gapText = useGapText(timeText);
  const buttons = [
    { name: t('live.chart.earlier'), icon: <ChevronLeftRegular />, run: () => onPan(-0.5) },
    { name: t('live.chart.later'), icon: <ChevronRightRegular />, run: () => onPan(0.5) },
    { name: t('live.chart.zoomIn'), icon: <ZoomInRegular />, run: () => onZoom(0.5) },
    { name: t('live.chart.zoomOut'), icon: <ZoomOutRegular />, run: () => onZoom(2) },
  ];
  return (
    <div className={styles.foot}>
      <div className={styles.notes}>
        {legend}
        <span>{text}</span>
        {marks.slice(-shownMarks).map((mark) => (
          <span key={`${mark.at} ${mark.text}`}>
            ⚑ {t('live.chart.markAt', { when: timeText(mark.at), text: mark.text })}
          </span>
        ))}
        {gaps.slice(-shownGaps).map((gap) => (
          <span key={gap.from}>{gapText(gap)}</span>
        ))}
        {gaps.length > shownGaps && <span>{t('live.chart.moreGaps', { count: gaps.length - shownGaps })}</span>}
      </div>
      {buttons.map(({ name, icon, run }) => (
        <Button key={name} size="small" appearance="subtle" icon={icon} aria-label={name} title={name} onClick={run} />
      ))}
    </div>
  );
}
