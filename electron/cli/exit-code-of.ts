// The exit code of each result and each error, as documented in docs/command-line.md. Pure.
import type { AppError } from '../contract/errors/errors';
import { isRestartUnknown } from '../contract/change/effect';
import { exitCodes, type ExitCode } from './exit-codes';
import type { CommandAnswer } from './report';

export function exitCodeOf(answer: CommandAnswer): ExitCode {
  switch (answer.kind) {
    case 'outcome':
      return answer.value.verdict === 'waiting-for-restart' ? exitCodes.restartNeeded : exitCodes.done;
    case 'verify': {
      const { record, verdict, storedAsWanted, proof } = answer.value;
      if (storedAsWanted === false) return exitCodes.drifted;
      if (verdict === 'stored-but-not-effective') return exitCodes.failed;
      // Not 3010: another restart may reveal nothing more, and an agent would restart forever.
      if (record && verdict && proof && isRestartUnknown(verdict, proof.wasRestarted, record.changes))
        return exitCodes.failed;
      return verdict === 'waiting-for-restart' ? exitCodes.restartNeeded : exitCodes.done;
    }
    case 'diagnose':
      // Nothing is wrong at this moment, and that is no all-clear.
      return answer.value.conclusion === 'enough-now' ? exitCodes.enoughNow : exitCodes.done;
    case 'recording':
      return answer.value.trouble === null ? exitCodes.done : exitCodes.failed;
    case 'diagnoses':
      return answer.value.files.some(({ problem }) => problem !== null) ? exitCodes.failed : exitCodes.done;
    case 'status':
    case 'evidence':
    case 'collector':
    case 'plan':
    case 'backup':
    case 'backups':
      return exitCodes.done;
  }
}

export function exitCodeOfError(error: AppError): ExitCode {
  switch (error.code) {
    case 'INVALID_INPUT':
    case 'OUT_OF_RANGE':
    case 'TOKEN_UNKNOWN':
    case 'RESULT_OUTDATED':
    case 'NOT_CONFIRMED':
    case 'SIDE_EFFECTS':
    case 'EVIDENCE_REFUSED':
      return exitCodes.invalidInput;
    case 'NOT_ELEVATED':
    case 'ELEVATION_DECLINED':
    case 'START_AS_ADMINISTRATOR':
    case 'INSTALL_FIRST':
      return exitCodes.notElevated;
    case 'ALREADY_AS_WANTED':
      return exitCodes.alreadyAsWanted;
    case 'DRIFTED':
      return exitCodes.drifted;
    case 'KEY_MISSING':
    case 'ACCESS_DENIED':
    case 'MACHINE_FAILED':
    case 'BACKUP_FAILED':
    case 'BACKUP_MISMATCH':
    case 'REG_FILE_REFUSED':
    case 'SEAL_BROKEN':
    case 'OTHER_COMPUTER':
    case 'HISTORY_DAMAGED':
    case 'BUSY':
    case 'RECOVERY_PENDING':
    case 'CHANGE_FAILED':
    case 'NOT_AVAILABLE_HERE':
    case 'NO_DYNAMIC_RANGES':
    case 'ELEVATION_FAILED':
    case 'FOLDER_NOT_TRUSTED':
    case 'STORAGE_FAILED':
    case 'UNEXPECTED':
      return exitCodes.failed;
  }
}
