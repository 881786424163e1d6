// One row of the evidence in words.

/** What, how much, and where it was read. */
export interface EvidenceRow {
  readonly name: string;
  readonly value: string;
  readonly source: string;
}

type Source =
  'registry' | 'netsh' | 'system' | 'ports' | 'processes' | 'attempt' | 'log' | 'recorded' | 'calculated' | 'user';

/** Makes a row of what was read in one place. */
export type Row = (name: string, value: string, from: Source, isSimulated?: boolean) => EvidenceRow;
