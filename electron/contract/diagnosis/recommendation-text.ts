// The recommended change in words: what, why it begins and ends there, and what of others lies in it. Pure.
import { lastPort } from '../port-ranges/port-ranges';
import { mostNamed } from '../change/side-effects';
import type { DiagnosisFormats, DiagnosisWords } from './diagnosis-words';
import type { BoundReason, Recommendation } from './recommendation';

/** What is recommended, then why, and what has to be known about it. */
export function recommendationText(
  recommendation: Recommendation,
  words: DiagnosisWords,
  { count }: DiagnosisFormats,
): { readonly title: string; readonly notes: readonly string[] } {
  if (recommendation.kind === 'none') return { title: words(`recommendation.none.${recommendation.why}`), notes: [] };
  const { kind, range, usableBefore, usableAfter, start, end } = recommendation;
  const values = {
    first: range.start,
    last: lastPort(range),
    before: count(usableBefore),
    after: count(usableAfter),
  };
  return {
    title: words(`recommendation.${kind}`, values),
    notes: [
      ...(kind === 'range' ? [boundText('start', start, values, words, count)] : []),
      ...(kind === 'MaxUserPort' || end.code !== 'limit' ? [boundText('end', end, values, words, count)] : []),
      ...noteTexts(recommendation, words, count),
    ],
  };
}

function boundText(
  which: 'start' | 'end',
  reason: BoundReason,
  values: { readonly first: number; readonly last: number },
  words: DiagnosisWords,
  count: DiagnosisFormats['count'],
): string {
  switch (reason.code) {
    case 'enough':
      return words(`recommendation.${which}.enough`, { ...values, needed: count(reason.needed) });
    case 'listener': {
      const { port, processId, name } = reason.listener;
      const owner = name === null ? words('owner.nameless', { processId }) : name;
      return words(`recommendation.${which}.listener`, { ...values, owner, port });
    }
    case 'excluded':
    case 'wsl-block': {
      const block = reason.code === 'excluded' ? reason.excluded : reason.block;
      return words(`recommendation.${which}.${reason.code}`, { ...values, from: block.start, to: lastPort(block) });
    }
    case 'limit':
      return words(`recommendation.${which}.limit`, values);
  }
}

function noteTexts(
  { isEnough, listeners, excluded, leavesWslBlock }: Exclude<Recommendation, { kind: 'none' }>,
  words: DiagnosisWords,
  count: DiagnosisFormats['count'],
): string[] {
  const named = listeners?.map(({ port, name }) => (name === null ? String(port) : `${port} (${name})`)) ?? [];
  return [
    ...(isEnough ? [] : [words('recommendation.notEnough')]),
    ...(listeners === null ? [words('recommendation.listenersUnknown')] : []),
    ...(named.length > 0
      ? [words('recommendation.listeners', { count: named.length, listeners: named.slice(0, mostNamed).join(', ') })]
      : []),
    ...(excluded === null ? [words('recommendation.excludedUnknown')] : []),
    ...(excluded !== null && excluded > 0 ? [words('recommendation.excludedInside', { ports: count(excluded) })] : []),
    ...(leavesWslBlock === false ? [words('recommendation.noWslBlock')] : []),
  ];
}
