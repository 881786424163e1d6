// What was recorded while nobody looked: when the ports ran out, and who held them then. Pure.
// Protects: what happened before the last change took effect, or before the range was widened, says nothing about now; who
// held the ports is named as the recording knew it.
import type { Culprit, Reason } from '../../contract/diagnosis/verdict';
import type { RecordedShortage } from '../../contract/recording/recording';
import { levelOf } from './fullness';
import { ownerOf } from './holders';
import type { Case } from './case';

type Recorded = Pick<Case, 'evidence' | 'transport' | 'usable'>;

/** The latest shortage that counts, or null. */
export function shortageOf({
  evidence: { recorded, changedAt },
  transport,
  usable,
}: Recorded): RecordedShortage | null {
  const shortage = recorded.known ? (recorded.value?.[transport] ?? null) : null;
  if (!shortage) return null;
  const isOutdated = shortage.usable < (usable ?? 0) || (changedAt !== null && shortage.until < changedAt);
  return isOutdated ? null : shortage;
}

/** Who held more than half of the usable ports then. */
export function recordedCulprit(of: Recorded): Culprit | null {
  const shortage = shortageOf(of);
  const holder = shortage?.holder;
  if (!shortage || !holder || levelOf({ ports: holder.ports, usable: shortage.usable }) === 'normal') return null;
  const { processId, path, company, handles, services, isRunning } = holder;
  const facts = { processId, path, company, handles, services, isRunning, startedAt: null, firstSeenAt: null };
  return { ...ownerOf(holder, false, facts), ports: holder.ports, growth: null, handles };
}

export function recordedReasons(of: Recorded): Reason[] {
  const shortage = shortageOf(of);
  if (!shortage) return [];
  const { at, ports, usable, hasRunOut } = shortage;
  const culprit = recordedCulprit(of);
  const { recorded } = of.evidence;
  const times = (recorded.known && recorded.value?.timesOut[of.transport]) || 0;
  return [{ code: 'recorded', transport: of.transport, at, ports, usable, hasRunOut, times, owner: culprit }];
}
