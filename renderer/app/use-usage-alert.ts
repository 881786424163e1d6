// The one alert of port usage: which threshold was crossed last, and whether no port is left now.
// Protects: what was announced of other sockets, or of a range that was changed since, is gone once it no longer holds; an alert
// that was dismissed comes back when it gets worse.
import { useCallback, useEffect, useRef, useState } from 'react';
import { on } from '../ipc/api';
import { atRisk, type UsageSample } from '../../electron/contract/usage/sample';
import type { Transport } from '../../electron/contract/usage/port-attempt';
import type { PracticeLoad, UsageAlert } from '../../electron/contract/usage/usage';

export interface ShownAlert {
  readonly alert: UsageAlert;
  /** No port is left of the transport that the alert is about. */
  readonly isFull: boolean;
  /** Another one for each announcement: the same one is not announced twice. */
  readonly key: string;
  /** The latest sample; null until there is one. */
  readonly sample: () => UsageSample | null;
}

export function useUsageAlert(): readonly [ShownAlert | null, () => void] {
  const [alert, setAlert] = useState<UsageAlert | null>(null);
  const [full, setFull] = useState<Readonly<Record<Transport, boolean>>>({ tcp: false, udp: false });
  const [dismissed, setDismissed] = useState<string | null>(null);
  const load = useRef<PracticeLoad | null>(null);
  const latest = useRef<UsageSample | null>(null);
  const told = useRef(alert);
  const toldFull = useRef(full);
  const sample = useCallback(() => latest.current, []);
  useEffect(() => {
    // React keeps a state that is set to what it was, with the sample that it is about, until the component renders again: for
    // hours. So only what differs is set.
    const tell = (next: UsageAlert | null) => {
      if (next === told.current) return;
      told.current = next;
      setAlert(next);
    };
    const stopAlerts = on('usage.alerted', tell);
    const stopSamples = on('usage.sampled', (sample) => {
      latest.current = sample;
      const measured = (sample.ok ? sample.details.simulated?.load : sample.simulated) ?? null;
      if (measured !== load.current) tell(null);
      load.current = measured;
      if (isCalm(sample) && told.current?.threshold !== null) tell(null);
      const tcp = isFullOf(sample, 'tcp');
      const udp = isFullOf(sample, 'udp');
      if (tcp === toldFull.current.tcp && udp === toldFull.current.udp) return;
      toldFull.current = { tcp, udp };
      setFull(toldFull.current);
    });
    return () => {
      stopAlerts();
      stopSamples();
    };
  }, []);
  const isFull = alert !== null && full[alert.transport];
  const key = alert === null ? null : `${alert.transport}/${alert.at}/${isFull}`;
  const dismiss = useCallback(() => setDismissed(key), [key]);
  return [alert === null || key === null || key === dismissed ? null : { alert, isFull, key, sample }, dismiss];
}

/** Nothing that would be announced holds now. */
function isCalm(sample: UsageSample): boolean {
  const level = sample.ok ? sample.details.status?.level : undefined;
  return level === 'normal' || level === 'watching';
}

function isFullOf(sample: UsageSample, transport: Transport): boolean {
  const risk = sample.ok ? atRisk(sample, transport) : null;
  return risk !== null && risk.usable > 0 && risk.ports >= risk.usable;
}
