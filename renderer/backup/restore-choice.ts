// Which values of a comparison are restored: those that were selected, and what has to be accepted first. Pure.
// Protects: the user selects every value other than the parameters individually; so each one that is probably a mistake.
import { isRestorable } from './diff-table';
import { foldedName } from '../../electron/contract/registry/value-name';
import type { Comparison, DiffRow } from '../../electron/contract/backup/comparison';

/** Names of values, folded, that are probably mistakes. */
export function doubtfulNames({ findings }: Pick<Comparison, 'findings'>): ReadonlySet<string> {
  return new Set(
    findings.flatMap(({ finding }) =>
      'name' in finding && !(finding.code === 'DECIMAL_AS_HEX' && !finding.isCertain) ? [foldedName(finding.name)] : [],
    ),
  );
}

/** The initial selection: parameters whose value in the file Windows would accept. */
export function selectedAtFirst(comparison: Pick<Comparison, 'rows' | 'findings'>): string[] {
  const doubtful = doubtfulNames(comparison);
  return comparison.rows
    .filter((row) => row.isCatalogue && isRestorable(row) && !doubtful.has(foldedName(row.name)))
    .map(({ name }) => name);
}

/** The values of the key itself, parameters first. */
export function ownRows(rows: readonly DiffRow[]): DiffRow[] {
  return rows.filter(({ keyPath }) => keyPath === '').toSorted((a, b) => Number(b.isCatalogue) - Number(a.isCatalogue));
}
