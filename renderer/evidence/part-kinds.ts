// The parts of an evidence file as a person knows them. Pure.
import type { EvidencePreview } from '../../electron/contract/evidence/evidence';

const partKinds = [
  'evidence',
  'verdict',
  'sockets',
  'processes',
  'recording',
  'history',
  'ticket',
  'raw',
  'registry',
  'chart',
] as const;
export type PartKind = (typeof partKinds)[number];

const kinds: readonly (readonly [RegExp, PartKind])[] = [
  [/^verdict\.json$/, 'verdict'],
  [/^(?:tcp|udp|bound)\.csv$/, 'sockets'],
  [/^processes\.csv$/, 'processes'],
  [/^recording/, 'recording'],
  [/^history\.json$/, 'history'],
  [/^ticket\.txt$/, 'ticket'],
  [/\.reg$/, 'registry'],
  [/^raw\//, 'raw'],
  [/^chart\.png$/, 'chart'],
];

export function kindOf(part: string): PartKind {
  return kinds.find(([pattern]) => pattern.test(part))?.[1] ?? 'evidence';
}

export interface PartRow {
  readonly kind: PartKind;
  readonly sizeInBytes: number;
  readonly isLeftOut: boolean;
}

/** One row for each kind of what would be saved, in the order of the file. */
export function partRows({ parts }: Pick<EvidencePreview, 'parts'>, replaceNames: boolean): PartRow[] {
  return partKinds.flatMap((kind) => {
    const own = parts.filter(({ name }) => kindOf(name) === kind);
    if (own.length === 0) return [];
    return [
      {
        kind,
        sizeInBytes: own.reduce((sum, { sizeInBytes }) => sum + sizeInBytes, 0),
        isLeftOut: replaceNames && own.every(({ isLeftOutWithNames }) => isLeftOutWithNames),
      },
    ];
  });
}

/** One row for each kind of which a part is missing, with the first reason. */
export function missingRows({ missing }: Pick<EvidencePreview, 'missing'>): EvidencePreview['missing'] {
  return partKinds.flatMap((kind) => missing.find(({ name }) => kindOf(name) === kind) ?? []);
}
