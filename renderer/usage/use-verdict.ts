// The verdict beside live usage: who is to blame, the services of large holders, and events of the System log.
// Protects: a late answer about other sockets is dropped.
import { useEffect, useState } from 'react';
import { call } from '../ipc/api';
import type { Diagnosis } from '../../electron/contract/diagnosis/verdict';

const everyMs = 10_000;

/** Null until the first answer. `generation` differs when other sockets are measured, or the machine was restarted. */
export function useVerdict(generation: string): Diagnosis | null {
  const [read, setRead] = useState<{ readonly generation: string; readonly diagnosis: Diagnosis } | null>(null);
  useEffect(() => {
    let isCurrent = true;
    const ask = () =>
      void call('diagnosis.read', { isFresh: false, reported: null }).then((answer) => {
        if (isCurrent && answer.ok) setRead({ generation, diagnosis: answer.value });
      });
    ask();
    const timer = setInterval(ask, everyMs);
    return () => {
      isCurrent = false;
      clearInterval(timer);
    };
  }, [generation]);
  return read?.generation === generation ? read.diagnosis : null;
}
