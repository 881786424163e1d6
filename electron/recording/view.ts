// A stretch of the recording as columns, with its gaps and markers. Pure, one line after the other.
// Protects: a time without samples is a gap with its reason, never a zero; memory stays bounded however long the stretch is.
import type {
  RecordedGap,
  RecordedGapReason,
  RecordedMarker,
  RecordedQuestion,
  RecordedSample,
  RecordedView,
  RecordingLine,
} from '../contract/recording/recording';
import { expectedBefore, tcpStates } from '../contract/usage/sample';
import { fuller } from './sample-line';

const mostMarkers = 500;
const mostGaps = 2000;
/** Gaps that are told only where a sample was really missed. */
const notMissed: readonly RecordedGapReason[] = ['ended', 'stopped', 'paused', 'time-over', 'signal', 'no-sample'];

export interface ViewFold {
  readonly add: (line: RecordingLine) => void;
  /** Of something that the recording itself does not tell. */
  readonly mark: (marker: RecordedMarker) => void;
  /** What follows was recorded into another folder: by itself its first sample ends no gap of this one. */
  nextFolder(): void;
  view(unreadable: number): RecordedView;
}

export function viewFold({ from, to, rows, isSimulated }: RecordedQuestion): ViewFold {
  const sliceMs = Math.max(1, (to - from) / rows);
  const slices = new Map<number, RecordedSample>();
  const markers: RecordedMarker[] = [];
  const gaps: RecordedGap[] = [];
  let last: { readonly at: number; readonly stepMs: number } | null = null;
  let open: RecordedGap | null = null;

  const mark = (marker: RecordedMarker) => {
    if (marker.at < from || marker.at > to) return;
    markers.push(marker);
    if (markers.length > mostMarkers) markers.shift();
  };
  /** What ended and began again within a step or two has left no gap; a measurement that failed always has. */
  const close = (at: number, stepMs: number) => {
    const isGap = open && (notMissed.includes(open.reason) ? at > expectedBefore(open.from, stepMs) : true);
    if (open && isGap && at > from && open.from < to) gaps.push({ ...open, to: at });
    if (gaps.length > mostGaps) gaps.shift();
    open = null;
  };
  const begin = (reason: RecordedGapReason, since = last?.at) => {
    if (since !== undefined) open ??= { from: since, to: since, reason };
  };
  const keep = (sample: RecordedSample) => {
    if (sample.at < from || sample.at > to) return;
    const slice = Math.min(rows - 1, Math.floor((sample.at - from) / sliceMs));
    const held = slices.get(slice);
    slices.set(slice, held ? fuller(held, sample) : sample);
  };

  return {
    mark,
    add(line) {
      switch (line.kind) {
        case 'sample':
          if ((line.simulated === true) !== isSimulated) return;
          if (last && line.at > expectedBefore(last.at, Math.max(last.stepMs, line.stepMs))) begin('no-sample');
          close(line.at, line.stepMs);
          last = { at: line.at, stepMs: line.stepMs };
          keep(line);
          return;
        case 'snapshot':
          if ((line.simulated === true) === isSimulated) mark({ kind: 'snapshot', at: line.at, reasons: line.reasons });
          return;
        case 'failed':
          begin(line.reason as RecordedGapReason, line.at);
          return;
        case 'start':
          begin('ended');
          return;
        case 'end':
          begin(line.why);
          return;
        case 'clock':
          mark({ kind: 'clock', at: line.at, byMs: line.byMs });
          if (line.byMs > 0) begin('clock-forward');
          else last = null;
          return;
        case 'not-written':
          open = { from: line.from, to: line.from, reason: 'not-written' };
          return;
      }
    },
    nextFolder() {
      open = null;
      last = null;
    },
    view(unreadable) {
      if (last && to > expectedBefore(last.at, last.stepMs)) begin('ended');
      close(to, last?.stepMs ?? 0);
      const history = columns([...slices.values()], gaps, { from, to, sliceMs });
      return { history, gaps, markers: markers.toSorted((one, other) => one.at - other.at), unreadable };
    },
  };
}

/** A row without figures at the beginning of each gap, so that no line is drawn across it. */
function columns(
  samples: readonly RecordedSample[],
  gaps: readonly RecordedGap[],
  { from, to, sliceMs }: { readonly from: number; readonly to: number; readonly sliceMs: number },
): RecordedView['history'] {
  const breaks = gaps
    .filter((gap) => gap.from >= from && gap.from < to)
    .map((gap) => ({ at: gap.from + 1, sample: null }));
  const rows = [...samples.map((sample) => ({ at: sample.at, sample })), ...breaks].sort(
    (one, other) => one.at - other.at,
  );
  const cells = (value: (sample: RecordedSample) => number | null) =>
    rows.map(({ sample }) => (sample === null ? null : value(sample)));
  return {
    from,
    to,
    times: rows.map(({ at }) => at),
    byState: tcpStates.map((_, state) => cells(({ states }) => states[state] ?? null)),
    usable: cells(({ usable }) => usable),
    busiest: cells(({ tcp }) => tcp.ports),
    udp: cells(({ udpSockets }) => udpSockets),
    newPerSecond: cells(({ newPerSecond }) => newPerSecond),
    stepMs: Math.round(Math.max(sliceMs, ...samples.map(({ stepMs }) => stepMs).slice(0, 1), 1)),
  };
}
