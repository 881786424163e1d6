// The result of a check as a ticket: what was checked, what came out, whom it names, and what to do next. Pure.
// Protects: it says what the screen says; what could not be read is listed as such; with the option on, no user name is in it.
import type { Evidence, Reading } from '../contract/diagnosis/diagnosis';
import { verdictText } from '../contract/diagnosis/diagnosis-text';
import { rounded, type DiagnosisFormats, type DiagnosisWords } from '../contract/diagnosis/diagnosis-words';
import { serviceText } from '../contract/diagnosis/owner-text';
import type { Culprit, Diagnosis, Owner, Verdict } from '../contract/diagnosis/verdict';
import type { MachineInfo } from '../contract/machine/machine-info';
import type { Words } from '../contract/messages/messages';
import { countTextFor, shareTextFor } from '../contract/text/count-text';
import { rangeText } from '../text/setting-text';
import type { Ticket, TicketSection } from './ticket';
import { withoutUserNames } from './user-names';

export interface CheckResult extends Diagnosis {
  readonly machine: Pick<
    MachineInfo,
    | 'kind'
    | 'computerName'
    | 'product'
    | 'version'
    | 'userName'
    | 'sessionUser'
    | 'usageProduct'
    | 'programVersion'
    | 'locale'
  >;
  readonly leavesOutUserNames: boolean;
}

type Fact = readonly [name: string, value: string];

/** Numbers and moments follow the locale of `machine`; the time of the check carries its zone. */
export function resultTicketOf(words: Words, diagnosisWords: DiagnosisWords, result: CheckResult): Ticket {
  const { verdict, evidence, machine } = result;
  const formats = formatsFor(machine.locale);
  const { title, text, reasons, nextStep } = verdictText(verdict, diagnosisWords, formats);
  const owner = ownerOf(verdict);
  const section = (name: 'result' | 'reasons' | 'next', lines: readonly string[]): TicketSection => ({
    title: words(`ticket.check.sections.${name}`),
    parts: [{ kind: 'lines', lines }],
  });
  return {
    title: words('ticket.check.title'),
    notice:
      machine.kind === 'practice'
        ? words(`ticket.check.practice.${evidence.of === 'this-computer' ? 'this-computer' : 'simulated'}`)
        : null,
    sections: [
      aboutSection(words, diagnosisWords, result, formats),
      section('result', [title, text]),
      section('reasons', reasons),
      ...(owner ? [programSection(words, owner, result, formats)] : []),
      section('next', [
        // The text of the verdict tells what to do in the window or at the command line.
        verdict.nextStep.code === 'watch-trend' ? words('ticket.check.watchTrend') : nextStep,
        words('ticket.check.unchanged'),
      ]),
    ],
  };
}

/** As the window writes them: shares below 10 % have a decimal. */
function formatsFor(locale: string): DiagnosisFormats {
  const [share, smallShare] = [shareTextFor(locale, 0), shareTextFor(locale, 1)];
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  return {
    count: countTextFor(locale),
    percent: (fraction) => (fraction < 0.1 ? smallShare : share)(fraction),
    moment: (at) => moment.format(at),
  };
}

/** Whom the verdict names; null where it names nobody. */
function ownerOf({ culprit, nextStep }: Verdict): Owner | Culprit | null {
  return culprit ?? ('owner' in nextStep ? nextStep.owner : null);
}

function aboutSection(
  words: Words,
  diagnosisWords: DiagnosisWords,
  { evidence, machine, leavesOutUserNames }: CheckResult,
  { count }: DiagnosisFormats,
): TicketSection {
  const { of, reported, ranges, takenAt } = evidence;
  const { major, minor, build } = machine.version;
  const time = new Intl.DateTimeFormat(machine.locale, { dateStyle: 'medium', timeStyle: 'long' }).format(takenAt);
  const range = ranges.ipv4Tcp;
  const parts = checkedParts(evidence);
  const name = (part: CheckedPart) => words(`ticket.check.of.${part.name}`);
  const checked = parts.filter(({ reading }) => reading.known).map(name);
  const unknown = parts.flatMap((part) =>
    part.reading.known
      ? []
      : [
          words('ticket.check.unknownOf', {
            what: name(part),
            reason: diagnosisWords(`unknown.${part.reading.reason}`),
          }),
        ],
  );
  const facts: Fact[] = [
    [
      words('ticket.names.item'),
      of === 'this-computer'
        ? machine.usageProduct
        : words('ticket.item', {
            computer: machine.computerName,
            product: machine.product,
            version: `${major}.${minor}.${build}`,
          }),
    ],
    [words('ticket.check.names.user'), leavesOutUserNames ? words('ticket.leftOut') : machine.userName],
    [words('ticket.names.measured'), words(`ticket.measured.${of}`, { time, product: machine.usageProduct })],
    [
      words('ticket.names.effective'),
      rangeText(words, range.known ? { known: true, range: range.value } : { known: false, raw: '' }, count),
    ],
    [
      words('ticket.names.reported'),
      reported === null ? words('ticket.notKnown') : diagnosisWords(`reportedErrors.${reported}`),
    ],
    [words('ticket.check.names.checked'), checked.length > 0 ? checked.join(', ') : words('ticket.notKnown')],
    ...(unknown.length > 0 ? [[words('ticket.check.names.unknown'), unknown.join(', ')] as const] : []),
    [words('ticket.names.program'), words('ticket.check.program', { version: machine.programVersion })],
  ];
  return { title: words('ticket.check.sections.about'), parts: [{ kind: 'facts', facts }] };
}

interface CheckedPart {
  readonly name: 'usage' | 'range' | 'values' | 'excluded' | 'attempts' | 'events' | 'recorded';
  readonly reading: Reading<unknown>;
}

/** What was looked at; a test port and a recording are not missed where there was none. */
function checkedParts(evidence: Evidence): readonly CheckedPart[] {
  const { usage, ranges, maxUserPort, timedWaitDelay, excluded, attempts, events, recorded } = evidence;
  const attempted: Reading<null> = attempts.some(({ answer }) => answer.kind !== 'unknown')
    ? { known: true, value: null }
    : { known: false, reason: 'failed', detail: '' };
  return [
    { name: 'usage', reading: usage },
    { name: 'range', reading: ranges.ipv4Tcp },
    { name: 'values', reading: maxUserPort.known ? timedWaitDelay : maxUserPort },
    { name: 'excluded', reading: excluded },
    ...(attempts.length === 0 ? [] : [{ name: 'attempts', reading: attempted } as const]),
    { name: 'events', reading: events },
    ...(recorded.known && recorded.value === null ? [] : [{ name: 'recorded', reading: recorded } as const]),
  ];
}

function programSection(
  words: Words,
  owner: Owner | Culprit,
  { machine: { userName, sessionUser }, leavesOutUserNames }: CheckResult,
  { count }: DiagnosisFormats,
): TicketSection {
  const unknown = words('ticket.notKnown');
  const name = owner.name ?? unknown;
  const path =
    owner.path !== null && leavesOutUserNames
      ? withoutUserNames(owner.path, [userName, sessionUser ?? ''], words('ticket.leftOutInPath'))
      : owner.path;
  const facts: Fact[] = [
    [words('ticket.names.culprit'), owner.kind === 'gone' ? words('ticket.check.ended', { name }) : name],
    [words('ticket.check.names.processIds'), owner.processIds.join(', ')],
    [words('ticket.check.names.path'), path ?? unknown],
    [words('ticket.check.names.company'), owner.company ?? unknown],
    ...(owner.services.length > 0
      ? [[words('ticket.check.names.services'), owner.services.map(serviceText).join(', ')] as const]
      : []),
    ...('ports' in owner
      ? [
          [words('ticket.names.inUse'), count(owner.ports)] as const,
          [
            words('ticket.check.names.growth'),
            owner.growth === null ? unknown : words('ticket.check.perMinute', { ports: count(rounded(owner.growth)) }),
          ] as const,
        ]
      : []),
  ];
  return { title: words('ticket.check.sections.program'), parts: [{ kind: 'facts', facts }] };
}
