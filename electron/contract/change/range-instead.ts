// The way out where Windows stored MaxUserPort and ignores it: the value back as it was and the dynamic port range instead, as
// one change. Pure.
import { rangePresets, rangesOf } from '../port-ranges/dynamic-ranges';
import { isAtLeast, parametersFor, type WindowsVersion } from '../registry/parameters';
import { dwordOf } from '../registry/stored-value';
import { isSameName } from '../registry/value-name';
import type { ChangeOutcome } from '../history/outcome';
import { isRangeChange, isValueChange } from './change';
import type { RequestedChange } from './plan';

/**
 * Null where no value is ignored, where the range gives as many ports by now or cannot be read, and where the value of before is
 * none that can be requested: there the undo comes first.
 */
export function rangeInstead(
  { record: { changes, rangesBefore }, verdict, proof }: ChangeOutcome,
  version: WindowsVersion,
): RequestedChange[] | null {
  const isMaxUserPort = ({ name }: { readonly name: string }) => isSameName(name, 'MaxUserPort');
  const ignored = changes.filter(isValueChange).find(isMaxUserPort);
  if (!ignored || verdict !== 'stored-but-not-effective' || !isAtLeast(version, 6, 0)) return null;
  const now = proof.rows.find(isMaxUserPort)?.inEffect;
  if (now?.kind !== 'range' || now.range.number >= rangePresets.wide.number || changes.some(isRangeChange)) return null;
  const { min, max } = parametersFor(version).MaxUserPort;
  const before = ignored.before.present ? dwordOf(ignored.before) : null;
  if (ignored.before.present && (before === null || before < min || before > max)) return null;
  return [
    { name: 'MaxUserPort', value: before },
    ...rangesOf.tcp
      .filter((range) => range === 'ipv4Tcp' || rangesBefore?.[range].known)
      .map((range) => ({ range, value: rangePresets.wide })),
  ];
}
