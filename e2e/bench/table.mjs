// The table of measurements as text.

/** @typedef {import('./bench.mjs').Row} Row */

/** @param {Row} row */
export function ratioOf({ ours, alternative }) {
  return ours === null || alternative === null || alternative === 0 ? null : ours / alternative;
}

/** null: nothing to meet, or not measured. @param {Row} row */
export function met(row) {
  const value = row.target?.of === 'ratio' ? ratioOf(row) : row.ours;
  return row.target && value !== null ? value <= row.target.most : null;
}

/** @param {readonly Row[]} rows */
export function formatted(rows) {
  const cells = rows.map((row) => {
    const ratio = ratioOf(row);
    const isMet = met(row);
    return [
      row.row,
      numberText(row.ours, row.unit),
      numberText(row.alternative, row.unit),
      ratio === null ? '-' : `${ratio.toFixed(2)} x`,
      row.target ? `<= ${row.target.most} ${row.target.of === 'ratio' ? 'x' : row.unit}` : '-',
      isMet === null ? '-' : isMet ? 'yes' : 'NO',
      row.skipped ? `skipped: ${row.skipped}` : row.against,
    ];
  });
  const all = [['row', 'ours', 'alternative', 'ratio', 'target', 'met', 'compared with'], ...cells];
  const widths = all[0]?.map((_, column) => Math.max(...all.map((line) => line[column]?.length ?? 0))) ?? [];
  return all
    .map((line) =>
      line
        .map((cell, column) =>
          column === 0 || column === 6 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/**
 * @param {number | null} value
 * @param {string} unit
 */
function numberText(value, unit) {
  if (value === null) return '-';
  return `${value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2)} ${unit}`;
}

/** @param {readonly number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
