// The settings of a change as they are told: a range that changes alike for both versions of IP is told once.
import type { TFunction } from 'i18next';
import { nameText } from './stored-text';
import { isRangeChange, isSameSetting, type Change } from '../../electron/contract/change/change';
import { rangesOf, rangeTitles } from '../../electron/contract/port-ranges/dynamic-ranges';

export interface ToldChange {
  readonly title: string;
  readonly change: Change;
}

export function toldChanges(changes: readonly Change[], t: TFunction): readonly ToldChange[] {
  const alike = transports.filter((transport) => isAlike(transport, changes));
  return changes.flatMap((change) => {
    const at = (place: 0 | 1) =>
      isRangeChange(change) ? alike.find((transport) => rangesOf[transport][place] === change.range) : undefined;
    if (at(1) !== undefined) return [];
    const both = at(0);
    return [{ title: both ? t(`value.bothVersions.${both}`) : nameText(change.name, t), change }];
  });
}

/** Names alone, as a backup keeps them: what became of the ranges is not known there. */
export function toldNames(names: readonly string[], t: TFunction): string {
  const both = transports.filter((transport) =>
    rangesOf[transport].every((range) => names.includes(rangeTitles[range])),
  );
  const told = names.flatMap((name) => {
    const at = (place: 0 | 1) => both.find((transport) => rangeTitles[rangesOf[transport][place]] === name);
    if (at(1) !== undefined) return [];
    const transport = at(0);
    return [transport ? t(`value.bothVersions.${transport}`) : nameText(name, t)];
  });
  return told.join(', ');
}

const transports = ['tcp', 'udp'] as const;

function isAlike(transport: (typeof transports)[number], changes: readonly Change[]): boolean {
  const [ipv4, ipv6] = rangesOf[transport].map((name) =>
    changes.filter(isRangeChange).find(({ range }) => range === name),
  );
  return (
    ipv4 !== undefined &&
    ipv6 !== undefined &&
    isSameSetting(ipv4.before, ipv6.before) &&
    isSameSetting(ipv4.after, ipv6.after)
  );
}
