// A change as a ticket: what, where, by whom, with which figures, from which backup, how to undo it. Pure.
// Protects: a figure that was not measured is "unknown"; with the option on, no user name is in the ticket.
import { otherConfirmer } from '../contract/history/actor';
import { parametersKeyPath } from '../contract/registry/parameters';
import { isRangeChange, isValueChange } from '../contract/change/change';
import { countTextFor, shareTextFor, type CountText } from '../contract/text/count-text';
import { shareOfUsable } from '../contract/usage/levels';
import type { ReportedError } from '../contract/diagnosis/diagnosis';
import type { DiagnosisWords } from '../contract/diagnosis/diagnosis-words';
import { conclusions } from '../contract/diagnosis/verdict';
import type { ChangeRecord, MeasuredBefore, RecordedBefore, UsageNote } from '../contract/history/change-record';
import type { ChangeOutcome } from '../contract/history/outcome';
import type { MachineInfo } from '../contract/machine/machine-info';
import type { RangeReading } from '../contract/port-ranges/dynamic-ranges';
import { isRestartUnknown } from '../contract/change/effect';
import type { TicketOptions } from '../contract/ticket/ticket';
import type { Words } from '../contract/messages/messages';
import { planTexts } from '../change/plan';
import { probeLines } from '../text/probe-text';
import { rangeText, settingName, storedText } from '../text/setting-text';
import { ticketRisks } from './ticket-risks';
import { withoutUserNames } from './user-names';

/** The current state of the change, and what the user added. */
export interface TicketFacts extends ChangeOutcome {
  /** The effective range and the ports in use, now. */
  readonly effective: RangeReading;
  readonly usageNow: UsageNote | null;
  /** When the ticket is made, in ms since 1970. */
  readonly madeAt: number;
  readonly machine: Pick<MachineInfo, 'kind' | 'product' | 'version' | 'locale' | 'bootedAt'>;
  readonly options: TicketOptions;
}

/** One part of a section. Every text except that of `code` is meant to be one line. */
export type TicketPart =
  | { readonly kind: 'facts'; readonly facts: readonly (readonly [name: string, value: string])[] }
  | { readonly kind: 'lines'; readonly lines: readonly string[] }
  | {
      readonly kind: 'table';
      readonly columns: readonly [name: string, before: string, after: string];
      readonly rows: readonly (readonly [string, string, string])[];
    }
  | { readonly kind: 'code'; readonly text: string };

export interface TicketSection {
  readonly title: string;
  readonly parts: readonly TicketPart[];
}

export interface Ticket {
  readonly title: string;
  /** Comes first, on the practice machine. */
  readonly notice: string | null;
  readonly sections: readonly TicketSection[];
}

/** The ticket in sections, for any of its forms; times carry their zone. */
export function ticketOf(words: Words, diagnosisWords: DiagnosisWords, facts: TicketFacts): Ticket {
  const texts = textsFor(words, diagnosisWords, facts);
  return {
    title: words('ticket.title'),
    notice: facts.machine.kind === 'practice' ? words('ticket.practice') : null,
    sections: [
      aboutSection(words, facts, texts),
      symptomSection(words, facts, texts),
      {
        title: words('ticket.sections.risk'),
        parts: [{ kind: 'lines', lines: ticketRisks(words, facts.record, texts.count) }],
      },
      implementationSection(words, facts, texts),
      backupSection(words, facts, texts),
      backoutSection(words, facts),
      resultSection(words, facts, texts),
    ],
  };
}

interface Texts {
  readonly time: (moment: string | number) => string;
  /** To the minute, with the day of the week. */
  readonly day: (moment: string) => string;
  readonly count: CountText;
  readonly reported: (error: ReportedError) => string;
  /** `isLeast`: more may be in use. */
  readonly share: (ports: number, usable: number, isLeast: boolean) => string;
}

function textsFor(words: Words, diagnosisWords: DiagnosisWords, { machine: { locale } }: TicketFacts): Texts {
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'long' });
  const day = new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  });
  const count = countTextFor(locale);
  const percent = shareTextFor(locale, 1);
  return {
    time: (moment) => time.format(new Date(moment)),
    day: (moment) => day.format(new Date(moment)),
    count,
    reported: (error) => diagnosisWords(`reportedErrors.${error}`),
    share: (ports, usable, isLeast) =>
      words(isLeast ? 'ticket.shareAtLeast' : 'ticket.share', {
        ports: count(ports),
        usable: count(usable),
        percent: percent(shareOfUsable(ports, usable)),
      }),
  };
}

function aboutSection(words: Words, ticket: TicketFacts, { time }: Texts): TicketSection {
  const { record, machine, options } = ticket;
  const { major, minor, build } = machine.version;
  const { requester, leavesOutUserNames } = options;
  const ticketNumber = options.ticketNumber.trim() || (record.ticketNumber ?? '');
  const facts: (readonly [string, string])[] = [
    ...(ticketNumber === '' ? [] : [[words('ticket.names.number'), ticketNumber] as const]),
    ...(requester.trim() === '' ? [] : [[words('ticket.names.requester'), requester.trim()] as const]),
    [
      words('ticket.names.item'),
      words('ticket.item', {
        computer: record.computerName,
        product: machine.product,
        version: `${major}.${minor}.${build}`,
      }),
    ],
    ...whoFacts(words, record, leavesOutUserNames),
    [words('ticket.names.time'), time(record.endedAt ?? record.startedAt)],
    [words('ticket.names.action'), words(`ticket.reasons.${record.reason}`)],
    [words('ticket.names.restart'), restartText(words, ticket, time)],
    [words('ticket.names.program'), words('ticket.program', { version: record.programVersion, id: record.id })],
  ];
  return { title: words('ticket.sections.about'), parts: [{ kind: 'facts', facts }] };
}

/** One operator, or who confirmed and who wrote if these are two accounts. */
function whoFacts(words: Words, record: ChangeRecord, leavesOutUserNames: boolean): (readonly [string, string])[] {
  const told = (user: string) => (leavesOutUserNames ? words('ticket.leftOut') : user);
  const confirmedBy = otherConfirmer(record);
  if (confirmedBy === null) return [[words('ticket.names.operator'), told(record.userName)]];
  return [
    [words('ticket.names.confirmedBy'), told(confirmedBy)],
    [words('ticket.names.writtenBy'), told(record.userName)],
  ];
}

function restartText(
  words: Words,
  { record: { changes, state }, verdict, proof: { wasRestarted }, machine: { bootedAt } }: TicketFacts,
  time: Texts['time'],
): string {
  if (changes.every(isRangeChange)) return words('ticket.restart.none');
  if (state === 'rolled-back') return words('ticket.restart.nothingLeft');
  if (verdict === 'never-in-effect') return words('ticket.restart.neverInEffect');
  if (wasRestarted === null) return words('ticket.restart.unknown');
  return wasRestarted ? words('ticket.restart.done', { time: time(bootedAt) }) : words('ticket.restart.needed');
}

function symptomSection(
  words: Words,
  { record: { measuredBefore, rangesBefore } }: TicketFacts,
  texts: Texts,
): TicketSection {
  const conclusion = conclusions.find((code) => code === measuredBefore?.conclusion);
  const usage = measuredBefore?.usage;
  const facts: (readonly [string, string])[] = [
    ...(conclusion ? [[words('ticket.names.conclusion'), words(`ticket.conclusions.${conclusion}`)] as const] : []),
    ...(measuredBefore?.reported
      ? [[words('ticket.names.reported'), texts.reported(measuredBefore.reported)] as const]
      : []),
    ...(measuredBefore?.refusedWith === undefined
      ? []
      : [[words('ticket.names.attempt'), words('ticket.refused', { error: measuredBefore.refusedWith })] as const]),
    ...(measuredBefore?.culprit
      ? [[words('ticket.names.culprit'), holderText(words, measuredBefore.culprit, texts)] as const]
      : []),
    ...(rangesBefore
      ? [[words('ticket.names.rangeBefore'), rangeText(words, rangesBefore.ipv4Tcp, texts.count)] as const]
      : []),
    ...(usage ? usageFacts(words, usage, texts) : []),
    ...(measuredBefore?.recorded
      ? [[words('ticket.names.recorded'), recordedText(words, measuredBefore.recorded, texts)] as const]
      : []),
  ];
  const missing = measuredBefore
    ? usage
      ? []
      : [words('ticket.usageNotMeasured')]
    : [words('ticket.usageNotRecorded')];
  return {
    title: words('ticket.sections.symptom'),
    parts: [
      { kind: 'lines', lines: [words('ticket.symptom'), ...missing] },
      ...(facts.length > 0 ? [{ kind: 'facts', facts } as const] : []),
    ],
  };
}

/** "Ports ran out on Tuesday at 3:12; OrderService.exe held 14,900 ports." */
function recordedText(words: Words, recorded: RecordedBefore, { day, count }: Texts): string {
  const { transport, at, ports, usable, hasRunOut, holder } = recorded;
  const what = words(hasRunOut ? `ticket.recorded.out.${transport}` : `ticket.recorded.scarce.${transport}`, {
    when: day(at),
    ports: count(ports),
    usable: count(usable),
  });
  if (holder === null) return what;
  const held = { what, processId: holder.processId, ports: count(holder.ports) };
  return holder.name === null
    ? words('ticket.recorded.nameless', held)
    : words('ticket.recorded.holder', { ...held, name: holder.name });
}

/** "OrderService.exe (PID 4312), 2,398 ports". */
function holderText(
  words: Words,
  { processId, name, ports }: NonNullable<MeasuredBefore['culprit']>,
  { count }: Texts,
): string {
  const held = { processId, ports: count(ports) };
  return name === null ? words('ticket.nameless', held) : words('ticket.holder', { ...held, name });
}

function usageFacts(words: Words, usage: UsageNote, { time, count, share }: Texts): (readonly [string, string])[] {
  const { of, product, usable, inUse, isLeast = false, timeWait, busiest, takenAt } = usage;
  return [
    [words('ticket.names.inUse'), share(inUse, usable, isLeast)],
    [words('ticket.names.timeWait'), count(timeWait)],
    ...(busiest
      ? [
          [
            words('ticket.names.busiest'),
            words('ticket.busiest', { address: busiest.address, share: share(busiest.ports, usable, isLeast) }),
          ] as const,
        ]
      : []),
    [words('ticket.names.measured'), words(`ticket.measured.${of}`, { time: time(takenAt), product })],
  ];
}

function implementationSection(
  words: Words,
  { record, proof, machine, options }: TicketFacts,
  { count }: Texts,
): TicketSection {
  const { changes, state } = record;
  const { apply, applyCommands } = planTexts(changes, machine.version);
  const isWholeInCommands = !applyCommands.some((command) => command.startsWith('reg.exe import'));
  return {
    title: words('ticket.sections.implementation'),
    parts: [
      ...(changes.some(isValueChange)
        ? [{ kind: 'facts', facts: [[words('ticket.names.key'), parametersKeyPath]] } as const]
        : []),
      {
        kind: 'table',
        columns: [words('ticket.columns.name'), words('ticket.columns.before'), words('ticket.columns.after')],
        rows: changes.map((change) => [
          settingName(words, change),
          storedText(words, change.before, count),
          storedText(words, change.after, count),
        ]),
      },
      {
        kind: 'lines',
        lines: [
          words(state === 'applied' || state === 'undone' ? 'ticket.readBack' : `ticket.notReadBack.${state}`),
          ...proof.movedAlong.map((moved) =>
            words('ticket.movedAlong', {
              name: settingName(words, moved),
              before: storedText(words, moved.before, count),
              after: storedText(words, moved.after, count),
            }),
          ),
          words('ticket.commands'),
        ],
      },
      { kind: 'code', text: applyCommands.join('\n') },
      ...(isWholeInCommands ? [] : regTextParts(words, 'apply.reg', apply, options)),
    ],
  };
}

/** Values that reg.exe add cannot express are imported; their data may be any text. */
function regTextParts(words: Words, file: string, text: string, { leavesOutUserNames }: TicketOptions): TicketPart[] {
  if (leavesOutUserNames) return [{ kind: 'lines', lines: [words('ticket.regTextLeftOut', { file })] }];
  return [
    { kind: 'lines', lines: [words('ticket.regText', { file })] },
    { kind: 'code', text },
  ];
}

function backupSection(
  words: Words,
  { record: { backup, userName, confirmedBy = '' }, options }: TicketFacts,
  { time }: Texts,
): TicketSection {
  const file = options.leavesOutUserNames
    ? withoutUserNames(backup.file, [userName, confirmedBy], words('ticket.leftOutInPath'))
    : backup.file;
  return {
    title: words('ticket.sections.backup'),
    parts: [
      { kind: 'lines', lines: [words('ticket.backupText')] },
      {
        kind: 'facts',
        facts: [
          [words('ticket.names.file'), file],
          [words('ticket.names.sha256'), backup.sha256],
          [words('ticket.names.taken'), time(backup.createdAt)],
        ],
      },
    ],
  };
}

function backoutSection(words: Words, { record, machine, options }: TicketFacts): TicketSection {
  const { changes } = record;
  const { undo, undoCommands } = planTexts(changes, machine.version);
  const hasValues = changes.some(isValueChange);
  return {
    title: words('ticket.sections.backout'),
    parts: [
      { kind: 'lines', lines: [words('ticket.backout.inProgram'), words('ticket.backout.byHand')] },
      { kind: 'code', text: undoCommands.join('\n') },
      ...(undoCommands.some((command) => command.startsWith('reg.exe import'))
        ? regTextParts(words, 'undo.reg', undo, options)
        : []),
      { kind: 'lines', lines: [words(hasValues ? 'ticket.backout.restart' : 'ticket.backout.atOnce')] },
    ],
  };
}

function resultSection(words: Words, facts: TicketFacts, texts: Texts): TicketSection {
  const { record, proof, effective, usageNow, madeAt } = facts;
  const { rangesBefore, measuredBefore } = record;
  return {
    title: words('ticket.sections.result'),
    parts: [
      {
        kind: 'table',
        columns: [words('ticket.columns.test'), words('ticket.columns.before'), words('ticket.columns.after')],
        rows: [
          ...record.changes.map((change, index): readonly [string, string, string] => {
            const stored = proof.rows[index]?.stored;
            return [
              words('ticket.storedNow', { name: settingName(words, change) }),
              storedText(words, change.before, texts.count),
              stored ? storedText(words, stored, texts.count) : words('ticket.notKnown'),
            ];
          }),
          [
            words('ticket.names.effective'),
            rangesBefore ? rangeText(words, rangesBefore.ipv4Tcp, texts.count) : words('ticket.notKnown'),
            rangeText(words, effective, texts.count),
          ],
          [words('ticket.names.inUse'), usageText(measuredBefore?.usage), usageText(usageNow)],
        ],
      },
      ...(record.state === 'applied' ? [{ kind: 'lines', lines: probeLines(words, proof, texts.count) } as const] : []),
      {
        kind: 'facts',
        facts: [
          [words('ticket.names.result'), resultText(words, facts, texts)],
          [words('ticket.names.made'), texts.time(madeAt)],
        ],
      },
    ],
  };

  function usageText(usage: UsageNote | null | undefined): string {
    return usage ? texts.share(usage.inUse, usage.usable, usage.isLeast ?? false) : words('ticket.notKnown');
  }
}

/** A change that is no longer in force has no effect to report. */
function resultText(
  words: Words,
  { record: { state, changes }, verdict, proof, effective }: TicketFacts,
  texts: Texts,
): string {
  if (state === 'applied' && isRestartUnknown(verdict, proof.wasRestarted, changes))
    return words('ticket.verdicts.restart-unknown');
  return state === 'applied'
    ? words(`ticket.verdicts.${verdict}`, { range: rangeText(words, effective, texts.count) })
    : words(`ticket.states.${state}`);
}
