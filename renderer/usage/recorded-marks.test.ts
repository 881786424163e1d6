import { describe, expect, it } from 'vitest';
import { firstSnapshot, snapshotBefore, snapshotsAmong, type SnapshotMarker } from './recorded-marks';

const at = (moment: number, ...reasons: SnapshotMarker['reasons']): SnapshotMarker => ({
  kind: 'snapshot',
  at: moment,
  reasons,
});
const day = [at(10, 'over-50'), at(20, 'over-80', 'over-95'), at(30, 'refused'), at(40, 'calm'), at(50, 'over-50')];

describe('the snapshots of a recording', () => {
  it('begin with the one that says most about who held the ports, the latest of several', () => {
    expect(firstSnapshot(day)?.at).toBe(30);
    expect(firstSnapshot([...day, at(60, 'refused', 'event-4231')])?.at).toBe(60);
    expect(firstSnapshot([at(10, 'over-50'), at(40, 'calm')])?.at).toBe(10);
    expect(firstSnapshot([])).toBeNull();
  });

  it('are chosen by the last one at or before a moment', () => {
    expect(snapshotBefore(day, 30)?.at).toBe(30);
    expect(snapshotBefore(day, 39)?.at).toBe(30);
    expect(snapshotBefore(day, 9)).toBeNull();
  });

  it('are told from other markers', () => {
    expect(snapshotsAmong([{ kind: 'change', at: 1 }, at(2, 'calm'), { kind: 'clock', at: 3, byMs: 1 }])).toHaveLength(
      1,
    );
  });
});
