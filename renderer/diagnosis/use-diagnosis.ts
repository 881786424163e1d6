// The verdict, read when the step opens, when the person says what the user saw, when a threshold is crossed, every few seconds,
// and on request.
// Protects: a late answer never replaces a newer one; during a new reading the previous verdict stays on screen.
import { useCallback, useEffect, useRef, useState } from 'react';
import { call, on } from '../ipc/api';
import { firstAnswer, takeFirstAnswer } from '../ipc/first-answers';
import { useRefreshCount } from '../ui/refresh';
import type { Evidence, ReportedError } from '../../electron/contract/diagnosis/diagnosis';
import type { Diagnosis } from '../../electron/contract/diagnosis/verdict';
import type { AppError } from '../../electron/contract/errors/errors';
import { success, type Result } from '../../electron/contract/errors/result';
import { exhaustedShare, levelOfShare, shareOfUsable } from '../../electron/contract/usage/levels';
import { shareOfSample, type UsageSample } from '../../electron/contract/usage/sample';
import type { PracticeLoad } from '../../electron/contract/usage/usage';

/** In ms. Trends need time: they change the verdict without crossing a threshold. */
const everyMs = 10_000;

export type DiagnosisReading =
  | { readonly status: 'loading' }
  | { readonly status: 'failed'; readonly error: AppError; readonly isRetrying: boolean }
  | {
      readonly status: 'ready';
      readonly diagnosis: Diagnosis;
      readonly checkedAt: number;
      readonly isChecking: boolean;
    };

/**
 * `generation`: how often the machine was restarted or reset. `reported`: what the user saw. `measure` has a process with
 * administrator rights look once at what is refused to the window.
 */
export function useDiagnosis(
  generation: number,
  reported: ReportedError | null,
): readonly [reading: DiagnosisReading, checkAgain: () => void, measure: () => Promise<Result<null>>] {
  const [reading, setReading] = useState<DiagnosisReading>(() => {
    const first = reported === null ? firstAnswer('diagnosis.read') : null;
    return first === null ? { status: 'loading' } : readingOf(first);
  });
  const refreshCount = useRefreshCount();
  const asked = useRef(0);
  /** The usage level that the verdict was based on. */
  const judged = useRef<string | null>(null);

  /** `isFresh`: the slow sources are read too. */
  const read = useCallback(
    (isFresh: boolean) => {
      const question = (asked.current += 1);
      const first = reported === null ? takeFirstAnswer('diagnosis.read') : null;
      void (first ?? call('diagnosis.read', { isFresh, reported })).then((answer) => {
        if (asked.current !== question) return;
        judged.current = answer.ok ? standingOfEvidence(answer.value.evidence) : null;
        setReading((before) => (isOf(before, answer) ? before : readingOf(answer)));
      });
    },
    [reported],
  );
  const measure = useCallback(async (): Promise<Result<null>> => {
    const answer = await call('diagnosis.measure-as-administrator', { reported });
    if (!answer.ok) return answer;
    // It is newer than whatever was asked meanwhile.
    asked.current += 1;
    judged.current = standingOfEvidence(answer.value.evidence);
    setReading(ready(answer.value));
    return success(null);
  }, [reported]);
  const checkAgain = useCallback(() => {
    setReading(whileReading);
    read(true);
  }, [read]);

  useEffect(() => {
    read(true);
    const timer = setInterval(() => read(false), everyMs);
    return () => {
      clearInterval(timer);
      asked.current += 1;
    };
  }, [read, generation, refreshCount]);

  useEffect(
    () =>
      on('usage.sampled', (sample) => {
        const standing = standingOfSample(sample);
        if (judged.current === null || judged.current === standing) return;
        judged.current = standing;
        checkAgain();
      }),
    [checkAgain],
  );

  return [reading, checkAgain, measure];
}

function readingOf(answer: Result<Diagnosis>): DiagnosisReading {
  return answer.ok ? ready(answer.value) : { status: 'failed', error: answer.error, isRetrying: false };
}

function isOf(reading: DiagnosisReading, answer: Result<Diagnosis>): boolean {
  return reading.status === 'ready' && answer.ok && reading.diagnosis === answer.value;
}

function ready(diagnosis: Diagnosis): DiagnosisReading {
  return { status: 'ready', diagnosis, checkedAt: Date.now(), isChecking: false };
}

function whileReading(reading: DiagnosisReading): DiagnosisReading {
  switch (reading.status) {
    case 'loading':
      return reading;
    case 'failed':
      return { ...reading, isRetrying: true };
    case 'ready':
      return { ...reading, isChecking: true };
  }
}

/** What outdates the verdict at once: a threshold, another source, a failed measurement. */
function standingOfSample(sample: UsageSample): string {
  return sample.ok ? standing(sample.details.simulated?.load, shareOfSample(sample)) : standing(sample.simulated, null);
}

function standingOfEvidence({ load, usage }: Evidence): string {
  return standing(load, usage.known ? shareOfUsable(usage.value.ports, usage.value.usable) : null);
}

function standing(load: PracticeLoad | null | undefined, share: number | null): string {
  return `${load ?? 'real'} ${share === null ? 'failed' : share >= exhaustedShare ? 'full' : levelOfShare(share)}`;
}
