// The table of measurements as text.

/** @typedef {import('./bench.mjs').Row} Row */

/**
 * What was measured by turns: medians of both, and of the pairs' ratios, which whatever else the machine does meets alike.
 * `spread`: the middle half of the ratios.
 * @param {readonly number[]} ours
 * @param {readonly number[]} alternative
 */
export function paired(ours, alternative) {
  const ratios = ours.map((value, index) => value / (alternative[index] ?? NaN)).sort((a, b) => a - b);
  const at = (/** @type {number} */ share) => ratios[Math.round(share * (ratios.length - 1))] ?? NaN;
  return {
    ours: median(ours),
    alternative: median(alternative),
    ratio: median(ratios),
    spread: /** @type {const} */ ([at(0.25), at(0.75)]),
  };
}

/**
 * A row that cannot be measured here.
 * @param {Pick<Row, 'row' | 'unit' | 'against'>} row
 * @param {string} reason
 * @returns {Row}
 */
export function skippedRow(row, reason) {
  return { ...row, ours: null, alternative: null, target: null, skipped: reason };
}

/** @param {Row} row */
export function ratioOf({ ours, alternative, ratio }) {
  if (ratio !== undefined) return ratio;
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
      row.spread ? row.spread.map((one) => one.toFixed(2)).join(' to ') : '-',
      row.target ? `<= ${row.target.most} ${row.target.of === 'ratio' ? 'x' : row.unit}` : '-',
      isMet === null ? '-' : isMet ? 'yes' : 'NO',
      row.skipped
        ? `skipped: ${row.skipped}`
        : [row.against, row.standIn ? `stand-in: ${row.standIn}` : []].flat().join('; '),
    ];
  });
  const all = [['row', 'ours', 'alternative', 'ratio', 'spread', 'target', 'met', 'compared with'], ...cells];
  const widths = all[0]?.map((_, column) => Math.max(...all.map((line) => line[column]?.length ?? 0))) ?? [];
  return all
    .map((line) =>
      line
        .map((cell, column) =>
          column === 0 || column === 7 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
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
