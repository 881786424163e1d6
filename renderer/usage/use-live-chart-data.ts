// Keeps the chart's data: read from the history for the span shown, and continued with live samples.
// Nothing here renders for a sample: it is drawn by `onData`.
import { useEffect, useRef } from 'react';
import { timeOf } from '../../electron/contract/usage/sample';
import { addSample, chartData, type ChartData } from './chart-data';
import { shownSpan, type ChartWindow } from './chart-window';
import { call, on } from '../ipc/api';
import type { HistoryQuestion, UsageSubject } from '../../electron/contract/usage/usage';

/** Rows that are read for a chart; more would not be seen. */
const chartRows = 3600;
/** Beyond this step, single samples are too fine: the span is read again instead. */
const finestStepMs = 2500;
const refreshMs = 5000;

/** The question to the history for the span shown at `now`. */
export function questionFor(view: ChartWindow, subject: UsageSubject | null, now: number): HistoryQuestion {
  return { ...shownSpan(view, now), rows: chartRows, subject };
}

/**
 * `generation` differs when other sockets are measured: what was drawn before does not belong to them. `onData` gets the data,
 * and the present: milliseconds since 1970.
 */
export function useLiveChartData(
  view: ChartWindow,
  subject: UsageSubject | null,
  generation: string,
  onData: (data: ChartData, now: number) => void,
): void {
  const latest = useRef(onData);
  useEffect(() => {
    latest.current = onData;
  }, [onData]);

  useEffect(() => {
    let isCurrent = true;
    let data: ChartData | null = null;
    let readAt = 0;
    const read = () => {
      const now = Date.now();
      const question = questionFor(view, subject, now);
      readAt = now;
      void call('usage.history', question).then((answer) => {
        if (!isCurrent || !answer.ok) return;
        data = chartData(answer.value);
        latest.current(data, now);
      });
    };
    read();
    const stop =
      view.end === null
        ? on('usage.sampled', (sample) => {
            const now = timeOf(sample);
            // A filtered chart is recorded every few seconds, a long span in buckets, a gap comes with its reason: read again.
            const isAppending = data !== null && sample.ok && subject === null && data.stepMs <= finestStepMs;
            if (isAppending && data) {
              addSample(data, sample, shownSpan(view, now).from);
              latest.current(data, now);
            } else if (!sample.ok || now - readAt >= refreshMs) {
              read();
            }
          })
        : null;
    return () => {
      isCurrent = false;
      stop?.();
    };
  }, [view, subject, generation]);
}
