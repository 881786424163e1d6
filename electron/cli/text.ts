// The report of a command as lines for people, and its one-line summary. Pure.
// Protects: what is printed was measured; a summary is one line, whatever text it contains.
import { basename } from 'node:path';
import { otherConfirmer } from '../contract/history/actor';
import { plainCount } from '../contract/text/count-text';
import { faultWords, isDamage, type HistoryDamage, type HistoryFault } from '../contract/integrity/history-fault';
import type { AppError } from '../contract/errors/errors';
import { onOneLine } from '../contract/text/kept-text';
import { isRestartUnknown, type EffectVerdict } from '../contract/change/effect';
import { isSerious } from '../contract/change/side-effects';
import type { Words } from '../contract/messages/messages';
import { probeLines } from '../text/probe-text';
import { parameterNames, parameterOptions, type ParameterOption } from '../contract/registry/parameters';
import { changeOf } from './answers';
import { commandNames, commandOptions, type ArgumentProblem, type CommandName, type OptionName } from './arguments';
import { evidenceProblemText } from './evidence-problem';
import type { Notice } from './record';
import type { CommandAnswer, Report } from './report';
import { sideEffectText } from '../text/side-effect-text';

type Stored = Extract<CommandAnswer, { kind: 'status' }>['value']['values'][number]['stored'];
type Change = Extract<CommandAnswer, { kind: 'plan' }>['value']['changes'][number];
type Proof = NonNullable<Extract<CommandAnswer, { kind: 'verify' }>['value']['proof']>;
type Range = Extract<CommandAnswer, { kind: 'status' }>['value']['effectiveRange'];

/** RMM tools keep 2,048 characters of the last line. */
const longestSummary = 2000;
/** Number of damaged places that are listed. */
const mostListed = 5;

/** The lines above the summary. */
export function answerLines(words: Words, answer: CommandAnswer): string[] {
  switch (answer.kind) {
    case 'status': {
      const { machine, key, values, effectiveRange, lastChange, openChange } = answer.value;
      return [
        ...(machine.kind === 'practice' ? [words('cli.practice')] : []),
        machineLine(words, machine),
        words('cli.line.rights', { rights: words(machine.isElevated ? 'cli.line.yes' : 'cli.line.no') }),
        words('cli.line.key', { key }),
        ...values.map(({ name, stored, default: defaultValue, min, max }) =>
          words(defaultValue === null ? 'cli.line.valueOfRange' : 'cli.line.value', {
            name,
            stored: storedText(words, stored),
            defaultValue,
            min,
            max,
          }),
        ),
        words('cli.line.range', { range: rangeText(words, effectiveRange) }),
        ...(lastChange
          ? [
              words('cli.summary.verify', {
                verdict: verdictText(words, lastChange.verdict, lastChange.wasRestarted, lastChange.record.changes),
              }),
            ]
          : []),
        ...(openChange ? [words(`cli.open.${openKind(openChange)}.line`, { id: openChange.record.id })] : []),
      ];
    }
    case 'diagnose': {
      const { title, text, reasons, nextStep, trend, evidence, findings, evidenceFile } = answer.value;
      return [
        ...(evidenceFile ? originLines(words, evidenceFile) : []),
        `${title} ${text}`,
        ...reasons.map((reason) => words('cli.line.reason', { reason: reason.text })),
        words('cli.line.nextStep', { step: nextStep.text }),
        words(trend === 'known' ? 'cli.line.trendKnown' : 'cli.line.trendUnknown'),
        words('cli.line.evidence'),
        ...evidence.map((row) => words('cli.line.evidenceRow', { ...row })),
        ...(findings ?? []).map((finding) => words('cli.line.finding', { finding: JSON.stringify(finding) })),
      ];
    }
    case 'plan': {
      const { changes, applyCommands, undoCommands, sideEffects, folder } = answer.value;
      const effects = sideEffects.map((effect) =>
        words('cli.line.sideEffect', { text: sideEffectText(words, effect, plainCount) }),
      );
      return [
        ...changes.map(changeText(words)),
        ...effects,
        ...(sideEffects.some(isSerious) ? [words('cli.line.wantsAcceptance')] : []),
        words('cli.line.commands'),
        ...applyCommands,
        words('cli.line.undoCommands'),
        ...undoCommands,
        ...(folder === null ? [] : [words('cli.line.folder', { folder })]),
      ];
    }
    case 'outcome': {
      const {
        record: { backup },
        written,
        movedAlong,
        sideEffects,
      } = answer.value;
      const effects = sideEffects.map((effect) =>
        words('cli.line.mayBreak', { text: sideEffectText(words, effect, plainCount) }),
      );
      return [
        ...written.map(changeText(words)),
        ...movedAlong.map(movedText(words)),
        ...effects,
        words('cli.line.backupFile', { file: backup.file }),
        words('cli.line.sha256', { sha256: backup.sha256 }),
      ];
    }
    case 'backup':
      return [
        words('cli.line.backupFile', { file: answer.value.file }),
        words('cli.line.sha256', { sha256: answer.value.sha256 }),
      ];
    case 'backups': {
      const { backups, strangers } = answer.value;
      return [
        ...backups.map(({ backup: { id, createdAt, file }, seal, note, computerName, isOfThisComputer }) => {
          const line = words('cli.line.backup', { id, createdAt, seal, file, note }).trimEnd();
          return isOfThisComputer ? line : `${line}  ${words('cli.line.otherComputer', { computer: computerName })}`;
        }),
        ...(strangers.length > 0 ? [words('cli.line.strangers', { names: strangers.join(', ') })] : []),
      ];
    }
    case 'evidence': {
      const { parts, missing } = answer.value;
      return [
        ...parts.map((part) => words('cli.evidence.part', { name: part.name, count: part.sizeInBytes })),
        ...missing.map(({ name, reason, detail }) =>
          words('cli.evidence.missing', { name, reason: words(`cli.evidence.reasons.${reason}`), detail }).trimEnd(),
        ),
      ];
    }
    case 'diagnoses':
      return answer.value.files.map(({ file, computerName, madeAt, title, problem }) =>
        problem === null
          ? words('cli.evidence.row', {
              file: basename(file),
              computer: computerName ?? words('cli.evidence.unknownComputer'),
              madeAt,
              title,
            })
          : words('cli.evidence.refusedRow', { file: basename(file), problem }),
      );
    case 'collector':
      return [];
    case 'recording':
      return [words('cli.line.recordingFolder', { folder: answer.value.folder })];
    case 'verify':
      return [
        ...(answer.value.record?.changes ?? []).map(changeText(words)),
        ...(answer.value.proof ? proofLines(words, answer.value.proof) : []),
        words('cli.line.range', { range: rangeText(words, answer.value.effectiveRange) }),
      ];
  }
}

type Machine = Extract<CommandAnswer, { kind: 'status' }>['value']['machine'];

type EvidenceFile = NonNullable<Extract<CommandAnswer, { kind: 'diagnose' }>['value']['evidenceFile']>;

function originLines(words: Words, { computerName, product, madeAt, areNamesReplaced, unreadableLines }: EvidenceFile) {
  return [
    words('cli.evidence.origin', {
      computer: computerName ?? words('cli.evidence.unknownComputer'),
      product: product ?? '',
      madeAt,
    }),
    ...(areNamesReplaced ? [words('cli.evidence.replaced')] : []),
    ...(unreadableLines > 0 ? [words('cli.evidence.unreadableLines', { count: unreadableLines })] : []),
  ];
}

function machineLine(
  words: Words,
  { computerName: computer, product, version, userName: user, sessionUser }: Machine,
): string {
  const other = otherConfirmer({ userName: user, confirmedBy: sessionUser ?? undefined });
  if (other === null) return words('cli.line.machine', { computer, product, version, user });
  return words('cli.line.machineOfSession', { computer, product, version, user, sessionUser: other });
}

function verdictText(
  words: Words,
  verdict: EffectVerdict,
  wasRestarted: boolean | null,
  changes: readonly object[],
): string {
  return words(`cli.verdicts.${isRestartUnknown(verdict, wasRestarted, changes) ? 'restart-unknown' : verdict}`);
}

function proofLines(words: Words, proof: Proof): string[] {
  return [
    ...proof.rows.map(({ name, wanted, stored, verdict }) =>
      words('cli.line.proof', {
        name,
        wanted: settingText(words, wanted),
        stored: stored ? settingText(words, stored) : words('ticket.rangeUnknown'),
        verdict: verdictText(words, verdict, proof.wasRestarted, 'present' in wanted ? [wanted] : []),
      }),
    ),
    ...proof.movedAlong.map(movedText(words)),
    ...probeLines(words, proof, plainCount),
  ];
}

function movedText(words: Words) {
  return (change: Change) => words('cli.line.movedAlong', { change: changeText(words)(change) });
}

export function answerSummary(words: Words, answer: CommandAnswer): string {
  return oneLine(summaryOf(words, answer));
}

function summaryOf(words: Words, answer: CommandAnswer): string {
  switch (answer.kind) {
    case 'status': {
      const { openChange, effectiveRange, values } = answer.value;
      const standing = words('cli.summary.status', {
        values: values.map(({ name, stored }) => `${name} ${storedText(words, stored)}`).join(', '),
        range: rangeText(words, effectiveRange),
      });
      return openChange
        ? `${words(`cli.open.${openKind(openChange)}.summary`, { id: openChange.record.id })} ${standing}`
        : standing;
    }
    case 'diagnose': {
      const { title: conclusion, nextStep, findings, evidenceFile } = answer.value;
      if (evidenceFile)
        return words('cli.evidence.diagnosed', {
          conclusion,
          step: nextStep.text,
          computer: evidenceFile.computerName ?? words('cli.evidence.unknownComputer'),
          madeAt: evidenceFile.madeAt,
        });
      return words('cli.summary.diagnose', { conclusion, step: nextStep.text, count: findings?.length ?? 0 });
    }
    case 'evidence': {
      const { file, areNamesReplaced } = answer.value;
      return words(areNamesReplaced ? 'cli.evidence.savedReplaced' : 'cli.evidence.saved', { file });
    }
    case 'collector':
      return words('cli.summary.collector', { folder: answer.value.folder });
    case 'diagnoses': {
      const { files, folder, table } = answer.value;
      const refused = files.filter(({ problem }) => problem !== null).length;
      const read = words('cli.evidence.folder', { count: files.length, refused, folder });
      return table === null ? read : `${read} ${words('cli.evidence.table', { file: table })}`;
    }
    case 'plan':
      if (answer.value.folder !== null) return words('cli.summary.folder', { folder: answer.value.folder });
      return words('cli.summary.plan', { changes: answer.value.changes.map(changeText(words)).join(', ') });
    case 'outcome': {
      const { record, verdict, wasRestarted, written, isRecorded } = answer.value;
      if (written.length === 0) return words('cli.summary.nothingToPutBack');
      const summary = record.reason === 'recovery' ? 'cli.summary.recovered' : 'cli.summary.outcome';
      const told = words(summary, {
        changes: written.map(changeText(words)).join(', '),
        verdict: verdictText(words, verdict, wasRestarted, written),
      });
      return isRecorded ? told : `${told} ${words('cli.summary.notRecorded')}`;
    }
    case 'backup':
      return words('cli.summary.backup', { file: answer.value.file });
    case 'backups': {
      const { backups } = answer.value;
      return words('cli.summary.backups', {
        count: backups.length,
        broken: backups.filter(({ seal }) => seal !== 'intact').length,
      });
    }
    case 'recording': {
      const { folder, samples, snapshots, endedBy, trouble } = answer.value;
      if (trouble !== null) return words('cli.summary.recording.trouble', { folder, detail: trouble });
      return words(`cli.summary.recording.${endedBy}`, { folder, samples, snapshots });
    }
    case 'verify': {
      const { record, verdict, storedAsWanted, proof } = answer.value;
      if (!record || !verdict) return words('cli.summary.verifyNone');
      if (!storedAsWanted) return words('cli.summary.verifyDrifted');
      return words('cli.summary.verify', {
        verdict: verdictText(words, verdict, proof?.wasRestarted ?? null, record.changes),
      });
    }
  }
}

/** What `record` prints while it goes on, on one line. */
export function noticeText(words: Words, { at, code, detail }: Notice): string {
  return oneLine(words(`cli.notice.${code}`, { at, detail }));
}

/** Where the history cannot be read, for every command; none if it was read as a whole. */
export function faultLines(words: Words, faults: readonly HistoryFault[]): string[] {
  const damage = faults.filter(isDamage);
  const newer = faults.length - damage.length;
  return [
    damage.length === 0
      ? []
      : words('cli.line.historyFaults', { count: damage.length, places: locationsText(words, damage) }),
    newer === 0 ? [] : words('cli.line.historyNewer', { count: newer }),
  ].flat();
}

/** The first damaged places; their number is printed with them. */
function locationsText(words: Words, faults: readonly HistoryDamage[]): string {
  const more = faults.length > mostListed ? [words('cli.line.morePlaces', { count: faults.length - mostListed })] : [];
  return [...faults.slice(0, mostListed).map(faultText(words)), ...more].join(' ');
}

function faultText(words: Words) {
  return (fault: HistoryDamage) => {
    const { key, names } = faultWords(fault);
    return words(`cli.faults.${key}`, names);
  };
}

function openKind({
  isAtWork,
  mayBeFinished,
}: {
  readonly isAtWork: boolean | null;
  readonly mayBeFinished: boolean;
}): 'atWork' | 'cutOff' | 'damaged' | 'unknown' {
  if (isAtWork === true) return 'atWork';
  if (mayBeFinished) return 'damaged';
  return isAtWork === null ? 'unknown' : 'cutOff';
}

/** What went wrong, as one line; "nothing to do" is not reported as a failure. */
export function errorSummary(words: Words, command: CommandName | null, error: AppError): string {
  if (error.code === 'ALREADY_AS_WANTED') return words('cli.errors.ALREADY_AS_WANTED');
  if (error.code === 'BUSY' && command === 'record')
    return failureSummary(words, command, words('cli.errors.RECORDED_ELSEWHERE'));
  return failureSummary(words, command, errorText(words, error));
}

/** What went wrong, in existing texts, as one line. */
export function failureSummary(words: Words, command: CommandName | null, error: string): string {
  return oneLine(words('cli.summary.failed', { command: command ?? '', error }).trim());
}

function errorText(words: Words, error: AppError): string {
  const { code } = error;
  if (code === 'DRIFTED')
    return words('cli.errors.DRIFTED', {
      names: error.drift.map(({ name }) => name).join(', ') || words('cli.unnamedValues'),
    });
  if (code === 'BACKUP_MISMATCH') return words('cli.errors.BACKUP_MISMATCH', { names: error.names.join(', ') });
  if (code === 'SIDE_EFFECTS')
    return words('cli.errors.SIDE_EFFECTS', {
      effects: error.effects.map((effect) => sideEffectText(words, effect, plainCount)).join(' '),
    });
  if (code === 'FOLDER_NOT_TRUSTED' && error.child !== null)
    return words('cli.errors.FOLDER_NOT_TRUSTED_child', { ...error });
  if (code === 'HISTORY_DAMAGED')
    return error.faults.some(isDamage)
      ? words('cli.errors.HISTORY_DAMAGED', { places: locationsText(words, error.faults.filter(isDamage)) })
      : words('cli.errors.HISTORY_NEWER');
  if (code === 'EVIDENCE_REFUSED')
    return words('cli.errors.EVIDENCE_REFUSED', { problem: evidenceProblemText(words, error) });
  if (code !== 'CHANGE_FAILED') return words(`cli.errors.${code}`, { ...error });
  const { name, cause, backupFile, left, movedAlong = [] } = error;
  const failed = words('cli.errors.CHANGE_FAILED', { name, cause, backupFile, count: left.length });
  return [failed, ...movedAlong.map((change) => movedText(words)(changeOf(change)))].join(' ');
}

export function problemText(words: Words, problem: ArgumentProblem): string {
  const options = parameterNames.map((name) => `--${parameterOptions[name]}`).join(', ');
  return oneLine(words(`cli.problems.${problem.kind}`, { ...problem, options }));
}

/** What a command takes besides options, as its usage shows it. */
const targets: Readonly<Partial<Record<CommandName, string>>> = { restore: ' ID|latest', undo: ' [ID]' };

/** The help of one command, or of all; here too the last line is a summary. */
export function helpLines(words: Words, program: string, command: CommandName | null): string[] {
  if (command === null) {
    const rows = commandNames.map((name) => `  ${name.padEnd(16)} ${words(`cli.commands.${name}`)}`);
    return [
      ...words('cli.usageAll', { program }).split('\n'),
      '',
      words('cli.commandsTitle'),
      ...rows,
      '',
      words('cli.exitCodes'),
      words('cli.helpSummary', { program }),
    ];
  }
  const options = [...commandOptions[command], 'json', 'user-data-dir', 'practice', 'help'] as const;
  const rows = options.map((option) => `  ${optionText(words, option)}`);
  return [
    words('cli.usage', { program, command: `${command}${targets[command] ?? ''}` }),
    '',
    words('cli.optionsTitle'),
    ...rows,
    '',
    words('cli.exitCodes'),
    words(`cli.commands.${command}`),
  ];
}

function optionText(words: Words, option: OptionName): string {
  const parameter = parameterNames.find((name) => parameterOptions[name] === option);
  return parameter === undefined
    ? words(`cli.options.${option as Exclude<OptionName, ParameterOption>}`)
    : `--${option} N|default   ${words(`cli.parameters.${parameter}`)}`;
}

/**
 * The report as printed. JSON is ASCII, so that it is the same in every code page (Windows PowerShell 5.1 decodes output with
 * the code page of the console). Each line of text stays one line, whatever name or note it contains.
 */
export function reportText(report: Report, lines: readonly string[], isJson: boolean): string {
  return isJson
    ? `${asciiJson(report)}\n`
    : `${[...lines, report.summary].map((line) => onOneLine(line)).join('\n')}\n`;
}

function asciiJson(report: Report): string {
  return JSON.stringify(report).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function changeText(words: Words) {
  return ({ name, before, after }: Change) =>
    words('cli.line.change', { name, before: settingText(words, before), after: settingText(words, after) });
}

function settingText(words: Words, setting: Change['before']): string {
  if (!('start' in setting)) return storedText(words, setting);
  const { start, number } = setting;
  return rangeText(words, { start, number, last: start + number - 1 });
}

function storedText(words: Words, { present, type, number, hex }: Stored): string {
  if (!present) return words('stored.absent');
  if (number !== null) return words('stored.number', { number, hex: number.toString(16) });
  return words('stored.other', { type: type ?? '', count: (hex ?? '').length / 2 });
}

function rangeText(words: Words, range: Range): string {
  return range
    ? words('ticket.range', { first: range.start, last: range.last, number: plainCount(range.number) })
    : words('ticket.rangeUnknown');
}

/** The name of a value and the answer of a machine may contain line breaks. */
export function oneLine(text: string): string {
  return onOneLine(text).slice(0, longestSummary);
}
