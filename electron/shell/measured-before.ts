// How things stand right before a change: port usage, for its record.
// Protects: measuring never holds a change up for long, and never fails it.
import type { MeasuredBefore, UsageSample } from '../contract/models';
import { usageNote } from '../record/usage-note';
import type { Services } from './services';

/** A computer whose sockets take longer to count is not waited for. */
const patienceMs = 5000;

export async function measureBefore({ machine, usage }: Pick<Services, 'machine' | 'usage'>): Promise<MeasuredBefore> {
  const sample = await sampleSoon(usage);
  return {
    usage: sample && usageNote(sample, machine.usage),
    conclusion: null,
  };
}

/** The latest sample, or null when none comes in time. */
export async function sampleSoon({ latest }: Pick<Services['usage'], 'latest'>): Promise<UsageSample | null> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<null>((resolve) => (timer = setTimeout(() => resolve(null), patienceMs)));
  try {
    return await Promise.race([latest(), tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
