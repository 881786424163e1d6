// The system's ANSI code page, in which REGEDIT4 files are written, by the name that text decoders know it.

const eastAsian: Readonly<Record<number, string>> = {
  874: 'windows-874',
  932: 'shift_jis',
  936: 'gbk',
  949: 'euc-kr',
  950: 'big5',
  65001: 'utf-8',
};

/** Label of the WHATWG Encoding Standard for a code page number; windows-1252 for one that has none. */
export function ansiCodePageLabel(codePage: number): string {
  if (codePage >= 1250 && codePage <= 1258) return `windows-${codePage}`;
  return eastAsian[codePage] ?? 'windows-1252';
}
