// What happened in the time shown of a recording, as marks of its chart.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChartMark } from './chart-marks';
import type { SnapshotReason } from '../../electron/contract/recording/recording-limits';
import type { RecordedMarker } from '../../electron/contract/recording/recording';

export type SnapshotMarker = Extract<RecordedMarker, { kind: 'snapshot' }>;

export function useReasonsText(): (reasons: readonly SnapshotReason[]) => string {
  const { t } = useTranslation();
  return (reasons) => reasons.map((reason) => t(`recording.reasons.${reason}`)).join(', ');
}

export function useRecordedMarks(markers: readonly RecordedMarker[]): readonly ChartMark[] {
  const { t } = useTranslation();
  return useMemo(
    () =>
      markers.map((marker): ChartMark => {
        const { at } = marker;
        if (marker.kind === 'change') return { kind: 'change', at, text: t('live.chart.mark.change') };
        if (marker.kind === 'clock')
          return { kind: 'clock', at, text: t(`recording.clock.${marker.byMs < 0 ? 'back' : 'forward'}`) };
        const text = marker.reasons.map((reason) => t(`recording.reasons.${reason}`)).join(', ');
        return { kind: kindOf(marker.reasons), at, text };
      }),
    [markers, t],
  );
}

export function snapshotsAmong(markers: readonly RecordedMarker[]): readonly SnapshotMarker[] {
  return markers.filter((marker) => marker.kind === 'snapshot');
}

/** How much a reason says about who held the ports, the most first. */
const telling: readonly SnapshotReason[] = [
  'refused',
  'event-4231',
  'event-4266',
  'over-95',
  'event-4227',
  'over-80',
  'over-50',
  'calm',
];

/** The snapshot that is shown first: the latest of those that say the most. */
export function firstSnapshot(snapshots: readonly SnapshotMarker[]): SnapshotMarker | null {
  const rank = ({ reasons }: SnapshotMarker) => Math.min(...reasons.map((reason) => telling.indexOf(reason)));
  return snapshots.reduce<SnapshotMarker | null>(
    (best, next) => (best === null || rank(next) <= rank(best) ? next : best),
    null,
  );
}

/** The last snapshot at or before `at`. */
export function snapshotBefore(snapshots: readonly SnapshotMarker[], at: number): SnapshotMarker | null {
  return snapshots.findLast((snapshot) => snapshot.at <= at) ?? null;
}

function kindOf(reasons: readonly SnapshotReason[]): ChartMark['kind'] {
  if (reasons.some((reason) => reason.startsWith('event'))) return 'event';
  return reasons.every((reason) => reason === 'calm' || reason === 'over-50') ? 'snapshot' : 'alert';
}
