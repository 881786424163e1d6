// From an error to what a user needs: what happened, what was left in place, what to do next.
// Protects: no failure lacks any of these; a code without texts does not compile.
import type { ParseKeys, TFunction } from 'i18next';
import type { Formats } from './format';
import { visibleText } from './readable-value';
import { nameText, valueText } from './stored-text';
import type { AppError, ElevationProblem, MachineAction } from '../../electron/contract/errors/errors';

export interface ErrorText {
  readonly title: string;
  readonly happened: readonly string[];
  readonly left: readonly string[];
  readonly next: string;
  /** For experts: Windows error number and raw text; null if there is none. */
  readonly details: string | null;
}

export function errorText(error: AppError, formats: Formats, t: TFunction): ErrorText {
  const code = error.code;
  const base = { title: t(`errors.${code}.title`), left: [t('errors.nothingChanged')], details: null };
  switch (code) {
    case 'INVALID_INPUT':
      return {
        ...base,
        happened: [t('errors.INVALID_INPUT.happened')],
        next: t('errors.INVALID_INPUT.next'),
        details: error.detail,
      };
    case 'OUT_OF_RANGE': {
      const { name, value, min, max } = error;
      return {
        ...base,
        happened: [t('errors.OUT_OF_RANGE.happened', { name, value, min, max })],
        next: t('errors.OUT_OF_RANGE.next'),
      };
    }
    case 'ACCESS_DENIED':
      return {
        ...base,
        happened: [t('errors.ACCESS_DENIED.happened', { action: actionText(error.action, t) })],
        next: t('errors.ACCESS_DENIED.next'),
        details: windowsCodeText(error.windowsCode, t),
      };
    case 'NOT_ELEVATED':
      return {
        ...base,
        happened: [t('errors.NOT_ELEVATED.happened', { action: actionText(error.action, t) })],
        next: t('errors.NOT_ELEVATED.next'),
      };
    case 'MACHINE_FAILED':
      return {
        ...base,
        happened: [t('errors.MACHINE_FAILED.happened', { action: actionText(error.action, t) })],
        next: t('errors.MACHINE_FAILED.next'),
        details: [windowsCodeText(error.windowsCode, t), error.detail].filter(Boolean).join('\n') || null,
      };
    case 'BACKUP_FAILED':
      return {
        ...base,
        happened: [t(`errors.BACKUP_FAILED.reasons.${error.reason}`)],
        next: t(`errors.BACKUP_FAILED.next.${error.reason}`),
        details: error.detail,
      };
    case 'BACKUP_MISMATCH':
      return {
        ...base,
        happened: [t('errors.BACKUP_MISMATCH.happened', { count: error.names.length, names: error.names.join(', ') })],
        next: t('errors.BACKUP_MISMATCH.next'),
      };
    case 'DRIFTED':
      return {
        ...base,
        happened: error.drift.map(({ name, expected, found }) =>
          t('errors.DRIFTED.line', {
            name: nameText(name, t),
            expected: valueText(name, expected, formats, t),
            found: valueText(name, found, formats, t),
          }),
        ),
        next: t('errors.DRIFTED.next'),
      };
    case 'CHANGE_FAILED':
      return { ...base, ...changeFailedText(error, formats, t) };
    case 'OTHER_COMPUTER':
      return {
        ...base,
        happened: [t('errors.OTHER_COMPUTER.happened', { computer: error.computerName })],
        next: t('errors.OTHER_COMPUTER.next'),
      };
    case 'STORAGE_FAILED':
      return {
        ...base,
        happened: [t('errors.STORAGE_FAILED.happened')],
        left: [t('errors.STORAGE_FAILED.left')],
        next: t('errors.STORAGE_FAILED.next'),
        details: error.detail,
      };
    case 'UNEXPECTED':
      return {
        ...base,
        happened: [t('errors.UNEXPECTED.happened', { incident: error.incident })],
        left: [t('errors.UNEXPECTED.left')],
        next: t('errors.UNEXPECTED.next'),
      };
    case 'ALREADY_AS_WANTED':
    case 'KEY_MISSING':
    case 'TOKEN_UNKNOWN':
    case 'RESULT_OUTDATED':
    case 'NOT_CONFIRMED':
    case 'SIDE_EFFECTS':
    case 'BUSY':
    case 'RECOVERY_PENDING':
    case 'HISTORY_DAMAGED':
    case 'NOT_AVAILABLE_HERE':
    case 'NO_DYNAMIC_RANGES':
      return { ...base, happened: [t(`errors.${code}.happened`)], next: t(`errors.${code}.next`) };
    case 'ELEVATION_DECLINED':
    case 'START_AS_ADMINISTRATOR':
      return { ...base, happened: [t(`errors.${code}.happened`)], next: t(`errors.${code}.next`) };
    case 'ELEVATION_FAILED':
      return {
        ...base,
        happened: [t(`errors.ELEVATION_FAILED.reasons.${error.reason}`)],
        left: [t(error.reason === 'cut-off' ? 'errors.ELEVATION_FAILED.left' : 'errors.nothingChanged')],
        next: t(`errors.ELEVATION_FAILED.next.${nextAfter(error.reason)}`),
        details: error.detail,
      };
    case 'INSTALL_FIRST':
      return { ...base, ...installFirstText(error, t) };
    case 'FOLDER_NOT_TRUSTED':
      return {
        ...base,
        happened: [
          t(`errors.FOLDER_NOT_TRUSTED.problems.${error.problem}`, {
            folder: [error.folder, error.child ?? []].flat().join('\\'),
          }),
        ],
        next: t(error.child === null ? 'errors.FOLDER_NOT_TRUSTED.next' : 'errors.FOLDER_NOT_TRUSTED.nextChild'),
        details: error.detail,
      };
    case 'EVIDENCE_REFUSED':
      return {
        ...base,
        ...titleOfFile(code, error.file, t),
        happened: [
          t(`errors.EVIDENCE_REFUSED.reasons.${error.reason}`, { part: error.part ?? '', detail: error.detail }),
        ],
        next: t('errors.EVIDENCE_REFUSED.next'),
        details: [error.part, error.detail].filter(Boolean).join(': ') || null,
      };
    case 'REG_FILE_REFUSED':
      return {
        ...base,
        ...titleOfFile(code, error.file, t),
        happened: [t(`errors.REG_FILE_REFUSED.reasons.${error.reason}`)],
        next: t('errors.REG_FILE_REFUSED.next'),
        details: error.detail,
      };
    case 'SEAL_BROKEN':
      return {
        ...base,
        happened: [t(`errors.SEAL_BROKEN.seals.${error.seal}`)],
        next: t('errors.SEAL_BROKEN.next'),
      };
    default:
      return unknownCode(code);
  }
}

/** The title that names the file, where it is known. */
function titleOfFile(
  code: 'EVIDENCE_REFUSED' | 'REG_FILE_REFUSED',
  file: string | undefined,
  t: TFunction,
): Partial<Pick<ErrorText, 'title'>> {
  return file === undefined ? {} : { title: t(`errors.${code}.titleOf`, { file: visibleText(file) }) };
}

function changeFailedText(
  error: Extract<AppError, { code: 'CHANGE_FAILED' }>,
  formats: Formats,
  t: TFunction,
): Pick<ErrorText, 'happened' | 'left' | 'next' | 'details'> {
  const isClean = error.left.length === 0;
  const moved = error.movedAlong ?? [];
  return {
    happened: [t(`errors.CHANGE_FAILED.causes.${error.cause}`, { name: error.name })],
    left: [
      ...(isClean ? [t(moved.length > 0 ? 'errors.CHANGE_FAILED.leftMoved' : 'errors.CHANGE_FAILED.leftNothing')] : []),
      ...[...error.left, ...moved].map(({ name, before, after }) =>
        t('errors.CHANGE_FAILED.leftLine', {
          name: nameText(name, t),
          before: valueText(name, before, formats, t),
          now: valueText(name, after, formats, t),
        }),
      ),
    ],
    next: isClean
      ? t('errors.CHANGE_FAILED.nextClean')
      : t('errors.CHANGE_FAILED.nextLeft', { file: error.backupFile }),
    details: error.detail,
  };
}

function installFirstText(
  { run, place, problem, account, right, detail }: Extract<AppError, { code: 'INSTALL_FIRST' }>,
  t: TFunction,
): Pick<ErrorText, 'happened' | 'next' | 'details'> {
  const next = t(`errors.INSTALL_FIRST.next.${run}`);
  if (run === 'development')
    return { happened: [t('errors.INSTALL_FIRST.development', { place })], next, details: null };
  const who =
    account !== null && right !== null
      ? [t('errors.INSTALL_FIRST.who', { account, right: t(`errors.INSTALL_FIRST.rights.${right}`) })]
      : [];
  return {
    happened: [t(`errors.INSTALL_FIRST.problems.${problem}`, { place }), ...who],
    next,
    details: detail || null,
  };
}

function nextAfter(reason: ElevationProblem): 'tryAgain' | 'restart' | 'recovery' {
  if (reason === 'cut-off') return 'recovery';
  return reason === 'other-version' ? 'restart' : 'tryAgain';
}

const actionKeys = {
  'registry.read': 'errors.actions.registryRead',
  'registry.write': 'errors.actions.registryWrite',
  'registry.delete': 'errors.actions.registryDelete',
  'registry.export': 'errors.actions.registryExport',
  'port-range.read': 'errors.actions.portRangeRead',
  'port-range.write': 'errors.actions.portRangeWrite',
  'port-table.read': 'errors.actions.portTableRead',
  'event-log.read': 'errors.actions.eventLogRead',
  'system.read': 'errors.actions.systemRead',
  'system.restart': 'errors.actions.systemRestart',
  'system.open-tool': 'errors.actions.systemOpenTool',
} as const satisfies Record<MachineAction, ParseKeys>;

function actionText(action: MachineAction, t: TFunction): string {
  return t(actionKeys[action]);
}

function windowsCodeText(windowsCode: number | null, t: TFunction): string | null {
  return windowsCode === null ? null : t('errors.windowsCode', { code: windowsCode });
}

function unknownCode(code: never): never {
  throw new Error(`No words for error ${String(code)}`);
}
