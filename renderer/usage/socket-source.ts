// Whose sockets a sample is about, in words. Protects: simulated sockets are labeled as such, also where measuring them failed.
import type { TFunction } from 'i18next';
import type { MachineInfo } from '../../electron/contract/machine/machine-info';
import type { UsageSample } from '../../electron/contract/usage/sample';
import type { PracticeLoad } from '../../electron/contract/usage/usage';

/** The scripted load that a sample comes from; null for real sockets. */
export function loadOf(sample: UsageSample | null): PracticeLoad | null {
  if (sample === null) return null;
  return sample.ok ? (sample.details.simulated?.load ?? null) : (sample.simulated ?? null);
}

export function socketSource(
  { usageSource, computerName, usageProduct }: MachineInfo,
  load: PracticeLoad | null,
  t: TFunction,
): string {
  if (load !== null) return t('usage.simulatedSource', { load: t(`live.loads.${load}`) });
  return usageSource === 'machine'
    ? t('usage.sourceMachine', { computer: computerName, product: usageProduct })
    : t('usage.sourceThisComputer', { product: usageProduct });
}
