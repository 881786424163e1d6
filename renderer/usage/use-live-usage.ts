// What the page of live usage shows, as it comes from the main process: samples, outlook, marks.
// Protects: while the page is paused its figures are held, and none of it outlives the sockets that it is about.
import { useEffect, useRef, useState } from 'react';
import { call, on } from '../ipc/api';
import { loadOf } from './socket-source';
import type { MeasuredSample, UsageSample } from '../../electron/contract/usage/sample';
import type { UsageMark, UsageOutlook } from '../../electron/contract/usage/usage';

const outlookMs = 2000;

export const realSockets = 'real';

export interface LiveUsage {
  /** The latest, or the one that is held; null until the first. */
  readonly sample: UsageSample | null;
  readonly lastGood: MeasuredSample | null;
  readonly outlook: UsageOutlook | null;
  readonly marks: readonly UsageMark[];
  /** Differs when other sockets are measured. */
  readonly generation: string;
}

const nothing = { lastGood: null, outlook: null, marks: [] };

/** `onOtherSockets` is called when the sockets of another load, or real ones, are measured from now on. */
export function useLiveUsage(isPaused: boolean, onOtherSockets: () => void): LiveUsage {
  const [usage, setUsage] = useState<LiveUsage>({ sample: null, generation: realSockets, ...nothing });
  const latest = useRef({ isPaused, onOtherSockets, generation: null as string | null });
  useEffect(() => {
    latest.current = { ...latest.current, isPaused, onOtherSockets };
  }, [isPaused, onOtherSockets]);

  useEffect(
    () =>
      on('usage.sampled', (sample) => {
        const generation = loadOf(sample) ?? realSockets;
        const { generation: before } = latest.current;
        const isOther = before !== null && before !== generation;
        latest.current.generation = generation;
        if (isOther) latest.current.onOtherSockets();
        else if (latest.current.isPaused) return;
        setUsage((held) => ({
          ...held,
          ...(isOther && nothing),
          ...(sample.ok && { lastGood: sample }),
          sample,
          generation,
        }));
      }),
    [],
  );
  useEffect(() => {
    if (isPaused) return undefined;
    let isCurrent = true;
    const read = () => {
      void call('usage.outlook', {}).then((answer) => {
        if (isCurrent && answer.ok) setUsage((held) => ({ ...held, outlook: answer.value }));
      });
      void call('usage.marks', {}).then((answer) => {
        if (!isCurrent || !answer.ok) return;
        setUsage((held) => (held.marks.length === answer.value.length ? held : { ...held, marks: answer.value }));
      });
    };
    read();
    const timer = setInterval(read, outlookMs);
    return () => {
      isCurrent = false;
      clearInterval(timer);
    };
  }, [isPaused, usage.generation]);
  return usage;
}
