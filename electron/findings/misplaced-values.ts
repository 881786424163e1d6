// Finds values of the article below keys where Windows does not look for them, in a file or below the live key. Pure.
// Protects: a correction sets the value of the key of the article, and touches nothing where the other one lies.
import { parametersFor, parametersKeyPath, type WindowsVersion } from '../contract/registry/parameters';
import type { OtherLocation } from '../contract/findings/findings';
import { foldedName } from '../contract/registry/value-name';
import { registryTypes } from '../contract/registry/stored-value';
import type { RegistryKey } from '../machine/interfaces/registry';
import { locationOf } from '../reg-file/key-path';
import type { ValueElsewhere } from './left-behind';
import {
  dwordBytes,
  lintValues,
  mayBeParameter,
  numberMeantBy,
  parameterMeant,
  write,
  type LintedValue,
  type LintFinding,
} from './value-findings';

/** A path is shown up to this length. */
const longestPath = 500;

/** One finding for each of them; what the key of the article says already is offered nothing instead. */
export function lintElsewhere(
  values: readonly ValueElsewhere[],
  ours: readonly LintedValue[],
  version: WindowsVersion,
): LintFinding[] {
  const parameters = parametersFor(version);
  const present = new Set(ours.map(({ name }) => foldedName(name)));
  return values.flatMap((value): LintFinding[] => {
    const meant = parameterMeant(value.name);
    if (!meant) return [];
    const parameter = parameters[meant.name];
    const asDword =
      meant.number === null ? value : { ...value, type: registryTypes.REG_DWORD, data: dwordBytes(meant.number) };
    const number = present.has(foldedName(meant.name)) ? null : numberMeantBy(asDword, parameter);
    return [
      {
        code: 'OTHER_KEY',
        name: value.name,
        meant: meant.name,
        path: value.path.slice(0, longestPath),
        place: otherPlaceOf(value.path),
        value: number,
        corrections: number === null ? [] : [write(parameter, number)],
      },
    ];
  });
}

/** What is wrong in the live key: with its own values, and with those of the article below its sub-keys. */
export function lintTree(tree: RegistryKey, version: WindowsVersion): LintFinding[] {
  return [
    ...lintValues(tree.values, version),
    ...lintElsewhere(valuesBelow(tree, parametersKeyPath), tree.values, version),
  ];
}

function valuesBelow({ subkeys }: RegistryKey, above: string): ValueElsewhere[] {
  return subkeys.flatMap((key) => {
    const path = `${above}\\${key.name}`;
    return [
      ...key.values.filter(({ name }) => mayBeParameter(name)).map((value) => ({ ...value, path })),
      ...valuesBelow(key, path),
    ];
  });
}

function otherPlaceOf(path: string): OtherLocation {
  const place = locationOf(path);
  if (place.kind === 'sub-key') return 'sub-key';
  return place.kind === 'refused' && (place.reason === 'control-set' || place.reason === 'short-hive-name')
    ? place.reason
    : 'other-key';
}
